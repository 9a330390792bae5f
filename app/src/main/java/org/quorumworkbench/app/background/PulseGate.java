// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * The one way from the engine's threads to the JavaFX thread: however often it is asked, its task
 * runs at most once per pulse; if it has not run for a while, it runs at once, so that what one
 * person asked for makes the next picture. {@link #request} may be called from any thread; the task
 * runs on the JavaFX thread.
 */
public final class PulseGate {

    /** The time between two pulses, in nanoseconds. */
    private static final long FRAME = 1_000_000_000L / 60;

    private final AtomicBoolean requested = new AtomicBoolean();
    private final Runnable task;
    private final AnimationTimer pulse;
    private long ran = System.nanoTime() - FRAME;

    public PulseGate(Runnable task) {
        this.task = task;
        this.pulse = new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                run();
            }
        };
    }

    /** Asks for the task to run: soon, or at the next pulse if it has just run. */
    public void request() {
        if (requested.compareAndSet(false, true)) {
            Platform.runLater(this::soon);
        }
    }

    private void soon() {
        if (System.nanoTime() - ran >= FRAME) {
            run();
        } else {
            pulse.start();
        }
    }

    private void run() {
        ran = System.nanoTime();
        requested.set(false);
        task.run();
    }

    /**
     * Runs the task on the JavaFX thread after that many pulses: when what was changed has been laid
     * out.
     */
    public static void afterPulses(int pulses, Runnable task) {
        new AnimationTimer() {
            private int left = pulses;

            @Override
            public void handle(long now) {
                left--;
                if (left <= 0) {
                    stop();
                    task.run();
                }
            }
        }.start();
    }
}
