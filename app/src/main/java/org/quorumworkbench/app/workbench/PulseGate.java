// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * The one way from the engine's threads to the JavaFX thread: however often it is asked, its task
 * runs at most once per pulse. {@link #request} may be called from any thread; the task runs on the
 * JavaFX thread.
 */
final class PulseGate {

    private final AtomicBoolean requested = new AtomicBoolean();
    private final AnimationTimer pulse;

    PulseGate(Runnable task) {
        this.pulse = new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                requested.set(false);
                task.run();
            }
        };
    }

    /** Asks for the task to run at the next pulse. */
    void request() {
        if (requested.compareAndSet(false, true)) {
            Platform.runLater(pulse::start);
        }
    }

    /**
     * Runs the task on the JavaFX thread after that many pulses: when what was changed has been laid
     * out.
     */
    static void afterPulses(int pulses, Runnable task) {
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
