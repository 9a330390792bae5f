// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.model.FaultLab;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.ui.Resources;

/** Views that are opened only when much has happened show it all the same. */
class LateTabTest extends WindowTest {

    LateTabTest() {
        everyTab = false;
    }

    private void open(String tab) {
        assertTrue(robot.lookup("#" + tab.substring(4)).tryQuery().isEmpty(), "it was made too early");
        robot.interact(() -> {
            TabPane lower = robot.lookup(".bottom-tabs").query();
            lower.getTabs().stream().filter(one -> tab.equals(one.getId())).findFirst()
                    .ifPresent(lower.getSelectionModel()::select);
        });
    }

    @Test
    void divergencesOfAScanThatIsOver() {
        robot.interact(model.scan()::start);
        await("the scan", () -> model.whatIf().judgementProperty().get().isPresent()
                && model.scan().stateProperty().get() == ScanModel.State.IDLE);
        open("tab-divergences");
        await("the runs", () -> !robot.lookup("#divergence-table").<TableView<?>>query().getItems().isEmpty());
    }

    @Test
    void findingsOfAScanThatIsOver() {
        robot.interact(model.scan()::start);
        await("the findings", () -> model.findings().foundProperty().get().isPresent());
        open("tab-findings");
        await("the rows", () -> !robot.lookup("#findings-table").<TableView<?>>query().getItems().isEmpty());
        assertFalse(robot.lookup("#findings-scan").query().getParent().isVisible(), "it was scanned");
    }

    @Test
    void findingsBeforeAnythingWasScanned() {
        open("tab-findings");
        assertTrue(robot.lookup("#findings-scan").query().getParent().isVisible());
        assertTrue(robot.lookup("#findings .label").queryAll().stream().anyMatch(
                label -> label instanceof Label words && words.getText().equals(Resources.text("findings.empty"))),
                "what the view is for is told");
        assertFalse(robot.lookup("#findings-headline").query().getParent().getParent().getParent().isVisible());
    }

    @Test
    void faultsThatAreOnAndWhatWasRecorded() {
        robot.interact(() -> model.lab().setOn("c0", new Fault("late", "a late one",
                When.readOf(new SectorRange(0, 8)), new Effect.Fails(Errno.EIO)), true));
        awaitRange(0, 8);
        open("tab-faults");
        assertTrue(robot.lookup("#fault-table").<TableView<FaultLab.Laid>>query().getItems().stream()
                .anyMatch(row -> row.fault().id().equals("late")));
        int recorded = recorded();
        open("tab-recording");
        assertEquals(recorded, robot.lookup("#operations").<ListView<?>>query().getItems().size());
        assertEquals(recorded, model.recording().momentProperty().get(), "to look at it is not to go back in it");
        assertFalse(model.recording().isPast());
    }

    @Test
    void theConfigurationTheOverlaysAndTheMarks() {
        open("tab-configuration");
        assertTrue(robot.lookup("#configuration-text").<CodeArea>query().getText().contains("vote-threshold"));
        robot.interact(() -> model.writes().fill(0xEE, false));
        await("written", () -> model.writes().lastProperty().get().isPresent());
        open("tab-writes");
        await("the overlays", () -> !robot.lookup("#overlay-c0").queryAs(Label.class).getText().contains("nothing"));
        open("tab-bookmarks");
        assertTrue(robot.lookup("#bookmark-table").<TableView<?>>query().getItems().isEmpty());
    }
}
