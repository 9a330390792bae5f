// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.repair.StepWhy.Phrase;

/** What plans and journals say of a step is a value here and the same words there. */
class StepWordsTest {

    /** Journals and scripts have these words: they stay as they are. */
    private static final Map<Phrase, String> WORDS = Map.ofEntries(
            Map.entry(Phrase.WRITTEN, "c1"),
            Map.entry(Phrase.ALREADY, "it already is what the step would write"),
            Map.entry(Phrase.OTHER_THAN_PLANNED,
                    "somebody has written there since the plan was made: make a new plan"),
            Map.entry(Phrase.NO_SOURCE, "the source c1 cannot be read there"),
            Map.entry(Phrase.OTHER_SOURCE, "the source c1 no longer has the bytes of the plan"),
            Map.entry(Phrase.OTHER_SOURCE_UNDO, "the source c1 no longer has the bytes of the plan: undo it"),
            Map.entry(Phrase.OTHER_THAN_INTERRUPTED,
                    "somebody else has written there since the step was interrupted: it stays as it is"),
            Map.entry(Phrase.OTHER_THAN_DONE, "somebody has written there since: it stays as it is"),
            Map.entry(Phrase.NOT_READABLE, "it cannot be read"),
            Map.entry(Phrase.NOT_READ, "it cannot be read: c1"),
            Map.entry(Phrase.INTERRUPTED, "it was interrupted: resume or undo"),
            Map.entry(Phrase.OTHER_THAN_WRITTEN, "it was written, and is something else now"),
            Map.entry(Phrase.NOT_BEGUN, "it was not begun"),
            Map.entry(Phrase.NOT_BEGUN_OTHER, "it was not begun, and is something else"));

    private static StepWhy refusal(String written) throws Exception {
        SeededPlan seeded = SeededPlan.of(1);
        FailingDisk disk = seeded.disk();
        Journal journal = Journal.create(disk, seeded.plan(), "apply");
        // As a journal has it that was written before there were kinds of reasons.
        StepWhy words = StepWhy.of(Phrase.WRITTEN, written);
        journal.append(new JournalRecord.Refused(2, words));
        StoredFile file = disk.existing();
        byte[] bytes = new byte[(int) file.length()];
        file.read(0, ByteBuffer.wrap(bytes));
        FailingDisk again = new FailingDisk();
        again.put("journal", bytes);
        return List.copyOf(JournalReader.read(again.child("journal")).refused().values()).getFirst();
    }

    @ParameterizedTest
    @EnumSource(Phrase.class)
    void aJournalsReasonIsKnownAgainByItsKind(Phrase phrase) throws Exception {
        StepWhy why = StepWhy.of(phrase, phrase.hasAbout() ? "c1" : "");
        assertEquals(WORDS.get(phrase), why.english());
        assertEquals(why, refusal(why.english()));
        assertEquals("it was refused: " + WORDS.get(phrase), new StepWhy.Refused(why).english());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "it", "it cannot be read: ", "the source  cannot be read there",
            "the source cannot be read there", "the source {0} cannot be read there",
            "it was refused: it was not begun", "it was not begun\nthe source x", "\u00e9\u202e"})
    void anyWordsOfAJournalStayAsTheyAre(String words) throws Exception {
        assertEquals(words, refusal(words).english());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 of 5", "0 of 3", "04 of 5", "-1 of 5", "4 of 5 ", "99999999999 of 5", "",
            "most of them"})
    void aPlansVotesStayAsTheyAre(String words) {
        assertEquals(words, StepVotes.written(words).english());
    }

    @Test
    void aPlansVotesAreKnownAgain() {
        assertEquals(new StepVotes.Counted(4, 5), StepVotes.written("4 of 5"));
        assertEquals(new StepVotes.Written("04 of 5"), StepVotes.written("04 of 5"));
    }
}
