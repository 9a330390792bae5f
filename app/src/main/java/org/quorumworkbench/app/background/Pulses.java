// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.time.Duration;
import java.util.concurrent.Executor;

/** What happens again and again: a window is painted, a clock ticks. */
interface Pulses {

    /** Runs the task on the JavaFX thread, at the next pulse. Called on that thread. */
    void next(Runnable task);

    /** A clock that does not run yet. */
    Ticker every(Duration period, Runnable task);

    /** Of no window: the next pulse is now, and no clock ever ticks. */
    static Pulses none(Executor fx) {
        return new Pulses() {
            @Override
            public void next(Runnable task) {
                fx.execute(task);
            }

            @Override
            public Ticker every(Duration period, Runnable task) {
                return new Ticker() {
                    @Override
                    public void start() {
                        // Time does not pass here.
                    }

                    @Override
                    public void stop() {
                        // Nor does it stop.
                    }
                };
            }
        };
    }
}
