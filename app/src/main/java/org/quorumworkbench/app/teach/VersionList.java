// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.animation.TranslateTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.quorumworkbench.app.control.Palette;
import org.quorumworkbench.core.run.Moves;
import org.quorumworkbench.core.story.TraceStep;
import org.quorumworkbench.core.vote.Version;
import org.quorumworkbench.core.vote.Vote;

/**
 * The list of versions as the driver keeps it: from the head on, each with a block for every vote,
 * the threshold as a line across, and the pointer {@code max} of the search for the winner.
 */
final class VersionList extends Pane {

    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");
    private static final Duration FLIGHT = Duration.millis(450);
    private static final Duration LOOK = Duration.millis(600);
    /** Of the type's size. */
    private static final double ROW = 1.35;
    private static final double WIDE = 7.6;
    private static final double GAP = 2.4;
    private static final double FOOT = 1.6;
    private static final double TOP = 1.5;
    private static final int MOST_ROWS = 7;

    private final Label head = label("HEAD \u25B8", "teach-head");
    private final Label pointer = label("max \u25BE", "teach-max");
    private final Region line = new Region();
    private final Label needs = label("", "teach-needs");
    private final List<VBox> bars = new ArrayList<>();
    private final List<Label> arrows = new ArrayList<>();
    private List<Integer> letters = List.of();
    private final Timeline walk = new Timeline();
    private int threshold;
    private int rows = 1;
    private int pointed = -1;

    VersionList() {
        setId("teach-versions");
        line.getStyleClass().add("teach-threshold");
        line.setMouseTransparent(true);
    }

