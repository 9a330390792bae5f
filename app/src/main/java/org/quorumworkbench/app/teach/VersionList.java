// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;
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
    private static final PseudoClass LOOKED = PseudoClass.getPseudoClass("looked");
    /** Of the type's size. */
    private static final double ROW = 1.35;
    /** What a line of words needs. */
    private static final double LINE = 1.15;
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
    private final ListMotion motion = new ListMotion(this::requestLayout);
    private Optional<Flight> flight = Optional.empty();
    private int threshold;
    private int rows = 1;

    /**
     * A vote that comes from its child's card.
     *
     * @param begins
     *            whether it begins the version at the head, which the others make room for
     */
    private record Flight(VBox bar, Node card, boolean begins) {
        Node vote() {
            return bar.getChildren().getFirst();
        }
    }

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
     * @param most
     *            votes that a version will have in the end: the list keeps its height while it grows
     * @param cards
     *            a child's card, from which its vote comes
     * @param fresh
     *            the steps that are new
     * @param moving
     *            whether what changed moves
     */
    void show(StageState state, int needed, int most, Function<String, Optional<Node>> cards, List<TraceStep> fresh,
            boolean moving) {
        flight = Optional.empty();
        getChildren().clear();
        bars.clear();
        arrows.clear();
        threshold = needed;
        letters = IntStream.range(0, state.versions().size()).map(state::letter).boxed().toList();
        List<String> names = List.copyOf(state.children().keySet());
        rows = Math.max(needed, most);
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
        int found = winner(state);
        motion.rest(found);
        if (found >= 0) {
            getChildren().add(pointer);
        }
        if (moving && found >= 0 && state.count().filter(fresh::contains).isPresent()) {
            motion.walk(state.versions().stream().map(Version::votes).toList(), place -> looked(place, state));
        } else {
            looked(ListMotion.NOWHERE, state);
        }
        if (moving && !fresh.isEmpty() && fresh.getLast() instanceof TraceStep.Voted voted) {
            cards.apply(voted.name()).ifPresent(card -> fly(state, voted, card));
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
            LateTip.on(vote, bar::getAccessibleText);
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

    /** The search looks at the version at that place; when it looks at none, it has found one. */
    private void looked(int place, StageState state) {
        for (int at = 0; at < bars.size(); at++) {
            bars.get(at).pseudoClassStateChanged(LOOKED, at == place);
        }
        int found = winner(state);
        if (place == ListMotion.NOWHERE && found >= 0) {
            bars.get(found).getStyleClass().add(state.isWon() ? "teach-winner" : "teach-most");
        }
    }

    /** A vote comes from its child's card to its version, or to the head as a new one. */
    private void fly(StageState state, TraceStep.Voted voted, Node card) {
        for (int place = 0; place < bars.size(); place++) {
            if (state.versions().get(place).value().equals(voted.value())) {
                VBox bar = bars.get(place);
                flight = Optional.of(new Flight(bar, card, voted.begins()));
                motion.fly();
            }
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
        double step = step(first, bars.size());
        double wide = Math.min(em * WIDE, Math.max(em * 3, step - em * 1.2));
        for (int place = 0; place < bars.size(); place++) {
            VBox bar = bars.get(place);
            bar.lookupAll(".teach-vote").forEach(vote -> fit((Label) vote));
            double height = bar.prefHeight(wide);
            double x = first + along(place, first);
            bar.resizeRelocate(x, getHeight() - height, wide, height);
            if (place > 0) {
                Label arrow = arrows.get(place - 1);
                arrow.resizeRelocate(x - (step - wide) / 2 - arrow.prefWidth(-1) / 2,
                        base - row() * 0.9, arrow.prefWidth(-1), arrow.prefHeight(-1));
                // The link to the new version is made when that is there.
                arrow.setVisible(place > 1 || !makesRoom());
            }
        }
        double end = first + along(bars.size(), first);
        double height = base - threshold * (row() + 1);
        line.resizeRelocate(first - em * 0.4, height - 1, end - first + em * 0.4, 3);
        needs.resizeRelocate(end + 4, height - needs.prefHeight(-1) / 2, needs.prefWidth(-1), needs.prefHeight(-1));
        if (motion.pointer() >= 0) {
            VBox from = bars.get((int) Math.floor(motion.pointer()));
            VBox to = bars.get((int) Math.ceil(motion.pointer()));
            double part = motion.pointer() - Math.floor(motion.pointer());
            double x = between(from.getLayoutX(), to.getLayoutX(), part);
            double y = between(from.getLayoutY(), to.getLayoutY(), part);
            pointer.resizeRelocate(x + (wide - pointer.prefWidth(-1)) / 2, Math.max(0, y - pointer.prefHeight(-1)),
                    pointer.prefWidth(-1), pointer.prefHeight(-1));
        }
        flight.ifPresent(this::place);
    }

    /**
     * A name for which a row is too low is left out: nobody reads a sliver, and the tooltip has all.
     */
    private void fit(Label vote) {
        vote.setMinHeight(row());
        vote.setPrefHeight(row());
        vote.setContentDisplay(row() < vote.getFont().getSize() * LINE
                ? ContentDisplay.GRAPHIC_ONLY
                : ContentDisplay.LEFT);
    }

    private double step(double first, int versions) {
        return Math.min(em() * (WIDE + GAP), (getWidth() - first - em() * 8) / versions);
    }

    private boolean makesRoom() {
        return motion.down() < 1 && flight.filter(Flight::begins).isPresent();
    }

    /**
     * How far from the first a place of the list is; while a version comes to the head, the others make
     * room.
     */
    private double along(int place, double first) {
        double there = place * step(first, bars.size());
        return place == 0 || bars.size() == 1 || !makesRoom()
                ? there
                : between((place - 1) * step(first, bars.size() - 1), there, motion.across());
    }

    private static double between(double from, double to, double part) {
        return from + (to - from) * part;
    }

    /** Below its child's card at first, then above its place, and there in the end. */
    private void place(Flight flying) {
        Node vote = flying.vote();
        flying.bar().getChildren().getLast().setVisible(!makesRoom());
        // Over what it is carried past, and below the line of the threshold again in the end.
        flying.bar().setViewOrder(motion.down() < 1 ? -1 : 0);
        vote.setTranslateX(0);
        vote.setTranslateY(0);
        if (motion.down() < 1) {
            bars.forEach(VBox::layout);
            Bounds card = sceneToLocal(flying.card().localToScene(flying.card().getLayoutBounds()));
            Bounds there = sceneToLocal(vote.localToScene(vote.getLayoutBounds()));
            vote.setTranslateX((card.getCenterX() - there.getCenterX()) * (1 - motion.across()));
            vote.setTranslateY((card.getMaxY() + 2 - there.getMinY()) * (1 - motion.down()));
        }
    }
}
