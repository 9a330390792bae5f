// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.quorumworkbench.app.control.LateTip;
import org.quorumworkbench.app.model.Notice;
import org.quorumworkbench.app.model.WorkbenchModel;
import org.quorumworkbench.core.block.SectorRange;

/** Where one is, how to move, and the threshold. */
final class Toolbar extends HBox {

    /** Pixels in which every word has room, in both languages. */
    private static final double ENOUGH = 1_150;

    private final WorkbenchModel model;
    private final TextField sector = new TextField();
    private final TextField count = new TextField();
    private final Spinner<Integer> threshold = new Spinner<>(1, 32, 1);
    private boolean showing;

    /**
     * @param whenGone
     *            is told when the person has gone somewhere, and has no more to do here
     */
    Toolbar(WorkbenchModel model, Runnable whenGone) {
        this.model = model;
        setId("toolbar");
        getStyleClass().add("main-tools");
        setAlignment(Pos.CENTER_LEFT);
        field(sector, "sector", text("tool.sector.tip"), 20, 132);
        sector.setOnAction(event -> {
            if (model.reading().goTo(sector.getText().split("/", 2)[0])) {
                whenGone.run();
            } else {
                sector.selectAll();
            }
        });
        field(count, "count", text("tool.count.tip"), 5, 52);
        count.setOnAction(event -> {
            if (setCount()) {
                whenGone.run();
            } else {
                count.selectAll();
            }
        });
        threshold.setId("threshold");
        threshold.setPrefWidth(80);
        threshold.setMinWidth(80);
        LateTip.on(threshold, () -> text("tool.threshold.tip"));
        threshold.setAccessibleText(text("tool.threshold.tip"));
        threshold.valueProperty().addListener((property, before, now) -> {
            if (!showing) {
                model.quorum().setThreshold(now);
            }
        });
        model.reading().rangeProperty().subscribe(this::showRange);
        model.quorum().openedProperty().subscribe(this::showQuorum);
        model.quorum().thresholdProperty().subscribe(this::showQuorum);
        model.quorum().childrenProperty().subscribe(this::showQuorum);
        showQuorum();
    }

    /** Fills in the buttons, once the actions exist. */
    void lay(Actions actions) {
        getChildren().setAll(actions.back.button(Feather.ARROW_LEFT), actions.forward.button(Feather.ARROW_RIGHT),
                line(),
                actions.first.button(Feather.CHEVRONS_LEFT), actions.previous.button(Feather.CHEVRON_LEFT),
                label(text("tool.sector")), sector, label(text("tool.count")), count,
                actions.next.button(Feather.CHEVRON_RIGHT), actions.last.button(Feather.CHEVRONS_RIGHT),
                actions.reread.button(Feather.REFRESH_CW), line(),
                actions.previousDivergence.button(Feather.SKIP_BACK), spare(text("tool.divergence")),
                actions.nextDivergence.button(Feather.SKIP_FORWARD),
                line(), spare(text("tool.threshold")), threshold, line(), spare(text("tool.scan")),
                actions.scan.button(Feather.PLAY),
                actions.pause.button(Feather.PAUSE));
    }

    void focusGoTo() {
        sector.requestFocus();
        sector.selectAll();
    }

    private static void field(TextField field, String id, String tip, int columns, double leastWidth) {
        field.setId(id);
        field.setMinWidth(leastWidth);
        field.setPrefColumnCount(columns);
        LateTip.on(field, () -> tip);
        field.setAccessibleText(tip);
        field.getStyleClass().add("mono");
    }

    private boolean setCount() {
        try {
            model.reading().setCount(Long.parseLong(count.getText().strip()));
            return true;
        } catch (NumberFormatException e) {
            model.messages().tell(Notice.Kind.ERROR, text("tool.count.wrong", count.getText()));
            return false;
        }
    }

    private void showRange(SectorRange range) {
        sector.setText(range.isEmpty() ? "" : "0x%X / %d".formatted(range.first(), range.first()));
        count.setText(range.isEmpty() ? "" : String.format(Locale.ROOT, "%d", range.count()));
    }

    private void showQuorum() {
        boolean closed = model.quorum().openedProperty().get().isEmpty();
        sector.setDisable(closed);
        count.setDisable(closed);
        threshold.setDisable(closed);
        model.quorum().openedProperty().get().ifPresent(open -> {
            showing = true;
            threshold.setValueFactory(new SpinnerValueFactory.IntegerSpinnerValueFactory(1,
                    open.quorum().children().size(), open.quorum().policy().threshold()));
            showing = false;
        });
    }

    private static Label label(String words) {
        Label label = new Label(words);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /**
     * A word that a narrow window does without: the buttons beside it say the same when they are
     * pointed at.
     */
    private Label spare(String words) {
        Label label = label(words);
        label.visibleProperty().bind(widthProperty().greaterThan(ENOUGH));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private static Node line() {
        return new Separator(Orientation.VERTICAL);
    }
}
