// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/**
 * A child's vote that a person carries with the mouse to a version of the list; let go elsewhere,
 * it goes back. Whoever uses no mouse has the buttons.
 */
final class CarriedVote {

    private final VoteStage stage;
    private final Node card;
    private final List<String> targets;
    private final Consumer<String> dropped;
    private double fromX;
    private double fromY;

    private CarriedVote(VoteStage stage, Node card, List<String> targets, Consumer<String> dropped) {
        this.stage = stage;
        this.card = card;
        this.targets = targets;
        this.dropped = dropped;
    }

    /**
     * Lets the child's card be carried.
     *
     * @param targets
     *            where it may be let go: letters, the head, the end
     * @param dropped
     *            hears where it was let go
     */
    static void of(VoteStage stage, String child, List<String> targets, Consumer<String> dropped) {
        stage.card(child).ifPresent(card -> new CarriedVote(stage, card, targets, dropped).listen());
    }

    private void listen() {
        card.setCursor(Cursor.OPEN_HAND);
        card.setOnMousePressed(this::take);
        card.setOnMouseDragged(this::carry);
        card.setOnMouseReleased(this::drop);
    }

    private void take(MouseEvent mouse) {
        fromX = mouse.getSceneX();
        fromY = mouse.getSceneY();
        card.setCursor(Cursor.CLOSED_HAND);
        // Over whatever it is carried past.
        card.getParent().setViewOrder(-1);
        card.setViewOrder(-1);
    }

    private void carry(MouseEvent mouse) {
        if (mouse.getButton() == MouseButton.PRIMARY) {
            card.setTranslateX(mouse.getSceneX() - fromX);
            card.setTranslateY(mouse.getSceneY() - fromY);
            stage.mark(target(mouse).orElse(""));
        }
    }

    private void drop(MouseEvent mouse) {
        Optional<String> target = target(mouse);
        card.setTranslateX(0);
        card.setTranslateY(0);
        card.getParent().setViewOrder(0);
        card.setViewOrder(0);
        card.setCursor(Cursor.OPEN_HAND);
        stage.mark("");
        target.ifPresent(dropped);
    }

    private Optional<String> target(MouseEvent mouse) {
        return stage.versionAt(mouse.getSceneX(), mouse.getSceneY()).filter(targets::contains);
    }
}
