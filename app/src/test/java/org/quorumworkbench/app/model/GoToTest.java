// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.SectorText;
import org.quorumworkbench.ui.Resources;

class GoToTest {

    @ParameterizedTest
    @CsvSource({"8000, 8000", "0x1F40, 8000", "' 12 ', 12", "+8, 108", "-0x10, 84", "b:4096, 8", "b:0x2001, 16",
            "1_000, 1000", "1f40H, 8000", "9K, 9216", "b:2M, 4096"})
    void aPlaceIsASectorAStepOrAByte(String text, long sector) {
        assertEquals(new GoTo.Sector(sector), GoTo.parse(text, 100, 10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "10000", "-101", "b:", "0x", "--1", "+99999999999999999999", "b:-1", "1.5",
            "\u0663", "9T", "0x10K", "99999999999999G"})
    void anythingElseIsExplained(String text) {
        assertInstanceOf(GoTo.Wrong.class, GoTo.parse(text, 100, 10_000));
    }

    @Test
    void whatIsWrongIsSaidInTheWindowsLanguage() {
        assertEquals(new GoTo.Wrong("Sector 10000 is not on this disk: it has sectors 0 to 9999."),
                GoTo.parse("10000", 100, 10_000));
        NumberFormatException said = assertThrows(NumberFormatException.class, () -> SectorText.sector(" {0} ", 100));
        assertEquals(new GoTo.Wrong(said.getMessage() + "."), GoTo.parse(" {0} ", 100, 10_000));
        Resources.speak(Locale.GERMAN);
        try {
            assertEquals(new GoTo.Wrong("Sektor 10000 liegt nicht auf dieser Platte: sie hat die Sektoren 0 bis 9999."),
                    GoTo.parse("10000", 100, 10_000));
            GoTo.Wrong wrong = assertInstanceOf(GoTo.Wrong.class, GoTo.parse(" 1.5 ", 100, 10_000));
            assertTrue(wrong.why().startsWith("\u201e1.5\u201c ist keine Stelle auf der Platte."), wrong.why());
        } finally {
            Resources.speak(Locale.ENGLISH);
        }
    }
}
