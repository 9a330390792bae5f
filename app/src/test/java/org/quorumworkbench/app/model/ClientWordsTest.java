// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.nbd.ClientOrigin;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.Parting;
import org.quorumworkbench.ui.Resources;

/** Clients come and go in the window's language. */
class ClientWordsTest {

    private static final ClientOrigin USER = new ClientOrigin.User("root");
    private static final ClientOrigin ADDRESS = new ClientOrigin.Address(new NbdAddress.Tcp("127.0.0.1", 4711));

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    @Test
    void anEnglishWindowSaysItAsTheServerDoes() {
        for (Parting.Way way : Parting.Way.values()) {
            Parting parting = new Parting(way, Wording.sentence("no {0}"));
            assertEquals(parting.words(), ClientWords.gone(parting));
        }
        for (ClientOrigin origin : List.of(USER, ADDRESS, new ClientOrigin.ThisMachine())) {
            assertEquals(origin.words(), ClientWords.from(origin));
        }
        assertEquals("user root", USER.words());
    }

    @Test
    void aGermanWindowSaysItInGerman() {
        Resources.speak(Locale.GERMAN);
        assertEquals("Benutzer root", ClientWords.from(USER));
        assertEquals("127.0.0.1:4711", ClientWords.from(ADDRESS));
        assertEquals("hat die Verbindung beendet",
                ClientWords.gone(new Parting(Parting.Way.BY_ITSELF, Wording.sentence(""))));
        assertEquals("wurde getrennt", ClientWords.gone(new Parting(Parting.Way.ENDED, Wording.sentence(""))));
        assertEquals("Verbindung verloren (Broken pipe)",
                ClientWords.gone(new Parting(Parting.Way.LOST, Wording.sentence("Broken pipe"))));
        assertEquals("wurde getrennt: er hat gegen das Protokoll verstoßen: er schreibt 5 Bytes auf einmal",
                ClientWords.gone(new Parting(Parting.Way.BROKE_PROTOCOL, Wording.of("broke the protocol: {0}",
                        Wording.of("it writes {0} bytes at once", 5)))));
    }
}
