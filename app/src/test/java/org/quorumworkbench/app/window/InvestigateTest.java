// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.app.preferences.Preferences;
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
        robot.interact(model.search()::nextDivergence);
        awaitRange(8, 8);
        assertTrue(accessible("child-c2").contains("outvoted"), accessible("child-c2"));
        assertTrue(text("verdict").contains("c2 outvoted"), text("verdict"));
    }

    @Test
    void aTieIsNeverCalledAPlainWin() {
        robot.interact(() -> model.reading().goTo(new SectorRange(16, 8)));
        awaitRange(16, 8);
        assertTrue(text("verdict").contains("won by list order"), text("verdict"));
        assertTrue(isShown("hex-banner"));
    }

    @Test
    void requestVoteAndSectorVotesAreShownAndTheirDifferenceExplained() {
        robot.interact(() -> model.reading().goTo(new SectorRange(24, 8)));
        awaitRange(24, 8);
        assertTrue(text("verdict").startsWith("Below the threshold"), text("verdict"));
        assertTrue(text("votes-differ").contains("a vote is on the whole request"), text("votes-differ"));
        assertEquals(8, robot.lookup(".sector-vote").queryAll().size());
    }

    @Test
    void stepsForwardAndBackAndToAByteOffset() {
        robot.interact(model.reading()::nextRange);
        awaitRange(8, 8);
        robot.interact(model.reading()::previousRange);
        awaitRange(0, 8);
        robot.interact(model.reading()::lastRange);
        awaitRange(120, 8);
        robot.interact(model.reading()::back);
        awaitRange(0, 8);
        robot.interact(() -> model.reading().goTo("b:0x2000"));
        awaitRange(16, 8);
    }

    @Test
    void aSectorThatIsNotOnTheDiskIsExplained() {
        robot.interact(() -> model.reading().goTo("5000"));
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
                () -> model.lab().setOn("c1", new Fault("hang", "hangs", When.readOf(here), new Effect.Hangs()), true));
        await("waiting", () -> isShown("hex-message") && text("hex-message").startsWith("waiting"));
        robot.interact(model::cancel);
        await("given up", () -> model.reading().waitingProperty().get().isEmpty());
        assertTrue(accessible("child-c1").contains("waiting"), accessible("child-c1"));
        assertTrue(text("verdict").startsWith("Given up"), text("verdict"));
    }

    @Test
    void theThresholdIsAppliedAtOnce() {
        robot.interact(() -> model.reading().goTo(new SectorRange(8, 8)));
        awaitRange(8, 8);
        robot.interact(() -> model.quorum().setThreshold(4));
        await("below the threshold", () -> text("verdict").startsWith("Below the threshold"));
    }

    @Test
    void everyEventIsInTheLog() {
        robot.interact(() -> model.reading().goTo(new SectorRange(8, 8)));
        awaitRange(8, 8);
        await("the event", () -> robot.lookup("#event-list").queryAs(ListView.class).getItems().toString()
                .contains("QUORUM_REPORT_BAD"));
    }

    private void find(String wanted) {
        robot.interact(() -> robot.lookup("#sector").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.interact(() -> robot.lookup("#hex-find-field").queryAs(TextField.class).setText(wanted));
        robot.push(KeyCode.ENTER);
    }

    @Test
    void whatIsNotInTheRangeIsFoundOnTheDiskFromWhereverTheFocusIs() {
        find("order 005025");
        awaitRange(40, 8);
        await("selected", () -> text("hex-inspector").startsWith("c0 at 0x5200, 12 selected"));
        assertEquals("", text("hex-find-answer"));
    }

    @Test
    void bytesThatBeginInOneRangeAndEndInTheNextAreShownWhole() {
        find("005017  valve 1/2 in    400");
        awaitRange(39, 8);
        await("selected", () -> text("hex-inspector").startsWith("c0 at 0x4fee, 27 selected"));
    }

    @Test
    void f3GoesOnAndShiftF3GoesBackAcrossTheRanges() {
        find("SAMPLE DISK");
        await("the one in the range", () -> text("hex-inspector").startsWith("c0 at 0x0, 11 selected"));
        find("order 005025");
        awaitRange(40, 8);
        robot.push(KeyCode.F3);
        await("there is only one", () -> text("hex-find-answer").contains("up to the end of the disk"));
        robot.interact(() -> robot.lookup("#hex-find-field").queryAs(TextField.class).setText("SAMPLE DISK"));
        robot.push(KeyCode.SHIFT, KeyCode.F3);
        awaitRange(0, 8);
        await("selected", () -> text("hex-inspector").startsWith("c0 at 0x0, 11 selected"));
    }

    @Test
    void escapeStopsASearchThatAChildDoesNotAnswerAndThenPutsTheBarAway() {
        model.lab().setOn("c1", new Fault("hang", "hangs", When.readOf(new SectorRange(40, 8)), new Effect.Hangs()),
                true);
        find("order 005025");
        await("looking", () -> text("hex-find-answer").contains("looking on the whole disk"));
        robot.push(KeyCode.ESCAPE);
        await("stopped", () -> text("hex-find-answer").contains("stopped"));
        assertTrue(isShown("hex-find"));
        robot.push(KeyCode.ESCAPE);
        assertFalse(isShown("hex-find"));
        assertEquals(new SectorRange(0, 8), model.reading().rangeProperty().get());
    }

    @Test
    void moreBytesThanCanBeLookedForAreRefusedInWords() {
        find("x".repeat(70_000));
        assertTrue(text("hex-find-answer").contains("At most 65536 bytes"), text("hex-find-answer"));
    }

    @Test
    void whoHasGoneSomewhereIsAtTheBytesAgain() {
        robot.interact(() -> robot.lookup("#sector").query().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write("40");
        robot.push(KeyCode.ENTER);
        awaitRange(40, 8);
        assertTrue(robot.lookup("#hex-rows").query().isFocused());
    }

    @Test
    void theDarkThemeIsPutOnAndRemembered() {
        robot.interact(() -> workbench.themes().choose(Preferences.Theme.DARK));
        assertTrue(workbench.themes().darkProperty().get());
        assertEquals(Preferences.Theme.DARK, preferences.theme());
    }
}
