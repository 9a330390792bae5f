// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.run.Moves.Kind;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;

/** The moves of a read, and goals that the engine judges. */
class BeTheQuorumTest {

    private static Scenario scenario(String text) throws ConfigurationProblem {
        return new ScenarioReader(Path.of("")).text(text, "s").scenarios().getFirst();
    }

    private static String child(int... sectors) {
        StringBuilder fills = new StringBuilder();
        for (int at = 0; at < sectors.length; at++) {
            fills.append(at == 0 ? "" : ",").append("[").append(at).append(",").append(sectors[at]).append("]");
        }
        return "{\"size\": 4096, \"overrides\": [" + fills + "]}";
    }

    private static String read(int threshold, String... children) {
        return "{\"children\": [" + String.join(",", children) + "], \"quorum\": {\"vote-threshold\": " + threshold
                + "}, \"operations\": [{\"op\": \"read\", \"offset\": 0, \"length\": 1024}]}";
    }

    private static List<Moves.Move> moves(String text) throws ConfigurationProblem {
        return Moves.of(Playback.of(scenario(text), Optional.empty()).performed().getFirst().outcome().orElseThrow());
    }

    @Test
    void aTieIsPlayedVoteByVote() throws ConfigurationProblem {
        List<Moves.Move> moves = moves(read(2, child(1, 1), child(2, 2), child(2, 2), child(1, 1)));
        assertEquals(List.of(Kind.ENOUGH, Kind.AGREE, Kind.VOTE, Kind.VOTE, Kind.VOTE, Kind.VOTE, Kind.WINNER,
                Kind.THRESHOLD, Kind.REPORT, Kind.REPORT, Kind.REPORT, Kind.RETURN),
                moves.stream().map(Moves.Move::kind).toList());
        assertEquals(List.of("yes", "no", "head", "head", "B", "A", "B", "yes", "c3", "c0", "none", "ok"),
                moves.stream().map(Moves.Move::right).toList());
        moves.forEach(move -> assertTrue(move.options().contains(move.right()), move.toString()));
    }

    @Test
    void whereAllAgreeNothingIsCounted() throws ConfigurationProblem {
        assertEquals(List.of("yes", "yes", "ok"),
                moves(read(2, child(1, 1), child(1, 1))).stream().map(Moves.Move::right).toList());
    }

    @ParameterizedTest
    @CsvSource({"FAILS_WITH_MAJORITIES, true", "TIE_WINS, false", "EIO_WITHOUT_AN_ERROR, true",
            "LOSES_A_WRITE, false"})
    void threeDifferentDamagesFailARequestWithAMajorityInEverySector(Goal goal, boolean reached)
            throws ConfigurationProblem {
        assertEquals(reached, goal.isReached(scenario(read(2, child(9, 1), child(1, 9), child(1, 1)))));
    }

    @Test
    void aTieThatWinsIsJudged() throws ConfigurationProblem {
        assertTrue(Goal.TIE_WINS.isReached(scenario(read(1, child(1, 1), child(2, 2)))));
        assertFalse(Goal.TIE_WINS.isReached(scenario(read(2, child(1, 1), child(2, 2)))));
    }

    @Test
    void aWriteIsLostWithOneFaultUnderThresholdOne() throws ConfigurationProblem {
        String lost = """
                {"children": [{"size": 4096}, {"size": 4096, "faults": [{"effect": "stale", "sector": 0}]}],
                 "quorum": {"vote-threshold": %d},
                 "operations": [{"op": "write", "offset": 0, "length": 512, "fill": 9},
                                {"op": "read", "offset": 0, "length": 512}]}""";
        assertTrue(Goal.LOSES_A_WRITE.isReached(scenario(lost.formatted(1))));
        assertFalse(Goal.LOSES_A_WRITE.isReached(scenario(lost.formatted(2))));
    }
}
