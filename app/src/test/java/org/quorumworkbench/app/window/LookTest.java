// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.control.LateTip;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What is broken is seen, and what is not is left in peace. */
class LookTest {

    private static final String LONG = "a sentence that has no room in a narrow place";

    @BeforeAll
    static void startJavaFx() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    private static List<Blemish.Kind> seenIn(Supplier<Parent> made) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            Scene scene = new Scene(made.get(), 200, 100);
            scene.snapshot(null);
            return Look.at(scene).stream().map(Blemish::kind).distinct().toList();
        });
    }

    private static Label narrow() {
        Label label = new Label(LONG);
        label.setMaxWidth(60);
        return label;
    }

    @Test
    void aTextThatIsCutIsBrokenUnlessItsTooltipHasTheWholeOfIt() {
        assertEquals(List.of(Blemish.Kind.CUT_TEXT), seenIn(() -> new VBox(narrow())));
        assertEquals(List.of(Blemish.Kind.CUT_TEXT), seenIn(() -> {
            Label label = narrow();
            label.setTooltip(new Tooltip("something else"));
            return new VBox(label);
        }));
        assertEquals(List.of(), seenIn(() -> {
            Label label = narrow();
            LateTip.on(label, label::getText);
            return new VBox(label);
        }));
        assertEquals(List.of(), seenIn(() -> new VBox(new Button("_Short"))));
    }

    @Test
    void aFieldThatIsNarrowerThanItsTextIsBroken() {
        assertEquals(List.of(Blemish.Kind.CUT_TEXT), seenIn(() -> {
            TextField field = new TextField("0x1F40 / 8000");
            field.setMaxWidth(50);
            return new VBox(field);
        }));
    }

    @Test
    void twoControlsOverEachOtherAreBroken() {
        assertEquals(List.of(Blemish.Kind.OVERLAP), seenIn(() -> {
            VBox box = new VBox(-12, new Label("one"), new Label("two"));
            box.setPadding(new Insets(20));
            return box;
        }));
    }

    @Test
    void aControlOutsideTheWindowIsBrokenUnlessItCanBeScrolledTo() {
        assertEquals(List.of(Blemish.Kind.OUTSIDE), seenIn(() -> {
            Button button = new Button();
            button.setMinSize(30, 20);
            button.relocate(190, 10);
            return new Pane(button);
        }));
        assertEquals(List.of(), seenIn(() -> {
            HBox wide = new HBox(new Button("one"), new Button("two"));
            wide.setMinWidth(900);
            return new ScrollPane(wide);
        }));
    }

    @Test
    void aControlOfWhichAPieceIsClippedAtTheSideIsBroken() {
        assertEquals(List.of(Blemish.Kind.OUTSIDE), seenIn(() -> {
            Spinner<Integer> spinner = new Spinner<>(1, 9, 2);
            spinner.setMinWidth(80);
            spinner.relocate(50, 10);
            Pane pane = new Pane(spinner);
            pane.setClip(new Rectangle(100, 60));
            return new HBox(pane);
        }));
    }

    @Test
    void textInAColourCloseToWhatIsBehindItIsBrokenWhetherLaidOutOrPainted() {
        assertEquals(List.of(Blemish.Kind.CONTRAST), seenIn(() -> {
            Label label = new Label("faint");
            label.setStyle("-fx-text-fill: #999999;");
            VBox box = new VBox(label);
            box.setStyle("-fx-background-color: white;");
            return box;
        }));
        assertEquals(List.of(), seenIn(() -> {
            Label label = new Label("faint");
            label.setStyle("-fx-text-fill: #999999;");
            label.setDisable(true);
            return new VBox(label);
        }));
        assertEquals(List.of(Blemish.Kind.CONTRAST), seenIn(() -> new Pane(painted(Color.web("#999999")))));
        assertEquals(List.of(), seenIn(() -> new Pane(painted(Color.web("#333333")))));
    }

    private static Canvas painted(Color ink) {
        Canvas canvas = new Canvas(120, 16);
        canvas.getGraphicsContext2D().setFill(Color.WHITE);
        canvas.getGraphicsContext2D().fillRect(0, 0, 120, 16);
        canvas.getGraphicsContext2D().setFill(ink);
        canvas.getGraphicsContext2D().fillText("20 6f 72 64 65 72", 2, 12);
        return canvas;
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertEquals(21, Look.contrast(Color.BLACK, Color.WHITE), 0.001);
        assertEquals(1, Look.contrast(Color.GRAY, Color.GRAY), 0.001);
        assertEquals(4.54, Look.contrast(Color.web("#767676"), Color.WHITE), 0.01);
    }
}
