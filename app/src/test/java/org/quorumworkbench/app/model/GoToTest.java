// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
}
