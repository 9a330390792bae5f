// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PendingTest {

    private final List<String> asked = new ArrayList<>();
    private final Pending<Integer> pending = new Pending<>(() -> asked.add("stop"));

    @Test
    void cancellingAsksTheDeviceToStopAndCompletesNothing() {
        assertFalse(pending.cancel(true));
        assertFalse(pending.isDone());
        assertEquals(List.of("stop"), asked);
        pending.complete(1);
        assertEquals(1, pending.join());
    }

    @Test
    void whatIsDerivedAsksTheDeviceAndWaitsForItAsWell() {
        CompletableFuture<Integer> derived = pending.thenApply(value -> value + 1).thenApply(value -> value + 1);
        derived.cancel(true);
        assertEquals(List.of("stop"), asked);
        assertFalse(derived.isDone());
        pending.complete(1);
        assertEquals(3, derived.join());
    }

    @Test
    void whatIsDoneIsNotStopped() {
        pending.complete(1);
        pending.cancel(true);
        assertEquals(List.of(), asked);
    }
}
