// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * How long a server is waited for.
 *
 * @param connecting
 *            until it is connected to and has said what it has
 * @param holes
 *            until it has told where holes are, where somebody waits for that
 * @param firstPause
 *            before a lost connection is made again; twice as long after every attempt that fails
 * @param longestPause
 *            however often it has failed
 */
record Patience(Duration connecting, Duration holes, Duration firstPause, Duration longestPause) {

    static final Patience STANDARD = new Patience(Dial.LIMIT, Duration.ofSeconds(5), Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    /** The pause before the next attempt. */
    Duration pause(int failedAttempts) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(failedAttempts, 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    /** Runs the task on the executor after the pause; nobody waits for it. */
    void after(Duration pause, Executor executor, Runnable task) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, executor).execute(task);
    }
}
