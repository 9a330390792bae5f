// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.time.Duration;
import javafx.animation.Animation;
import javafx.animation.AnimationTimer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** JavaFX's own pulses and clocks. Used on the JavaFX thread. */
public final class WindowPulses implements Pulses {

    WindowPulses() {}

    @Override
    public void next(Runnable task) {
        after(1, task);
    }

    @Override
    public Ticker every(Duration period, Runnable task) {
        return new Clock(period, task);
    }

    /**
     * Runs the task on the JavaFX thread after that many pulses: when what was changed has been laid
     * out.
     */
    public static void after(int pulses, Runnable task) {
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

    /**
     * Runs the task on the JavaFX thread after the event that is being handled: what is added while a
     * layout is under way is not laid out, and what has no height yet does not know where to scroll to.
     */
    public static void afterThisEvent(Runnable task) {
        Platform.runLater(task);
    }

    /** Made when it first runs: a model that is made before JavaFX runs has clocks too. */
    private static final class Clock implements Ticker {
        private final Duration period;
        private final Runnable task;
        private @Nullable Timeline timeline;

        Clock(Duration period, Runnable task) {
            this.period = period;
            this.task = task;
        }

        @Override
        public void start() {
            Timeline ticking = timeline;
            if (ticking == null) {
                ticking = new Timeline(
                        new KeyFrame(javafx.util.Duration.millis((double) period.toMillis()), event -> task.run()));
                ticking.setCycleCount(Animation.INDEFINITE);
                timeline = ticking;
            }
            ticking.play();
        }

        @Override
        public void stop() {
            if (timeline != null) {
                timeline.stop();
            }
        }
    }
}
