// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.quorumworkbench.ui.Resources.measure;
import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.quorumworkbench.app.control.NamedKey;
import org.quorumworkbench.app.model.Waiting;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.inspect.ChildBytes;

/**
 * Over the rows: that a quorum has to be opened first; and while a range is waited for, how long
 * already and for whom, with a veil over the panes of those that have not answered, since what
 * stands there is old.
 */
final class PaneWaits extends StackPane {

    /** Who answers within this time, in seconds, was not waited for as far as eyes can tell. */
    private static final double UNSEEN = 0.3;

    /** The window's key for it. */
    private static final NamedKey OPEN = NamedKey.of(KeyCode.O, KeyCombination.SHORTCUT_DOWN);

    private final WorkbenchModel model;
    private final Supplier<Optional<HexPicture>> picture;
    private final HexRows rows;
    private final Pane veils = new Pane();
    private final Label message = new Label();
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(100), event -> show()));

    /**
     * @param picture
     *            what is shown
     */
    PaneWaits(WorkbenchModel model, HexRows rows, Supplier<Optional<HexPicture>> picture) {
        this.model = model;
        this.rows = rows;
        this.picture = picture;
        setMouseTransparent(true);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        message.setId("hex-message");
        message.setWrapText(true);
        message.getStyleClass().add("hex-message");
        getChildren().addAll(veils, message);
        StackPane.setAlignment(message, Pos.CENTER);
        clock.setCycleCount(Animation.INDEFINITE);
        model.reading().waitingProperty().subscribe(waiting -> {
            if (waiting.isPresent()) {
                clock.play();
            } else {
                clock.stop();
            }
            show();
        });
        model.quorum().openedProperty().subscribe(this::show);
        model.quorum().openingProperty().subscribe(this::show);
        heightProperty().subscribe(this::show);
    }

    /** Says it anew: time goes by, and panes come and go. */
    void show() {
        Optional<Waiting> waiting = model.reading().waitingProperty().get().filter(wait -> wait.seconds() > UNSEEN);
        List<String> silent = waiting.isPresent() ? model.reading().waitingFor() : List.of();
        String seconds = waiting.map(wait -> measure(wait.seconds())).orElse("");
        if (model.quorum().openedProperty().get().isEmpty()) {
            message.setText(model.quorum().openingProperty().get()
                    ? text("hex.opening", model.quorum().subject())
                    : text("hex.empty", OPEN.getDisplayText()));
        } else if (waiting.isEmpty()) {
            message.setText("");
        } else {
            message.setText(silent.isEmpty()
                    ? text("hex.waiting", seconds)
                    : text("hex.waiting.for", seconds, String.join(" ", silent)));
        }
        message.setVisible(!message.getText().isEmpty());
        boolean old = waiting.isPresent() && picture.get()
                .filter(seen -> !seen.inspection().range().equals(waiting.get().range())).isPresent();
        veil(silent, old, seconds);
    }

    /** Over the panes of the silent; over all where they show another range than is waited for. */
    private void veil(List<String> silent, boolean old, String seconds) {
        Optional<HexPicture> shown = picture.get();
        Optional<HexMetrics> fitting = rows.metrics();
        int used = 0;
        for (int pane = 0; (old || !silent.isEmpty()) && shown.isPresent() && fitting.isPresent()
                && pane < shown.get().panes().size(); pane++) {
            List<String> here = shown.get().panes().get(pane).children().stream()
                    .map(child -> shown.get().inspection().children().get(child)).map(ChildBytes::name)
                    .filter(silent::contains).toList();
            if (old || !here.isEmpty()) {
                Veil veil = veil(used++);
                veil.words.setText(here.isEmpty()
                        ? text("hex.waiting.old")
                        : text("hex.waiting.pane", String.join(" ", here), seconds));
                veil.resizeRelocate(fitting.get().paneX(pane) - rows.scrolled(), 0, fitting.get().paneWidth() - 2,
                        rows.flow().getHeight());
            }
        }
        veils.getChildren().remove(used, veils.getChildren().size());
    }

    private Veil veil(int number) {
        if (number < veils.getChildren().size() && veils.getChildren().get(number) instanceof Veil veil) {
            return veil;
        }
        Veil veil = new Veil();
        veils.getChildren().add(veil);
        return veil;
    }

    /** Over one pane. */
    private static final class Veil extends StackPane {
        private final Label words = new Label();

        Veil() {
            getStyleClass().add("pane-veil");
            words.getStyleClass().add("pane-wait");
            words.setWrapText(true);
            setAlignment(words, Pos.TOP_CENTER);
            setManaged(false);
            getChildren().add(words);
        }
    }
}
