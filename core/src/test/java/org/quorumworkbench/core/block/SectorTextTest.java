// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectorTextTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "8000, 8000", "0x1f40, 8000", "0X1F40, 8000", "1f40h, 8000", "10h, 16", "8K, 8192",
            "3m, 3145728",
            "1G, 1073741824", "b:511, 0", "b:512, 1", "b:4K, 8", "b:0x400, 2",
            "9223372036854775807, 9223372036854775807"})
    void aSectorIsWrittenInManyWays(String text, long sector) {
        assertEquals(sector, SectorText.sector(text));
        assertEquals(sector, SectorText.sector(text, 77));
    }

    @ParameterizedTest
    @CsvSource({"+8, 85", "-0x4d, 0", "+1K, 1101", "-80, -3"})
    void aStepIsCountedFromWhereOneIs(String text, long sector) {
        assertEquals(sector, SectorText.sector(text, 77));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "-1", "+1", "1.5", "0x", "h", "0x1K", "8 K", "8KB", "8T", "b:", "b:-1",
            "b:b:1",
            "9223372036854775808", "9223372036854775807K", "\u0661\u0662", "\uFF11", "0x\u0661", "12\u0967"})
    void anythingElseIsRefusedInASentence(String text) {
        assertTrue(String.valueOf(
                assertThrows(NumberFormatException.class, () -> SectorText.sector(text)).getMessage())
                .startsWith("'" + text.strip() + "' is no sector: write "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b:512", "", "1e3"})
    void aCountHasNoBytes(String text) {
        assertThrows(NumberFormatException.class, () -> SectorText.number(text));
    }
}
