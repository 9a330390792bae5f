// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.scenario.Scenario;

/** A quorum of one's own, by the keys alone. */
class SandboxKeysTest extends WindowTest {

    private String cell(String place) {
        return robot.lookup("#teach-cell-" + place).queryAs(Button.class).getText();
    }

    private String focused() {
        Node owner = workbench.scene().getFocusOwner();
        return owner == null ? "nothing" : String.valueOf(owner.getId());
    }

    private void open() {
        robot.interact(() -> robot.lookup("#teach-sandbox-open").queryAs(Button.class).fire());
        assertEquals("teach-cell-0-0", focused());
    }

    @Test
    void theSandboxHasTheKeysToItselfAndIsAsItWasLeftAfterItWasPlayed() {
        robot.interact(() -> robot.lookup("#perspective-teach").queryAs(ToggleButton.class).fire());
        ListView<Scenario> lessons = robot.lookup("#teach-lessons").query();
        await("the lessons", () -> !lessons.getItems().isEmpty());
        robot.interact(() -> lessons.getSelectionModel().selectFirst());
        await("a lesson", () -> workbench.teaching().slides() > 1);
        focusTheWindow();
        int slide = workbench.teaching().positionProperty().get();
        open();
        robot.push(KeyCode.SPACE);
        assertEquals("B", cell("0-0"));
        robot.push(KeyCode.RIGHT);
        robot.push(KeyCode.SPACE);
        assertEquals("B", cell("0-1"));
        assertEquals("teach-cell-0-1", focused());
        robot.interact(() -> robot.lookup("#teach-loses-1").queryAs(CheckBox.class).requestFocus());
        robot.push(KeyCode.SPACE);
        assertEquals("teach-loses-1", focused());
        robot.push(KeyCode.PAGE_DOWN);
        assertEquals(slide, workbench.teaching().positionProperty().get());

        robot.interact(() -> robot.lookup("#teach-sandbox-play").queryAs(Button.class).fire());
        await("it is played", () -> workbench.teaching().original().filter(now -> now.id().equals("sandbox"))
                .filter(now -> now.title().equals(workbench.teaching().title())).isPresent());
        robot.push(KeyCode.PAGE_DOWN);
        assertEquals(1, workbench.teaching().positionProperty().get());
        open();
        assertEquals("B", cell("0-1"));
    }
}
