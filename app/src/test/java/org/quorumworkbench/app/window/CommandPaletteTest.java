// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions that are found by a part of their names. */
class CommandPaletteTest extends WindowTest {

    @BeforeEach
    void open() {
        focusTheWindow();
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        await("the palette", () -> robot.lookup("#palette-search").tryQuery().isPresent());
    }

    private void type(String words) {
        robot.interact(() -> robot.lookup("#palette-search").queryAs(TextField.class).setText(words));
    }

    private ListView<Action> found() {
        return robot.lookup("#palette-found").query();
    }

    @Test
    void anActionIsFoundByPartsOfItsNameAndRunWithEnter() {
        type("diver next");
        assertEquals("Next divergence", found().getItems().getFirst().title());
        robot.push(KeyCode.ENTER);
        awaitRange(8, 8);
        assertTrue(robot.lookup("#palette").tryQuery().isEmpty());
    }

    @Test
    void escapeClosesItAndTheFocusIsWhereItWas() {
        robot.push(KeyCode.ESCAPE);
        assertTrue(robot.lookup("#palette").tryQuery().isEmpty());
        robot.push(KeyCode.PAGE_DOWN);
        awaitRange(8, 8);
    }

    @Test
    void downChoosesTheNextAndWhatCannotBeDoneIsNotDone() {
        type("range");
        String second = found().getItems().get(1).title();
        robot.push(KeyCode.DOWN);
        assertEquals(second, found().getSelectionModel().getSelectedItem().title());
        type("pause");
        robot.push(KeyCode.ENTER);
        assertTrue(robot.lookup("#palette").tryQuery().isPresent(), "a pause of no scan is not possible");
        type("there is no such thing");
        assertTrue(found().getItems().isEmpty());
    }
}
