// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
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

/** The sample shows what its stops say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TourQuorumTest {

    private final OpenedQuorum sample;

    TourQuorumTest() throws ConfigurationProblem {
        sample = OpenedQuorum.open(TourQuorum.configuration(Adjustments.NONE), Access.EXAMINE, _ -> {});
    }

    @AfterAll
    void close() {
        sample.close();
    }

    private Inspection at(String name) {
        SectorRange range = TourQuorum.stops().stream().filter(stop -> stop.name().equals(name)).findFirst()
                .orElseThrow().range();
        return new Inspector(sample.quorum()).inspect(range).result().join();
    }

    private String pattern(String name) {
        return at(name).requestVote().orElseThrow().pattern();
    }

    @Test
    void threeThatWereLeftBehindOutvoteTheTwoThatAreCurrent() {
        assertEquals("BBAAA", pattern("stale"));
        assertEquals(Verdict.MAJORITY, at("stale").requestVerdict().orElseThrow());
    }

    @Test
    void aTieIsWonByListOrder() {
        assertEquals("BABAC", pattern("tie"));
        assertEquals(Verdict.TIE, at("tie").requestVerdict().orElseThrow());
    }

    @Test
    void aRequestFailsAlthoughEverySectorHasAMajority() {
        Inspection inspection = at("request");
        assertEquals(Verdict.BELOW_THRESHOLD, inspection.requestVerdict().orElseThrow());
        assertTrue(inspection.sectors().stream().allMatch(sector -> sector.verdict().succeeds()));
    }

    @Test
    void aSectorOfOneChildCannotBeRead() {
        assertEquals(Errno.EIO, at("unreadable").children().get(1).error().orElseThrow());
    }

    @Test
    void oneBitIsFlippedOnAChildThatIsCurrent() {
        Inspection inspection = at("bit");
        assertEquals("BAAAA", inspection.requestVote().orElseThrow().pattern());
        assertEquals(1, inspection.children().getFirst().differing().size());
    }
}
