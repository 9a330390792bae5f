// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
            Parting parting = new Parting(way, "no {0}");
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
        assertEquals("hat die Verbindung beendet", ClientWords.gone(new Parting(Parting.Way.BY_ITSELF, "")));
        assertEquals("wurde getrennt", ClientWords.gone(new Parting(Parting.Way.ENDED, "")));
        assertEquals("Verbindung verloren (Broken pipe)",
                ClientWords.gone(new Parting(Parting.Way.LOST, "Broken pipe")));
    }
}
