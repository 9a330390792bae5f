// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.ui.Resources;

/** Clients come and go in the window's language. */
class ClientWordsTest {

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    @Test
    void anEnglishWindowSaysItAsTheServerDoes() {
        for (String gone : List.of("disconnected", "was disconnected", "has gone", "chose no export",
                "was disconnected before it chose an export", "was disconnected: it writes 9 bytes at once",
                "was disconnected: no TLS came about (no {0})", "was lost (Broken pipe)")) {
            assertEquals(gone, ClientWords.gone(gone));
        }
        assertEquals("user root", ClientWords.from("user root"));
        assertEquals("this machine", ClientWords.from("this machine"));
    }

    @Test
    void aGermanWindowSaysItInGerman() {
        Resources.speak(Locale.GERMAN);
        assertEquals("Benutzer root", ClientWords.from("user root"));
        assertEquals("127.0.0.1:4711", ClientWords.from("127.0.0.1:4711"));
        assertEquals("hat die Verbindung beendet", ClientWords.gone("disconnected"));
        assertEquals("wurde getrennt", ClientWords.gone("was disconnected"));
        assertEquals("Verbindung verloren (Broken pipe)", ClientWords.gone("was lost (Broken pipe)"));
    }
}
