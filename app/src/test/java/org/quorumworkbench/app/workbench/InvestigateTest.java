// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;

class InvestigateTest extends WindowTest {

    @Test
    void theFirstRangeIsVotedOnAtOnce() {
        assertTrue(text("verdict").startsWith("Unanimous"), text("verdict"));
        assertFalse(isShown("hex-banner"));
        assertTrue(accessible("child-c0").contains("with the winner"));
    }

    @Test
    void theNextDivergenceShowsWhoIsOutvoted() {
        robot.interact(model::nextDivergence);
        awaitRange(8, 8);
        assertTrue(accessible("child-c2").contains("outvoted"), accessible("child-c2"));
        assertTrue(text("verdict").contains("c2 outvoted"), text("verdict"));
    }

    @Test
    void aTieIsNeverCalledAPlainWin() {
        robot.interact(() -> model.goTo(new SectorRange(16, 8)));
        awaitRange(16, 8);
        assertTrue(text("verdict").contains("won by list order"), text("verdict"));
        assertTrue(isShown("hex-banner"));
    }

    @Test
    void requestVoteAndSectorVotesAreShownAndTheirDifferenceExplained() {
        robot.interact(() -> model.goTo(new SectorRange(24, 8)));
        awaitRange(24, 8);
        assertTrue(text("verdict").startsWith("Below the threshold"), text("verdict"));
        assertTrue(text("votes-differ").contains("a vote is on the whole request"), text("votes-differ"));
        assertEquals(8, robot.lookup(".sector-vote").queryAll().size());
    }

    @Test
    void stepsForwardAndBackAndToAByteOffset() {
        robot.interact(model::nextRange);
        awaitRange(8, 8);
        robot.interact(model::previousRange);
        awaitRange(0, 8);
        robot.interact(model::lastRange);
        awaitRange(120, 8);
        robot.interact(model::back);
        awaitRange(0, 8);
        robot.interact(() -> model.goTo("b:0x2000"));
        awaitRange(16, 8);
    }

    @Test
    void aSectorThatIsNotOnTheDiskIsExplained() {
        robot.interact(() -> model.goTo("5000"));
        assertTrue(text("notice-text").contains("sectors 0 to 127"), text("notice-text"));
    }

    @Test
    void aSimulatedReadErrorIsSeenAtOnceAndGoesAgain() {
        robot.interact(() -> robot.lookup("#fault-c0").queryAs(CheckBox.class).fire());
        await("c0 unreadable", () -> accessible("child-c0").contains("EIO"));
        assertTrue(text("verdict").contains("c0 could not be read"), text("verdict"));
        robot.interact(() -> robot.lookup("#fault-c0").queryAs(CheckBox.class).fire());
        await("c0 readable", () -> accessible("child-c0").contains("with the winner"));
    }

    @Test
    void aChildThatHangsIsWaitedForInSightAndGivenUpByEscape() {
        SectorRange here = new SectorRange(0, 8);
        robot.interact(
                () -> model.setFault("c1", new Fault("hang", "hangs", When.readOf(here), new Effect.Hangs()), true));
        await("waiting", () -> isShown("hex-message") && text("hex-message").startsWith("waiting"));
        robot.interact(model::cancel);
        await("given up", () -> model.waitingProperty().get().isEmpty());
        assertTrue(accessible("child-c1").contains("waiting"), accessible("child-c1"));
        assertTrue(text("verdict").startsWith("Given up"), text("verdict"));
    }

    @Test
    void theThresholdIsAppliedAtOnce() {
        robot.interact(() -> model.goTo(new SectorRange(8, 8)));
        awaitRange(8, 8);
        robot.interact(() -> model.setThreshold(4));
        await("below the threshold", () -> text("verdict").startsWith("Below the threshold"));
    }

    @Test
    void everyEventIsInTheLog() {
        robot.interact(() -> model.goTo(new SectorRange(8, 8)));
        awaitRange(8, 8);
        await("the event", () -> robot.lookup("#event-list").queryAs(ListView.class).getItems().toString()
                .contains("QUORUM_REPORT_BAD"));
    }

    @Test
    void theDarkThemeIsPutOnAndRemembered() {
        robot.interact(() -> workbench.themes().choose(Preferences.Theme.DARK));
        assertTrue(workbench.themes().darkProperty().get());
        assertEquals(Preferences.Theme.DARK, preferences.theme());
    }
}
