// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.util.Duration;

/**
 * How far what moves in the list of versions has come. At rest all is where it belongs, so that the
 * list looks the same whether it has moved or never did.
 */
final class ListMotion {

    /** No version is looked at. */
    static final int NOWHERE = -1;

    private static final Duration FLIGHT = Duration.millis(750);
    private static final Duration LOOK = Duration.millis(600);
    private static final Duration LONGEST = Duration.millis(2100);

    /**
     * Of the flight: it comes down as soon as it is nearly above its place, so that it covers nothing.
     */
    private static final double ACROSS = 0.65;
    private static final double DOWN = 0.55;

    private final DoubleProperty flown = new SimpleDoubleProperty(1);
    private final DoubleProperty pointer = new SimpleDoubleProperty(NOWHERE);
    private final Timeline timeline = new Timeline();

    /**
     * All is at rest.
     *
     * @param moved
     *            called whenever something has come further
     */
    ListMotion(Runnable moved) {
        flown.subscribe(moved);
        pointer.subscribe(moved);
    }

    /** How far a vote has come across, above the list: 1 if it is above its place. */
    double across() {
        return eased(flown.get() / ACROSS);
    }

    /** How far a vote has come down to its place: 1 if it is there. */
    double down() {
        return eased((flown.get() - DOWN) / (1 - DOWN));
    }

    private static double eased(double part) {
        double within = Math.clamp(part, 0, 1);
        return within * within * (3 - 2 * within);
    }

    /**
     * The place of the list where the pointer is, or between which two; {@link #NOWHERE} if there is
     * none.
     */
    double pointer() {
        return pointer.get();
    }

    /** Everything is where it belongs. */
    void rest(int pointed) {
        timeline.stop();
        timeline.getKeyFrames().clear();
        flown.set(1);
        pointer.set(pointed);
    }

    /** A vote flies to its place. */
    void fly() {
        flown.set(0);
        timeline.getKeyFrames().setAll(new KeyFrame(FLIGHT, new KeyValue(flown, 1)));
        timeline.playFromStart();
    }

    /**
     * The search looks at one version after the other, and its pointer goes to the greatest so far.
     *
     * @param votes
     *            of each version, head first
     * @param looks
     *            called with the place that is looked at, and with {@link #NOWHERE} when the search has
     *            ended
     */
    void walk(List<Integer> votes, IntConsumer looks) {
        Duration look = LOOK.lessThan(LONGEST.divide(votes.size())) ? LOOK : LONGEST.divide(votes.size());
        int greatest = 0;
        pointer.set(greatest);
        looks.accept(0);
        for (int place = 1; place < votes.size(); place++) {
            int looked = place;
            Duration begin = look.multiply(place);
            timeline.getKeyFrames().add(new KeyFrame(begin, event -> looks.accept(looked),
                    new KeyValue(pointer, greatest, Interpolator.EASE_BOTH)));
            if (votes.get(place) > votes.get(greatest)) {
                greatest = place;
                timeline.getKeyFrames().add(new KeyFrame(begin.add(look.divide(2)),
                        new KeyValue(pointer, greatest, Interpolator.EASE_BOTH)));
            }
        }
        timeline.getKeyFrames().add(new KeyFrame(look.multiply(votes.size()), event -> looks.accept(NOWHERE),
                new KeyValue(pointer, greatest, Interpolator.EASE_BOTH)));
        timeline.playFromStart();
    }
}
