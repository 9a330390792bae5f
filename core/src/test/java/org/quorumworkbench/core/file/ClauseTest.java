// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClauseTest {

    @ParameterizedTest
    @CsvSource({"It is wrong., It is wrong", "it is wrong, it is wrong", "'It ends. ', It ends", "'Twice..', Twice",
            "and so on ..., and so on ...", "'', ''", ".., ''"})
    void theFullStopAtTheEndGoesAndNothingElse(String sentence, String clause) {
        assertEquals(clause, Clause.of(sentence));
    }
}
