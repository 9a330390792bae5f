// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quorumworkbench.app.control.LateTip;

/** Beside the stage: what can be changed, the same read sector by sector, or the algorithm. */
final class Aside extends ScrollPane {

    private final VBox sectors = new VBox(3);
    private final VBox bySector = new VBox(6);
    private final VBox change;
    private final VBox content = new VBox(18);
    private final ToggleButton toggle = new ToggleButton(text("teach.algorithm.show"));
    private final BooleanProperty algorithm = new SimpleBooleanProperty();
    private final FlowPane ways = new FlowPane(6, 6);
    private final Node code;

    Aside(Teaching teaching, Node code, CentrePanes panes, Runnable letGo) {
        this.code = code;
        Label title = new Label(text("teach.sectors"));
        title.setWrapText(true);
        title.getStyleClass().add("heading");
        sectors.setId("teach-sectors");
        bySector.getChildren().setAll(title, sectors);
        change = new ChangePane(teaching, panes::edit, letGo);
        toggle.setId("teach-algorithm-show");
        LateTip.on(toggle, () -> text("teach.algorithm.show.tip"));
        toggle.selectedProperty().bindBidirectional(algorithm);
        ways.getChildren().setAll(toggle, way("teach.compare", panes::compare), way("teach.game", panes::play),
                way("teach.sandbox", panes::build));
        content.getStyleClass().add("teach-aside");
        setContent(content);
        setFitToWidth(true);
        getStyleClass().addAll("flat-scroll", "teach-aside-scroll");
        algorithm.subscribe(this::arrange);
        arrange();
    }

    private static Button way(String name, Runnable run) {
        Button button = new Button(text(name));
        button.setId(name.replace('.', '-') + "-open");
        LateTip.on(button, () -> text(name + ".tip"));
        button.setOnAction(event -> run.run());
        return button;
    }

    private void arrange() {
        content.getChildren().setAll(ways);
        if (algorithm.get()) {
            content.getChildren().add(code);
        } else {
            content.getChildren().addAll(change, bySector);
        }
        getStyleClass().remove("teach-aside-wide");
        if (algorithm.get()) {
            getStyleClass().add("teach-aside-wide");
        }
    }

    /** Whether the algorithm is shown. */
    BooleanProperty showsAlgorithm() {
        return algorithm;
    }

    /** Lets go of a part that is shown elsewhere. */
    void release(Node part) {
        content.getChildren().remove(part);
    }

    /** Takes it back. */
    void take(Node part) {
        if (algorithm.get() && !content.getChildren().contains(part)) {
            content.getChildren().add(part);
        }
    }

    /**
     * The same read sector by sector, once the request has ended: before, it would give the end away.
     *
     * @param taught
     *            whether anything is taught
     */
    void showSectors(List<SlideDeck.SectorRead> reads, boolean taught) {
        bySector.setVisible(taught);
        bySector.setManaged(taught);
        sectors.getChildren().clear();
        for (SlideDeck.SectorRead read : reads) {
            var verdict = VoteStage.sector(read);
            Label label = new Label(text("teach.sector", Long.toString(read.sector()), verdict.words()));
            label.getStyleClass().addAll("mono", "teach-sector", verdict.success() ? "teach-good" : "teach-bad");
            label.setMaxWidth(Double.MAX_VALUE);
            sectors.getChildren().add(label);
        }
        if (reads.isEmpty()) {
            Label none = new Label(text("teach.sectors.none"));
            none.setWrapText(true);
            none.getStyleClass().add("muted");
            sectors.getChildren().add(none);
        }
    }
}
