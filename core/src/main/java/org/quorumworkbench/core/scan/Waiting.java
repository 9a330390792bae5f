// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waiting for a device that may never answer. */
final class Waiting {

    private Waiting() {}

    /** What the device answered; empty if the scan was stopped first. */
    static <T> Optional<T> until(CompletableFuture<T> answer, CompletableFuture<?> stopped) {
        if (!answer.isDone()) {
            CompletableFuture.anyOf(answer, stopped).join();
        }
        return answer.isDone() ? Optional.of(answer.join()) : Optional.empty();
    }
}
