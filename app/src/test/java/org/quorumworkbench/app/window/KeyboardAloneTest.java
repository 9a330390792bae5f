// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.preferences.Perspective;

/** A whole investigation without a mouse, and words for those who do not see the window. */
class KeyboardAloneTest extends WindowTest {

    @BeforeEach
    void lookAtTheBytes() {
        focusTheWindow();
        robot.interact(workbench::focusBytes);
    }

    private void doIt(String words) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        await("the palette", () -> robot.lookup("#palette-search").tryQuery().isPresent());
        robot.write(words);
        robot.push(KeyCode.ENTER);
        await("it is closed", () -> robot.lookup("#palette").tryQuery().isEmpty());
    }

    @Test
    void anInvestigationFromTheFirstDivergenceToAMarkAndAScan() {
        robot.push(KeyCode.F6);
        awaitRange(8, 8);
        assertTrue(text("verdict").toLowerCase(Locale.ROOT).contains("majority")
                || text("verdict").contains("outvoted"), text("verdict"));
        robot.push(KeyCode.CONTROL, KeyCode.D);
        await("a note is asked for", () -> workbench.scene().getFocusOwner() instanceof TextField field
                && "bookmark-note".equals(field.getId()));
        robot.write("one is outvoted");
        robot.push(KeyCode.ENTER);
        await("marked",
                () -> preferences.bookmarks(model.quorum().openedProperty().get().orElseThrow().images()).stream()
                        .anyMatch(mark -> mark.note().equals("one is outvoted")));

        doIt("next divergence");
        awaitRange(16, 8);
        robot.push(KeyCode.CONTROL, KeyCode.G);
        robot.push(KeyCode.DIGIT3);
        robot.push(KeyCode.DIGIT2);
        robot.push(KeyCode.ENTER);
        awaitRange(32, 8);
        robot.push(KeyCode.CONTROL, KeyCode.K);
        await("the scan", () -> model.whatIf().judgementProperty().get().isPresent()
                && model.scan().stateProperty().get() == ScanModel.State.IDLE);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        awaitRange(16, 8);
        robot.push(KeyCode.F2);
        assertTrue(isShown("teach"));
        robot.push(KeyCode.F2);
        assertTrue(isShown("hex-rows"));
    }

    @Test
    void tabReachesEveryControlOfTheToolbarAndTheWayBack() {
        robot.interact(() -> robot.lookup("#sector").query().requestFocus());
        List<String> reached = new ArrayList<>();
        for (int press = 0; press < 40 && !reached.contains("threshold"); press++) {
            robot.push(KeyCode.TAB);
            Node owner = workbench.scene().getFocusOwner();
            for (Node node = owner; node != null; node = node.getParent()) {
                if (node.getId() != null) {
                    reached.add(node.getId());
                    break;
                }
            }
        }
        assertTrue(reached.contains("count") && reached.contains("threshold"), reached.toString());
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertTrue(workbench.scene().getFocusOwner() instanceof ButtonBase);
    }

    @Test
    void everyControlHasWordsForAScreenReader() {
        robot.interact(() -> workbench.show(Perspective.TEACH));
        List<String> silent = new ArrayList<>(silent());
        robot.interact(() -> workbench.show(Perspective.INVESTIGATE));
        TabPane lower = robot.lookup(".bottom-tabs").query();
        for (int tab = 0; tab < lower.getTabs().size(); tab++) {
            int at = tab;
            robot.interact(() -> lower.getSelectionModel().select(at));
            silent.addAll(silent());
        }
        assertEquals(List.of(), silent.stream().distinct().toList());
    }

    /** Controls that can have the focus and say nothing of what they are. */
    private List<String> silent() {
        List<String> silent = new ArrayList<>();
        Deque<Node> waiting = new ArrayDeque<>(List.of(workbench.scene().getRoot()));
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            if (node instanceof Parent parent) {
                waiting.addAll(parent.getChildrenUnmodifiable());
            }
            if (isControl(node) && isWithinNoOther(node) && says(node).isBlank()) {
                silent.add(node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass());
            }
        }
        return silent;
    }

    private static boolean isControl(Node node) {
        return node.isFocusTraversable() && !(node instanceof ScrollBar)
                && (node instanceof ButtonBase || node instanceof TextInputControl || node instanceof ComboBoxBase<?>
                        || node instanceof Slider || node instanceof Spinner<?> || node instanceof ListView<?>
                        || node instanceof TableView<?>);
    }

    private static boolean isWithinNoOther(Node node) {
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof Spinner<?> || above instanceof ComboBoxBase<?>) {
                return false;
            }
        }
        return true;
    }

    private static String says(Node node) {
        String words = node.getAccessibleText() == null ? "" : node.getAccessibleText();
        return switch (node) {
            case CheckBox box -> words + box.getText();
            case ToggleButton button -> words + button.getText();
            case ButtonBase button -> words + button.getText();
            default -> words;
        };
    }
}
