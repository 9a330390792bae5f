// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.run.Playback;
import org.quorumworkbench.core.scenario.ScenarioReader;

/**
 * The lines that are marked are those that the record says; numbers are those of the 2014 source.
 */
class AlgorithmTest {

    /** The first lines of what is marked, step by step; equal neighbours once. */
    private static List<List<Integer>> marked(String children, String quorum, String operations)
            throws ConfigurationProblem {
        Playback playback = Playback.of(new ScenarioReader(Path.of("")).text("{\"children\": [" + children
                + "], \"quorum\": {" + quorum + "}, \"operations\": [" + operations + "]}", "a").scenarios().getFirst(),
                Optional.empty());
        int last = playback.performed().size() - 1;
        List<List<Integer>> lines = playback.trace(last).stream()
                .map(step -> Algorithm.lines(playback.performed().get(last).outcome().orElseThrow(), step).stream()
                        .map(DriverLine::first).toList())
                .filter(step -> !step.isEmpty()).toList();
        return IntStream.range(0, lines.size()).filter(at -> at == 0 || !lines.get(at).equals(lines.get(at - 1)))
                .mapToObj(lines::get).toList();
    }

    private static final String READ = "{\"op\": \"read\", \"offset\": 0, \"length\": 512}";

    private static String of(int value) {
        return "{\"size\": 512, \"overrides\": [[0, " + value + "]]}";
    }

    private static final String FAILS = "{\"size\": 512, \"rules\": [{\"event\": \"none\", \"iotype\": \"read\"}]}";

    @Test
    void aVoteGoesThroughSearchInsertCountWinnerThresholdCopyAndReport() throws ConfigurationProblem {
        assertEquals(List.of(List.of(566), List.of(241, 243), List.of(495, 500),
                List.of(512, 522, 303, 310, 319, 321), List.of(512, 522, 303, 319, 321),
                List.of(526, 369, 376, 529, 536), List.of(539, 271, 275), List.of(261, 141)),
                marked(of(1) + "," + of(2) + "," + of(1) + "," + of(2), "\"vote-threshold\": 2", READ));
    }

    @Test
    void theFastPathEndsAtItsReturn() throws ConfigurationProblem {
        assertEquals(List.of(List.of(566), List.of(241, 243), List.of(495), List.of(506), List.of(261, 141)),
                marked(of(1) + "," + of(1), "\"vote-threshold\": 2", READ));
    }

    @Test
    void aFailedReadIsReportedFromTheLineThatCrashed() throws ConfigurationProblem {
        assertEquals(List.of(List.of(566), List.of(241, 243), List.of(241), List.of(245), List.of(226, 227),
                List.of(452, 303, 310, 319, 321), List.of(461, 369, 376), List.of(228), List.of(261, 141)),
                marked(of(1) + "," + FAILS, "\"vote-threshold\": 2", READ));
        assertEquals(246, DriverLine.ANSWER_REPORT.last());
    }

    @Test
    void belowTheThresholdTheVoteFails() throws ConfigurationProblem {
        List<List<Integer>> lines = marked(of(1) + "," + of(2), "\"vote-threshold\": 2", READ);
        assertTrue(lines.contains(List.of(526, 369, 376, 529, 530)), lines.toString());
        assertTrue(lines.contains(List.of(530)), lines.toString());
    }

    @Test
    void aFlushOf2014VotesOnAllResultsAndThatOfTodayHasNoLines() throws ConfigurationProblem {
        String operations = "{\"op\": \"write\", \"offset\": 0, \"length\": 512, \"fill\": 1}, {\"op\": \"flush\"}";
        assertEquals(List.of(List.of(646), List.of(648, 303, 310, 319, 321), List.of(648, 303, 319, 321),
                List.of(652, 369, 376), List.of(652)),
                marked(of(1) + "," + of(1), "\"vote-threshold\": 2", operations));
        assertEquals(List.of(), marked(of(1) + "," + of(1),
                "\"vote-threshold\": 2", operations + "], \"semantics\": \"7.2\", \"tags\": ["));
    }

    @Test
    void blkverifyEndsAtExit() throws ConfigurationProblem {
        assertEquals(List.of(426, 411),
                marked(of(1) + "," + of(2), "\"vote-threshold\": 2, \"blkverify\": true", READ).getLast());
    }

    @ParameterizedTest
    @EnumSource
    void everyLineIsWithinItsFunction(DriverLine line) {
        assertTrue(line.first() <= line.last());
        assertTrue(line.function().first() < line.first() && line.last() < line.function().last());
    }

    @Test
    void aSourceIsTakenWithWhateverWhiteSpaceAndRefusedWithTheRevisionsNameIfItIsAnother() throws Exception {
        List<String> lines = List.of("int a;", "  int b;");
        String sha256 = DriverSource.sha256(lines);
        assertEquals(2, DriverSource.text("int  a;\r\n\tint\u00A0b; \n\n", "mine.c", sha256).lines().size());
        String refused = String.valueOf(assertThrows(ConfigurationProblem.class,
                () -> DriverSource.text("int a;\nint c;\n", "mine.c", sha256)).getMessage());
        assertTrue(refused.contains("mine.c") && refused.contains("10358b6a"), refused);
    }
}
