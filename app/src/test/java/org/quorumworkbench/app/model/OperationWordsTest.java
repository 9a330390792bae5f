// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Transcript.Detail;
import org.quorumworkbench.core.scenario.Transcript.Result;
import org.quorumworkbench.core.scenario.Transcript.Status;
import org.quorumworkbench.ui.Resources;

/** What was done is told in the window's language, with the sectors as people count them. */
class OperationWordsTest {

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    private static Result result(Status status, Optional<Errno> errno) {
        return new Result(status, errno, Optional.empty(), new Detail.None(), List.of());
    }

    @Test
    void theWindowSaysWhichSectorsFromTheFirstToTheLast() {
        assertEquals("examined sectors 8 to 15", OperationWords.of(new Operation.Examine(8 * 512, 8 * 512)));
        assertEquals("wrote 0xee to sector 3, flushed",
                OperationWords.of(new Operation.Write(3 * 512, 512, 0xEE, true)));
        assertEquals("read bytes 10 to 11, given up before c1 answered",
                OperationWords.of(new Operation.GivenUp(new Operation.Read(10, 2), List.of("c1"))));
        assertEquals("typed 1 byte over c0 at 0x200", OperationWords.of(new Operation.Overwrite("c0", 512, "ee")));
        assertEquals("failed, EIO (Input/output error)",
                OperationWords.outcome(result(Status.ERROR, Optional.of(Errno.EIO))));
    }

    @Test
    void aGermanWindowSaysItInGerman() {
        Resources.speak(Locale.GERMAN);
        assertEquals("Sektoren 8 bis 15 untersucht", OperationWords.of(new Operation.Examine(8 * 512, 8 * 512)));
        assertEquals("Störung bad-sector von c1 eingeschaltet",
                OperationWords.of(new Operation.SwitchFault("c1", "bad-sector", true)));
        assertEquals("gelungen", OperationWords.outcome(result(Status.OK, Optional.empty())));
    }
}
