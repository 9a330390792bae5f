// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Runs what a scenario's quorums have to do on the thread of the one who runs it, in the order in
 * which it was given: the same scenario runs the same way every time. When nothing is left to do,
 * whatever is not finished never will be.
 */
final class RunLoop implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** What the future gives when everything is done; empty if it hangs. */
    <T> Optional<T> settle(CompletableFuture<T> future) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        return future.isDone() ? Optional.of(future.join()) : Optional.empty();
    }
}
