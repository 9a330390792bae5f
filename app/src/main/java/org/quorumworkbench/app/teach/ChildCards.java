// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.TranslateTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.quorumworkbench.app.control.Palette;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.run.ChildBlocks;
import org.quorumworkbench.core.vote.Vote;

/** The children, each with the bytes that it holds where the request reaches, and how it stands. */
final class ChildCards extends FlowPane {

    private static final Duration FLIGHT = Duration.millis(350);
    private static final double WAY = 12;

    private Map<String, StageState.Standing> shown = Map.of();

    ChildCards() {
        super(10, 8);
        setAlignment(Pos.CENTER_LEFT);
    }

    /**
     * Shows the children.
     *
     * @param all
     *            the states that there will be: the cards are as wide as they will have to be
     * @param moving
     *            whether what changed moves
     */
    void show(StageState state, List<StageState> all, List<ChildBlocks> blocks, boolean moving) {
        getChildren().clear();
        Set<String> ever = all.stream().flatMap(one -> one.children().entrySet().stream()
                .map(child -> standing(child.getKey(), child.getValue(), one))).collect(Collectors.toSet());
        state.children().forEach((name, child) -> {
            Node card = card(name, child, state, ever,
                    blocks.stream().filter(one -> one.name().equals(name)).findFirst());
            if (moving && child.standing() != shown.getOrDefault(name, child.standing())) {
                TranslateTransition flight = new TranslateTransition(FLIGHT, card);
                flight.setFromY(child.standing() == StageState.Standing.ASKED ? -WAY : WAY);
                flight.setToY(0);
                flight.play();
            }
            getChildren().add(card);
        });
        shown = state.children().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().standing()));
    }

    private static Node card(String name, StageState.Child child, StageState state, Set<String> ever,
            Optional<ChildBlocks> blocks) {
        Label title = new Label(name);
        title.getStyleClass().add("teach-child-name");
        Label standing = new Label(standing(name, child, state));
        standing.getStyleClass().add("teach-child-state");
        standing.setMinWidth(USE_PREF_SIZE);
        StackPane room = new StackPane(standing);
        ever.forEach(words -> {
            Label other = new Label(words);
            other.getStyleClass().add("teach-child-state");
            other.setMinWidth(USE_PREF_SIZE);
            other.setVisible(false);
            room.getChildren().addFirst(other);
        });
        VBox card = new VBox(3, title);
        blocks.ifPresent(held -> card.getChildren().add(blocks(held)));
        card.getChildren().add(room);
        card.setAlignment(Pos.CENTER);
        card.setId("teach-child-" + name);
        card.getStyleClass().addAll("teach-child", "teach-" + child.standing().name().toLowerCase(Locale.ROOT));
        switch (state.part(name)) {
            case WINNER, CHOSEN -> card.getStyleClass().add("teach-winner");
            case OUTVOTED, NOT_CHOSEN -> card.getStyleClass().add("teach-outvoted");
            case NONE -> {
                // As it answered.
            }
        }
        card.setAccessibleText(text("teach.child.accessible", name, standing.getText()));
        return card;
    }

    /** A glyph and a word: a tie, an outvoted and a failed child are told apart without colour. */
    private static String standing(String name, StageState.Child child, StageState state) {
        String word = switch (state.part(name)) {
            case WINNER -> text(state.fastPath() ? "teach.part.agrees" : "teach.part.winner");
            case OUTVOTED -> text("teach.part.outvoted");
            case CHOSEN -> text("teach.part.chosen");
            case NOT_CHOSEN -> text("teach.part.notChosen");
            case NONE -> child.error().map(errno -> "! " + errno.name())
                    .orElse(text("teach.child." + child.standing().name().toLowerCase(Locale.ROOT)));
        };
        if (state.rewritten().contains(name)) {
            return text("teach.part.rewritten");
        }
        return state.reported().contains(name) && child.error().isPresent()
                ? text("teach.part.failedReported", child.error().map(Errno::name).orElse(""))
                : word;
    }

    private static Node blocks(ChildBlocks held) {
        HBox row = new HBox(2);
        row.setAlignment(Pos.CENTER);
        row.getStyleClass().add("teach-blocks");
        for (ChildBlocks.Block block : held.sectors()) {
            row.getChildren().add(block(block, held.sectors().size() == 1));
        }
        if (held.more() > 0) {
            row.getChildren().add(new Label("+" + held.more()));
        }
        return row;
    }

    private static Label block(ChildBlocks.Block block, boolean alone) {
        Label label = new Label(block.letter() < 0
                ? "!"
                : Vote.letter(block.letter()) + (alone ? "  %02X".formatted(block.firstByte()) : ""));
        label.getStyleClass().add("teach-block");
        label.setMinWidth(USE_PREF_SIZE);
        if (block.letter() < 0) {
            label.getStyleClass().add("teach-block-unreadable");
        } else {
            label.setStyle("-fx-background-color: " + Palette.css(Palette.chip(block.letter())) + "; -fx-text-fill: "
                    + Palette.css(Palette.ON_TINT) + ";");
        }
        return label;
    }
}
