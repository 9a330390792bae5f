// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What simulated delays pass on; nobody sleeps for them. */
@FunctionalInterface
public interface Timer {

    /** Runs the task after the delay; returns at once. The task does not block. */
    void after(Duration delay, Runnable task);

    /** Real time; the tasks run on the executor. */
    static Timer real(Executor executor) {
        return (delay, task) -> CompletableFuture
                .delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, executor).execute(task);
    }

    /** No time passes: a delayed answer comes as soon as it is there. */
    static Timer none() {
        return (delay, task) -> task.run();
    }
}
