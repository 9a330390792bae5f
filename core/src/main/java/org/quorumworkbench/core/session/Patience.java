// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.quorum.Request;

/**
 * How long a session waits for a request. One that waits only for what hangs is given up, and not
 * before: who else has not answered has still to do it, or a recording would tell another story
 * than the one that happened. May be used from any thread; nothing here blocks.
 */
final class Patience {

    /** A request that is late by more, in milliseconds, is given up when something is to be changed. */
    private static final long LATE = 2_000;

    /** How often it is looked whether only what hangs is waited for, in milliseconds. */
    private static final long LOOK = 5;

    private final OpenedQuorum open;

    Patience(OpenedQuorum open) {
        this.open = open;
    }

    /** Gives the request up as soon as it waits for nothing but what hangs. */
    void giveUpIfHanging(Request<?> request) {
        List<String> waiting = request.waitingFor();
        if (!waiting.isEmpty() && waiting.stream().allMatch(this::hangs)) {
            request.cancel();
        } else if (!request.result().isDone()) {
            CompletableFuture.delayedExecutor(LOOK, TimeUnit.MILLISECONDS, open.executor())
                    .execute(() -> giveUpIfHanging(request));
        }
    }

    /** Gives up, after a while, those that are still under way then. */
    void giveUpSoon(List<? extends Request<?>> requests) {
        CompletableFuture.delayedExecutor(LATE, TimeUnit.MILLISECONDS, open.executor())
                .execute(() -> requests.forEach(Request::cancel));
    }

    private boolean hangs(String name) {
        return open.allChildren().stream().filter(child -> child.name().equals(name))
                .flatMap(OpenedChild::withThose).anyMatch(child -> child.faults().isHanging());
    }
}
