// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.config.ChildSource.Image;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.member.MdCrafted;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.ScenarioWriter;
import org.quorumworkbench.core.scenario.Transcript;
import org.quorumworkbench.core.scenario.TranscriptJson;
import org.quorumworkbench.core.scenario.TranscriptText;

/** Scenarios whose children are members of a set. */
class ScenarioMembersTest {

    private static final String STALE = "c1 is stale since events 2 (c0: 6).";

    /** Two members, of which the second is stale. */
    private static List<String> pair() {
        return List.of(child(new MdCrafted(0, 2, 6).role(1, 0xfffe).bitmap(6, 2, 0)), child(new MdCrafted(1, 2, 2)));
    }

    /** What is not zero of the crafted member, in pieces of 512 bytes. */
    private static String child(MdCrafted member) {
        byte[] bytes = member.bytes();
        List<String> data = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 512) {
            byte[] piece = Arrays.copyOfRange(bytes, at, at + 512);
            if (!Arrays.equals(piece, new byte[512])) {
                data.add("[" + at + ", \"" + HexFormat.of().formatHex(piece) + "\"]");
            }
        }
        return "{\"size\": " + bytes.length + ", \"base\": \"hole\", \"data\": " + data + "}";
    }

    private static Scenario scenario(boolean members, List<String> children, String operations, String more)
            throws ConfigurationProblem {
        String text = "{\"format\": 1, " + (members ? "\"members\": true, " : "") + "\"children\": " + children
                + ", \"quorum\": {\"vote-threshold\": 2}, \"operations\": [" + operations + "]" + more + "}";
        return new ScenarioReader(Path.of("")).text(text, "test").scenarios().getFirst();
    }

    private static Transcript run(Scenario scenario) {
        return ScenarioRun.transcript(scenario, Optional.empty());
    }

    private static List<String> evidence(Transcript transcript, int result) {
        Map<String, ?> json = TranscriptJson.result(transcript.results().get(result), transcript.semantics(), true);
        assertTrue(json.get("evidence") instanceof List<?>);
        return ((List<?>) json.get("evidence")).stream().map(one -> String.valueOf(((Map<?, ?>) one).get("text")))
                .toList();
    }

    @Test
    void theQuorumOfMembersSeesWhatTheirSetReplicates() throws ConfigurationProblem {
        Transcript transcript = run(scenario(true, pair(), "{\"op\": \"read\", \"offset\": 0, \"length\": 512}", ""));
        assertEquals(6144 * 512, transcript.open().size().orElseThrow());
        assertEquals(List.of(6144 * 512L, 6144 * 512L),
                transcript.childrenAfter().stream().map(Transcript.ChildAfter::size).toList());
    }

    @Test
    void identifyTellsWhatTheMembersSayAsTheCommandDoes() throws ConfigurationProblem {
        Transcript transcript = run(scenario(true, pair(), "{\"op\": \"identify\"}", ""));
        assertEquals(List.of(STALE, "c0 saw c1 fail.",
                "The bitmap of c0 marks 128 sectors (0 to 127) in which c1 may differ."), evidence(transcript, 0));
        assertEquals(STALE, TranscriptText.under(transcript.results().getFirst()).getFirst());
        assertTrue(TranscriptText.outcome(transcript.results().getFirst()).endsWith(": current c0, stale c1"));
    }

    @Test
    void whatTheMembersSayCanBeExpected() throws ConfigurationProblem {
        String expected = ", \"expected\": {\"results\": [{\"status\": \"ok\", \"evidence\": ["
                + "{\"kind\": \"events\", \"files\": [\"c1\", \"c0\"], \"text\": \"%s\"}, {}, {}]}]}";
        Scenario right = scenario(true, pair(), "{\"op\": \"identify\"}", expected.formatted(STALE));
        assertEquals(List.of(), Expectation.differences(right.expected().orElseThrow(), run(right)));
        Scenario wrong = scenario(true, pair(), "{\"op\": \"identify\"}", expected.formatted("c1 is well."));
        assertEquals(List.of("results[0].evidence[0].text"),
                Expectation.differences(wrong.expected().orElseThrow(), run(wrong)).stream()
                        .map(difference -> difference.path()).toList());
    }

    @Test
    void whatIsWrittenLiesInTheAreaAndLeavesTheMetadataAlone() throws ConfigurationProblem {
        Transcript transcript = run(scenario(true, pair(),
                "{\"op\": \"write\", \"offset\": 0, \"length\": 1048576, \"fill\": 255}, {\"op\": \"identify\"}", ""));
        assertEquals(STALE, evidence(transcript, 1).getFirst());
        assertTrue(transcript.childrenAfter().stream().allMatch(Transcript.ChildAfter::changed));
    }

    @Test
    void readWholeMembersCanBeIdentifiedTooUntilTheirMetadataIsOverwritten() throws ConfigurationProblem {
        Transcript transcript = run(scenario(false, pair(), "{\"op\": \"identify\"}, "
                + "{\"op\": \"write\", \"offset\": 0, \"length\": 8192, \"fill\": 0}, {\"op\": \"identify\"}", ""));
        assertEquals(STALE, evidence(transcript, 0).getFirst());
        assertEquals(List.of(), evidence(transcript, 2));
        assertEquals("ok, no child is a member of anything", TranscriptText.outcome(transcript.results().get(2)));
    }

    @Test
    void childrenThatAreNoMembersOfOneSetDoNotOpen() throws ConfigurationProblem {
        List<String> children = Stream.concat(pair().stream(), Stream.of("{\"size\": 4096}")).toList();
        assertEquals(Optional.of("the children are not members of one set"),
                run(scenario(true, children, "{\"op\": \"identify\"}", "")).open().refusal());
    }

    @Test
    void thatTheChildrenAreMembersIsKeptInTheFile() throws ConfigurationProblem {
        Scenario scenario = scenario(true, pair(), "{\"op\": \"identify\"}", "");
        Scenario again = new ScenarioReader(Path.of("")).text(ScenarioWriter.text(scenario), "again").scenarios()
                .getFirst();
        assertTrue(again.members());
        assertEquals(scenario.operations(), again.operations());
        assertEquals(TranscriptJson.of(run(scenario)), TranscriptJson.of(run(again)));
    }

    @Test
    void onTheStageTheMembersAreReadByArea(@TempDir Path folder) throws Exception {
        Configuration configuration = new ScenarioStage("stage", folder)
                .configuration(scenario(true, pair(), "{\"op\": \"identify\"}", ""));
        assertEquals("1048576+3145728, 1048576+3145728", configuration.children().stream()
                .map(child -> (Image) child.source())
                .map(image -> image.offset() + "+" + image.size().orElseThrow()).collect(Collectors.joining(", ")));
    }
}
