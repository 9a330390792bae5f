// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.vote.Verdict;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleQuorumTest {

    private OpenedQuorum sample;

    SampleQuorumTest() throws ConfigurationProblem {
        sample = OpenedQuorum.open(SampleQuorum.configuration(Adjustments.NONE), Access.EXAMINE, _ -> {});
    }

    @BeforeAll
    void isSmall() {
        assertEquals(128, sample.sectors());
    }

    @AfterAll
    void close() {
        sample.close();
    }

    private Inspection range(int number) {
        return new Inspector(sample.quorum()).inspect(new SectorRange(number * 8L, 8)).result().join();
    }

    private Verdict verdict(int number) {
        return range(number).requestVote().orElseThrow().verdict();
    }

    @Test
    void theFirstRangeIsUnanimous() {
        assertEquals(Verdict.UNANIMOUS, verdict(0));
    }

    @Test
    void inTheSecondOneChildIsOutvoted() {
        assertEquals("AABA", range(1).requestVote().orElseThrow().pattern());
        assertEquals(Verdict.MAJORITY, verdict(1));
    }

    @Test
    void theThirdIsATie() {
        assertEquals("BBAA", range(2).requestVote().orElseThrow().pattern());
        assertEquals(Verdict.TIE, verdict(2));
    }

    @Test
    void inTheFourthTheRequestFailsThoughEverySectorSucceeds() {
        assertEquals(Verdict.BELOW_THRESHOLD, verdict(3));
        assertTrue(range(3).sectors().stream().allMatch(sector -> sector.verdict().succeeds()));
    }

    @Test
    void inTheFifthASectorOfOneChildCannotBeRead() {
        Inspection inspection = range(4);
        assertEquals(Errno.EIO, inspection.children().get(1).error().orElseThrow());
        assertEquals("A!AA", inspection.sectors().get(3).vote().pattern());
        assertEquals("AAAA", inspection.sectors().get(2).vote().pattern());
    }
}
