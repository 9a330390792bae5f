// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.preferences.Layout;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.WindowBounds;
import org.testfx.util.WaitForAsyncUtils;

/** Views that are hidden and shown, and what is remembered of it. */
class LayoutTest extends WindowTest {

    @TempDir
    private static Path folder;

    LayoutTest() {
        preferences = Preferences.in(folder.resolve("window-" + System.nanoTime() + ".json"));
    }

    @Test
    void aHiddenViewComesBackWhereItWasAndIsRememberedAsHidden() {
        List<Double> before = edges();
        focusTheWindow();
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        assertFalse(isShown("children"));
        assertEquals(List.of("children"), preferences.hidden());
        robot.push(KeyCode.ALT, KeyCode.DIGIT2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        assertEquals(List.of("children", "vote", "lower"), preferences.hidden());
        assertTrue(isShown("hex-rows"), "the bytes are always there");
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        robot.push(KeyCode.ALT, KeyCode.DIGIT2);
        robot.push(KeyCode.ALT, KeyCode.DIGIT1);
        assertTrue(isShown("children"));
        assertEquals(List.of(), preferences.hidden());
        for (int divider = 0; divider < before.size(); divider++) {
            assertEquals(before.get(divider), edges().get(divider), 2);
        }
    }

    /** Another window that remembers the same, at first as large as that. */
    private Stage another(double width, double height) {
        Workbench next = new Workbench(model, preferences, workbench.opening(), () -> saving, width, height);
        Stage stage = new Stage();
        stage.setScene(next.scene());
        stage.setX(0);
        stage.setY(0);
        stage.show();
        workbench = next;
        return stage;
    }

    private Layout layout(Stage stage) {
        return workbench.layout(new WindowBounds(0, 0, stage.getWidth(), stage.getHeight(), false));
    }

    private List<Double> edges() {
        return layout((Stage) workbench.scene().getWindow()).edges();
    }

    private void keep(Stage stage) {
        preferences.setLayout(layout(stage));
    }

    @Test
    void dividersAndTheTabComeBackExactlyStartAfterStart() {
        robot.interact(() -> ((SplitPane) workbench.scene().lookup(".split-pane")).setDividerPositions(0.6));
        lookAt("tab-divergences");
        List<Double> first = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> edges());
        for (int run = 0; run < 4; run++) {
            // A window opens at one size and is laid out at another, as its manager has it.
            double smaller = run * 40;
            robot.interact(() -> {
                keep((Stage) workbench.scene().getWindow());
                Stage next = another(960 - smaller, 900 - smaller);
                next.setWidth(960);
                next.setHeight(900);
            });
            WaitForAsyncUtils.waitForFxEvents(8);
            List<Double> now = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> edges());
            for (int edge = 0; edge < first.size(); edge++) {
                assertEquals(first.get(edge), now.get(edge), 1, "edge " + edge + " in run " + run + ": " + now);
            }
            assertEquals(Optional.of("tab-divergences"), layout((Stage) workbench.scene().getWindow()).tab());
            Stage shown = (Stage) workbench.scene().getWindow();
            robot.interact(() -> {
                keep(shown);
                shown.hide();
            });
        }
    }

    @Test
    void roomIsMadeBelowInTheSameTurnInWhichTheWindowIsResized() {
        robot.interact(() -> workbench.scene().getWindow().setHeight(workbench.scene().getWindow().getHeight() - 80));
        robot.interact(() -> {
            workbench.scene().getWindow().setHeight(workbench.scene().getWindow().getHeight() + 40);
            workbench.views.makeRoomBelow();
        });
        WaitForAsyncUtils.waitForFxEvents(8);
        SplitPane stack = workbench.views.pane();
        assertTrue(stack.getDividerPositions()[0] < 0.52, () -> "at " + stack.getDividerPositions()[0]);
    }

    @Test
    void theHintsOfAFirstRunGoWhenTheyWereRead() throws TimeoutException {
        assertTrue(isShown("hints"));
        robot.interact(() -> robot.lookup("#hints-read").queryAs(Button.class).fire());
        assertFalse(isShown("hints"));
        assertTrue(preferences.isWelcomed());
    }

    @Test
    void preferencesCountAtOnceAndAreRemembered() {
        focusTheWindow();
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        await("the preferences", () -> robot.lookup("#preferences").tryQuery().isPresent());
        robot.interact(() -> {
            robot.lookup("#preferences-theme").<ChoiceBox<Preferences.Theme>>query().setValue(Preferences.Theme.DARK);
            robot.lookup("#preferences-language").<ChoiceBox<Optional<String>>>query().setValue(Optional.of("de"));
            robot.lookup("#preferences-sectors").<Spinner<Integer>>query().getValueFactory().setValue(4);
        });
        assertTrue(workbench.themes().darkProperty().get());
        assertEquals(Optional.of("de"), preferences.language());
        assertEquals(4, preferences.sectors());
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> workbench.opening().openSample());
        awaitRange(0, 4);
    }
}
