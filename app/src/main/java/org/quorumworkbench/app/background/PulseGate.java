// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A gate to the JavaFX thread: however often it is asked, its task runs at most once per pulse; if
 * it has not run for a while, it runs at once, so that what one person asked for makes the next
 * picture. {@link #request} may be called from any thread; the task runs on the JavaFX thread.
 */
public final class PulseGate {

    /** The time between two pulses, in nanoseconds. */
    private static final long FRAME = 1_000_000_000L / 60;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final Executor fx;
    private final Pulses pulses;
    private final Runnable task;
    private long ran = System.nanoTime() - FRAME;

    PulseGate(Executor fx, Pulses pulses, Runnable task) {
        this.fx = fx;
        this.pulses = pulses;
        this.task = task;
    }

    /** Asks for the task to run: soon, or at the next pulse if it has just run. */
    public void request() {
        if (requested.compareAndSet(false, true)) {
            fx.execute(this::soon);
        }
    }

    private void soon() {
        if (System.nanoTime() - ran >= FRAME) {
            run();
        } else {
            pulses.next(this::run);
        }
    }

    private void run() {
        ran = System.nanoTime();
        requested.set(false);
        task.run();
    }
}
