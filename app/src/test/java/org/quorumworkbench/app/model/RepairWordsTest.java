// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.repair.Step;
import org.quorumworkbench.core.repair.StepOutcome;
import org.quorumworkbench.core.repair.StepOutcome.State;
import org.quorumworkbench.core.repair.StepVotes;
import org.quorumworkbench.core.repair.StepWhy;
import org.quorumworkbench.core.repair.StepWhy.Phrase;
import org.quorumworkbench.ui.Resources;

/** A repair is told in the window's language. */
class RepairWordsTest {

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    private static Step step(StepVotes votes) {
        return new Step(3, "c1", new SectorRange(8, 2), "", "", "c0", List.of(), votes, "zeroed", 0.9,
                Optional.empty(), "");
    }

    private static String line(StepWhy why) {
        return RepairWords.line(new StepOutcome(step(new StepVotes.Counted(2, 3)), State.REFUSED, Optional.of(why)));
    }

    private static List<StepWhy> all(Phrase phrase) {
        StepWhy why = StepWhy.of(phrase, phrase.hasAbout() ? "no {0} 'c' here" : "");
        return List.of(why, new StepWhy.Refused(why));
    }

    @Test
    void anEnglishWindowSaysOfAStepWhatItsJournalSays() {
        for (Phrase phrase : Phrase.values()) {
            for (StepWhy why : all(phrase)) {
                assertEquals("step 3, c1 sectors 8 to 9 refused: " + why.english(), line(why));
            }
        }
    }

    @Test
    void aGermanWindowSaysWhyAStepIsRefusedInGerman() {
        Resources.speak(Locale.GERMAN);
        for (Phrase phrase : Phrase.values()) {
            for (StepWhy why : all(phrase)) {
                String line = line(why);
                assertEquals(why.equals(StepWhy.of(Phrase.WRITTEN, "no {0} 'c' here")), line.contains(why.english()),
                        line);
                assertEquals(phrase.hasAbout(), line.contains("no {0} 'c' here"), line);
            }
        }
        assertEquals("Schritt 3, c1 Sektoren 8 bis 9 abgelehnt: er wurde abgelehnt: die Quelle c0 kann dort nicht"
                + " gelesen werden", line(new StepWhy.Refused(StepWhy.of(Phrase.NO_SOURCE, "c0"))));
    }

    @Test
    void aGermanPlanCountsItsVotesInGerman() {
        Resources.speak(Locale.GERMAN);
        assertTrue(RepairWords.line(step(new StepVotes.Counted(4, 5))).contains("  4 von 5 <- c0"));
        assertTrue(RepairWords.line(step(new StepVotes.Written("all but c1"))).contains("  all but c1 <- c0"));
    }
}
