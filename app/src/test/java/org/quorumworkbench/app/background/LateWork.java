// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Work that comes late, as it does on a busy machine: half of all tasks, drawn at random, begin up
 * to 400 ms after they were asked for. A test that looks at what the background has yet to bring
 * fails here in minutes, and elsewhere once in ten hours. Only where it is asked for:
 *
 * <pre>
 * mvn -Pfast -Dlate.seed=3 test
 * </pre>
 */
public final class LateWork {

    private static final int MOST_MILLISECONDS = 400;

    /** Draws the same delays in each run, though not for the same tasks. */
    private static final Optional<Random> DRAWN = Optional.ofNullable(Long.getLong("late.seed")).map(Random::new);

    private LateWork() {}

    /** Between the threads of a window's work and the JavaFX thread. */
    public static Background ofTheWindow() {
        return Background.ofTheWindow(over(Background.threads()));
    }

    /** The executor itself, if nothing is to come late. */
    public static Executor over(Executor work) {
        return DRAWN.<Executor>map(random -> task -> {
            Executor begins = random.nextBoolean()
                    ? CompletableFuture.delayedExecutor(random.nextInt(MOST_MILLISECONDS), TimeUnit.MILLISECONDS, work)
                    : work;
            begins.execute(task);
        }).orElse(work);
    }
}
