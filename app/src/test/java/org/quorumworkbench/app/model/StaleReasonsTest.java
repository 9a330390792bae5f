// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.scan.StaleReason;
import org.quorumworkbench.ui.Resources;

/** What a child has changed in is told in the window's language, and in reports in English. */
class StaleReasonsTest {

    private static final List<StaleReason> ALL = List.of(new StaleReason.Length(4_096, 8_192),
            new StaleReason.FileCame(), new StaleReason.FileWent(), new StaleReason.OtherFile(),
            new StaleReason.Modified(Instant.parse("2001-02-03T04:05:06.7Z")), new StaleReason.OtherBytes(1_000, false),
            new StaleReason.OtherBytes(1_000, true), new StaleReason.Faults(), new StaleReason.Written());

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    @Test
    void anEnglishWindowSaysOfAChildWhatAReportSays() {
        ALL.forEach(reason -> assertEquals(reason.english(), Wordings.of(reason.wording())));
        assertEquals("was modified at 2001-02-03T04:05:06Z, after the scan began", ALL.get(4).english());
    }

    @Test
    void aGermanWindowSaysInGermanWhatHasChanged() {
        Resources.speak(Locale.GERMAN);
        ALL.forEach(reason -> assertFalse(Wordings.of(reason.wording()).contains(reason.english()), reason.english()));
        assertEquals("hatte 4096 Bytes und hat jetzt 8192", Wordings.of(ALL.getFirst().wording()));
    }
}