    private static Label label(String words, String style) {
        Label label = new Label(words);
        label.getStyleClass().addAll("teach-mark", style);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    /**
     * Shows the list.
     *
     * @param needed
     *            votes that a winner needs; 0 where the threshold plays no part
     * @param fresh
     *            the steps that are new
     * @param moving
     *            whether what changed moves
     */
    void show(StageState state, int needed, List<TraceStep> fresh, boolean moving) {
        walk.stop();
        getChildren().clear();
        bars.clear();
        arrows.clear();
        threshold = needed;
        pointed = -1;
        letters = IntStream.range(0, state.versions().size()).map(state::letter).boxed().toList();
        List<String> names = List.copyOf(state.children().keySet());
        rows = Math.max(needed, state.versions().stream().mapToInt(Version::votes).max().orElse(1));
        for (int place = 0; place < state.versions().size(); place++) {
            VBox bar = bar(state, place, names);
            bars.add(bar);
            getChildren().add(bar);
            if (place > 0) {
                Label arrow = label("\u2192", "teach-arrow");
                arrows.add(arrow);
                getChildren().add(arrow);
            }
        }
        if (!bars.isEmpty()) {
            getChildren().add(head);
            if (needed > 0) {
                needs.setText(text("teach.needs", Integer.toString(needed)));
                getChildren().addAll(line, needs);
            }
        }
        state.count().ifPresent(counted -> {
            pointed = winner(state);
            getChildren().add(pointer);
            if (moving && fresh.contains(counted)) {
                walk(state);
            }
        });
        if (moving && !fresh.isEmpty() && fresh.getLast() instanceof TraceStep.Voted voted) {
            move(state, voted);
        }
        requestLayout();
    }

    /**
     * What a point of the list means to who carries a vote there: the version by its letter, before all
     * of them the head, behind all of them the end, between two of them nothing.
     *
     * @param x
     *            in the scene
     */
    Optional<String> at(double x, double y) {
        if (bars.isEmpty() || !contains(sceneToLocal(x, y))) {
            return Optional.empty();
        }
        for (int place = 0; place < bars.size(); place++) {
            if (bars.get(place).localToScene(bars.get(place).getBoundsInLocal()).contains(x, y)) {
                return Optional.of(String.valueOf(Vote.letter(letters.get(place))));
            }
        }
        double across = sceneToLocal(x, y).getX();
        return across < bars.getFirst().getLayoutX()
                ? Optional.of(Moves.HEAD)
                : across > bars.getLast().getBoundsInParent().getMaxX() ? Optional.of(Moves.END) : Optional.empty();
    }

    /** Marks the version, the head or the end that a vote is carried to; empty for none of them. */
    void mark(String target) {
        for (int place = 0; place < bars.size(); place++) {
            bars.get(place).pseudoClassStateChanged(TARGET,
                    target.equals(String.valueOf(Vote.letter(letters.get(place)))));
        }
        head.pseudoClassStateChanged(TARGET, target.equals(Moves.HEAD));
    }

    private VBox bar(StageState state, int place, List<String> names) {
        Version<String> version = state.versions().get(place);
        int letter = state.letter(place);
        String style = "-fx-background-color: " + Palette.css(Palette.chip(letter)) + "; -fx-text-fill: "
                + Palette.css(Palette.ON_TINT) + ";";
        VBox bar = new VBox(1);
        bar.setAlignment(Pos.BOTTOM_CENTER);
        bar.getStyleClass().add("teach-version");
        for (int child : version.children().reversed()) {
            Label vote = new Label(names.get(child));
            vote.getStyleClass().add("teach-vote");
            vote.setMaxWidth(Double.MAX_VALUE);
            vote.setStyle(style);
            bar.getChildren().add(vote);
        }
        Label chip = new Label(String.valueOf(Vote.letter(letter)));
        chip.getStyleClass().add("teach-letter");
        chip.setMinWidth(USE_PREF_SIZE);
        chip.setStyle(style);
        Label value = new Label(version.value());
        value.getStyleClass().addAll("mono", "teach-hash");
        HBox foot = new HBox(4, chip, value);
        foot.setAlignment(Pos.CENTER);
        bar.getChildren().add(foot);
        if (state.count().filter(counted -> counted.value().equals(version.value())).isPresent()) {
            bar.getStyleClass().add(state.isWon() ? "teach-winner" : "teach-most");
        }
        bar.setAccessibleText(text("teach.version",
                Vote.letter(letter) + " " + version.children().stream().map(names::get).toList(),
                Integer.toString(version.votes())));
        return bar;
    }

    private static int winner(StageState state) {
        for (int place = 0; place < state.versions().size(); place++) {
            String value = state.versions().get(place).value();
            if (state.count().filter(counted -> counted.value().equals(value)).isPresent()) {
                return place;
            }
        }
        return -1;
    }

    /** The pointer goes where the search has its greatest so far, version by version. */
    private void walk(StageState state) {
        walk.getKeyFrames().clear();
        int greatest = -1;
        int max = 0;
        for (int place = 0; place < state.versions().size(); place++) {
            if (state.versions().get(place).votes() > max) {
                max = state.versions().get(place).votes();
                greatest = place;
            }
            int at = greatest;
            int looked = place;
            walk.getKeyFrames().add(new KeyFrame(LOOK.multiply(place), event -> {
                pointed = at;
                for (int other = 0; other < bars.size(); other++) {
                    bars.get(other).setOpacity(other == looked ? 1 : 0.55);
                }
                requestLayout();
            }));
        }
        walk.getKeyFrames().add(new KeyFrame(LOOK.multiply(state.versions().size()),
                event -> bars.forEach(bar -> bar.setOpacity(1))));
        walk.playFromStart();
    }

    /** A new version slides in at the head; a vote falls onto its version. */
    private void move(StageState state, TraceStep.Voted voted) {
        for (int place = 0; place < bars.size(); place++) {
            if (!state.versions().get(place).value().equals(voted.value())) {
                continue;
            }
            Node moved = voted.begins() ? bars.get(place) : bars.get(place).getChildren().getFirst();
            TranslateTransition flight = new TranslateTransition(FLIGHT, moved);
            if (voted.begins()) {
                flight.setFromX(-60);
                flight.setToX(0);
            } else {
                flight.setFromY(-60);
                flight.setToY(0);
            }
            flight.play();
        }
    }

    private double em() {
        return head.getFont().getSize();
    }

    /** So that many votes have room too. */
    private double row() {
        return em() * ROW * Math.min(1, (double) MOST_ROWS / rows);
    }

    @Override
    protected double computePrefHeight(double width) {
        return bars.isEmpty() ? 0 : em() * (TOP + FOOT) + rows * (row() + 1) + 6;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return em() * 5 + bars.size() * em() * (WIDE + GAP) + em() * 9;
    }

    @Override
    protected void layoutChildren() {
        if (bars.isEmpty()) {
            return;
        }
        double em = em();
        // Below the votes of a version are its letter and what it stands for, and a line.
        double base = getHeight() - ((Region) bars.getFirst().getChildren().getLast()).prefHeight(-1) - 5;
        double first = head.prefWidth(-1) + em * 0.8;
        head.resizeRelocate(0, base - row() * 0.9, head.prefWidth(-1), head.prefHeight(-1));
        double step = Math.min(em * (WIDE + GAP), (getWidth() - first - em * 8) / bars.size());
        double wide = Math.min(em * WIDE, Math.max(em * 3, step - em * 1.2));
        for (int place = 0; place < bars.size(); place++) {
            VBox bar = bars.get(place);
            bar.lookupAll(".teach-vote").forEach(vote -> ((Label) vote).setMinHeight(row()));
            bar.lookupAll(".teach-vote").forEach(vote -> ((Label) vote).setPrefHeight(row()));
            double height = bar.prefHeight(wide);
            bar.resizeRelocate(first + place * step, getHeight() - height, wide, height);
            if (place > 0) {
                Label arrow = arrows.get(place - 1);
                arrow.resizeRelocate(first + place * step - (step - wide) / 2 - arrow.prefWidth(-1) / 2,
                        base - row() * 0.9, arrow.prefWidth(-1), arrow.prefHeight(-1));
            }
        }
        double end = first + bars.size() * step;
        double height = base - threshold * (row() + 1);
        line.resizeRelocate(first - em * 0.4, height - 1, end - first + em * 0.4, 3);
        needs.resizeRelocate(end + 4, height - needs.prefHeight(-1) / 2, needs.prefWidth(-1), needs.prefHeight(-1));
        if (pointed >= 0) {
            VBox bar = bars.get(pointed);
            double wanted = Math.max(0, bar.getLayoutY() - pointer.prefHeight(-1));
            pointer.resizeRelocate(bar.getLayoutX() + (wide - pointer.prefWidth(-1)) / 2, wanted,
                    pointer.prefWidth(-1), pointer.prefHeight(-1));
        }
    }
}
