// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InspectCommandTest {

    private static final int SECTOR = 512;

    @TempDir
    private Path folder;

    private Path a = Path.of("");
    private Path b = Path.of("");
    private Path bad = Path.of("");

    @BeforeEach
    void makeReplicas() throws IOException {
        byte[] content = new byte[64 * SECTOR];
        new Random(3).nextBytes(content);
        a = Files.write(folder.resolve("a.img"), content);
        b = Files.write(folder.resolve("b.img"), content);
        content[9 * SECTOR + 7] ^= 1;
        bad = Files.write(folder.resolve("bad.img"), content);
    }

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("q.json"), text);
    }

    @Test
    void replicasThatAgreeGiveStatusZero() {
        Spoken spoken = Spoken.of("inspect", a, b, "--sector", "0");
        assertEquals(0, spoken.status());
        assertTrue(spoken.out().contains("request vote: AA  unanimous: the read succeeds"), spoken.out());
        assertEquals("", spoken.err());
    }

    @Test
    void anOutvotedChildGivesStatusOneAndIsNamed() {
        Spoken spoken = Spoken.of("inspect", a, bad, b, "--sector", "8");
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().contains("QUORUM_REPORT_BAD  c1  read 8+8: other bytes than the winner"), spoken.out());
    }

    @Test
    void sectorsMayBeHexadecimalAndTheLastRangeIsShorter() {
        JsonNode json = Spoken.of("inspect", a, b, "--sector", "0x3c", "--json").json();
        assertEquals(60, json.get("sector").asInt());
        assertEquals(4, json.get("count").asInt());
    }

    @Test
    void jsonTellsTheWholeVote() {
        JsonNode json = Spoken.of("inspect", a, bad, b, "--sector", "9", "--count", "2", "--semantics", "7.2", "--json")
                .json();
        assertEquals(1, json.get("format").asInt());
        assertEquals(2, json.get("threshold").asInt());
        assertEquals("ok", json.get("result").get("status").asString());
        JsonNode vote = json.get("requestVote");
        assertEquals("ABA", vote.get("pattern").asString());
        assertEquals("majority", vote.get("verdict").asString());
        assertEquals("[\"c0\",\"c2\"]", vote.get("winner").toString());
        assertEquals(64, vote.get("versions").get(1).get("sha256").asString().length());
        JsonNode child = json.get("children").get(1);
        assertEquals("B", child.get("version").asString());
        assertEquals("[{\"offset\":" + (9 * SECTOR + 7) + ",\"length\":1}]", child.get("differingRuns").toString());
        assertEquals("ABA", json.get("sectorVotes").get(0).get("pattern").asString());
        assertEquals("unanimous", json.get("sectorVotes").get(1).get("verdict").asString());
        assertEquals(
                "{\"event\":\"QUORUM_REPORT_BAD\",\"data\":{\"type\":\"read\",\"node-name\":\"c1\",\"sector-num\":9,\"sectors-count\":2}}",
                json.get("events").get(0).toString());
    }

    @Test
    void aTieIsSaidToBeWonByListOrder() {
        Spoken spoken = Spoken.of("inspect", a, bad, "--threshold", "1", "--sector", "9");
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().contains("BA  tie, won by list order (1 of 2, needs 1): the read succeeds"),
                spoken.out());
    }

    @Test
    void belowTheThresholdThereIsNoWinnerOnlyALargestVersion() {
        Spoken spoken = Spoken.of("inspect", bad, a, "--sector", "9", "--count", "1");
        assertTrue(spoken.out().contains("BA  below threshold (1 of 2, needs 2): the read fails with EIO"),
                spoken.out());
        assertFalse(spoken.out().contains("A*"), "no version carries the winner's star");
        JsonNode vote = Spoken.of("inspect", bad, a, "--sector", "9", "--count", "1", "--json").json()
                .get("requestVote");
        assertEquals("[]", vote.get("winner").toString());
        assertEquals("[]", vote.get("largest").toString(), "one vote each: none is larger");
        vote = Spoken.of("inspect", a, bad, b, "--threshold", "3", "--sector", "9", "--count", "1", "--json").json()
                .get("requestVote");
        assertEquals("[\"c0\",\"c2\"]", vote.get("largest").toString());
    }

    @Test
    void noVoteWasHeldWhereTooFewCouldBeReadAndOnlyThoseAreNamed() throws IOException {
        Path config = config("{\"vote-threshold\": 3, \"children\": [\"a.img\", \"b.img\", {\"file\": \"bad.img\","
                + " \"faults\": [{\"effect\": \"errno\", \"errno\": \"EIO\"}]}]}");
        JsonNode json = Spoken.of("inspect", config, "--sector", "16", "--json").json();
        assertTrue(json.get("requestVote").isNull());
        assertEquals("AA!", json.get("sectorVotes").get(0).get("pattern").asString());
        String text = Spoken.of("inspect", config, "--sector", "16").out();
        assertTrue(text.contains("request vote: none, fewer children than 3 could be read (not c2)"), text);
        assertFalse(text.contains("!!!"), text);
    }

    @Test
    void underFifoThereIsNoVoteAndTheServedChildIsNamed() throws IOException {
        Path config = config("{\"vote-threshold\": 2, \"read-pattern\": \"fifo\", \"children\": ["
                + "{\"file\": \"b.img\", \"faults\": [{\"effect\": \"errno\", \"errno\": \"EIO\"}]},"
                + " \"bad.img\", \"a.img\"]}");
        JsonNode json = Spoken.of("inspect", config, "--sector", "9", "--count", "2", "--json").json();
        assertTrue(json.get("requestVote").isNull());
        assertEquals("fifo", json.get("readPattern").asString());
        assertEquals("c1", json.get("served").asString());
        JsonNode sector = json.get("sectorVotes").get(0);
        assertTrue(sector.get("votes").isNull());
        assertEquals("!AB", sector.get("pattern").asString());
        assertEquals("differs", sector.get("verdict").asString());
        assertEquals("[\"c1\"]", sector.get("winner").toString());
        String text = Spoken.of("inspect", config, "--sector", "9").out();
        assertTrue(text.contains("request vote: none, read pattern fifo takes the first child that can be read, c1"),
                text);
        assertFalse(text.contains("tie") || text.contains("outvoted"), text);
    }

    @Test
    void everyRangeThatAFileNotesIsInspectedInTurn() throws IOException {
        Path events = Files.writeString(folder.resolve("events.log"), """
                {"event": "QUORUM_REPORT_BAD", "data": {"node-name": "c1", "sector-num": 9, "sectors-count": 1}}
                {"event": "QUORUM_FAILURE", "data": {"reference": "q", "sector-num": 0, "sectors-count": 2}}
                """);
        Spoken spoken = Spoken.of("inspect", a, bad, b, "--at", events);
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().startsWith("== 9+1  QUORUM_REPORT_BAD c1\n"), spoken.out());
        assertTrue(spoken.out().contains("\n== 0+2  QUORUM_FAILURE q\n"), spoken.out());
        JsonNode json = Spoken.of("inspect", a, bad, b, "--at", events, "--json").json();
        assertEquals(2, json.get("ranges").size());
        assertEquals("QUORUM_REPORT_BAD c1", json.get("ranges").get(0).get("note").asString());
        assertEquals(9, json.get("ranges").get(0).get("sector").asInt());
        assertEquals(2, Spoken.of("inspect", a, b, "--at", events, "--sector", "1").status());
        assertEquals(2, Spoken.of("inspect", a, b).status());
    }

    @Test
    void anUnreadableSectorGivesStatusThreeWhateverTheVote() throws IOException {
        Path config = config(
                "{\"vote-threshold\": 2, \"children\": [\"a.img\", \"b.img\", {\"file\": \"bad.img\", \"faults\":"
                        + " [{\"effect\": \"errno\", \"errno\": \"EIO\", \"sector\": 20}]}]}");
        Spoken spoken = Spoken.of("inspect", config, "--sector", "16", "--json");
        assertEquals(3, spoken.status());
        JsonNode child = spoken.json().get("children").get(2);
        assertEquals("EIO", child.get("errno").asString());
        assertEquals("[{\"sector\":20,\"count\":1}]", child.get("unreadableSectors").toString());
        assertTrue(child.get("version").isNull());
        assertEquals("AA!", spoken.json().get("sectorVotes").get(4).get("pattern").asString());
        assertEquals("majority", spoken.json().get("requestVote").get("verdict").asString());
    }

    @Test
    void aRequestThatFailsThoughEverySectorSucceedsIsExplained() throws IOException {
        byte[] content = Files.readAllBytes(a);
        for (int i = 0; i < 3; i++) {
            byte[] own = content.clone();
            own[(10 + i) * SECTOR] ^= 1;
            Files.write(folder.resolve("own" + i), own);
        }
        Spoken spoken = Spoken.of("inspect", folder.resolve("own0"), folder.resolve("own1"), folder.resolve("own2"),
                "--sector",
                "8");
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().contains("the read fails with EIO"), spoken.out());
        assertTrue(spoken.out().contains("A vote is on the whole request"), spoken.out());
    }

    @Test
    void blkverifyEndsTheQuorumWithStatusOne() throws IOException {
        Path config = config("{\"blkverify\": true, \"vote-threshold\": 2, \"children\": [\"a.img\", \"bad.img\"]}");
        Spoken spoken = Spoken.of("inspect", config, "--sector", "8", "--json");
        assertEquals(1, spoken.status());
        assertEquals("aborted", spoken.json().get("result").get("status").asString());
        assertTrue(spoken.json().get("result").get("error").asString().contains("contents mismatch in sector 9"));
        // The bytes are there to be looked at all the same.
        assertEquals("AB", spoken.json().get("sectorVotes").get(1).get("pattern").asString().replace("BA", "AB"));
    }

    @Test
    void aRangeThatIsNotOnTheDiskIsMisuse() {
        assertEquals(2, Spoken.of("inspect", a, b, "--sector", "64").status());
        assertEquals(2, Spoken.of("inspect", a, b, "--sector", "-1").status());
        assertEquals(2, Spoken.of("inspect", a, b, "--sector", "0", "--count", "0").status());
        Spoken beyond = Spoken.of("inspect", a, b, "--sector", "60", "--count", "8");
        assertEquals(2, beyond.status());
        assertTrue(beyond.err().contains("from sector 60 there are 4"), beyond.err());
        assertEquals("", beyond.out());
    }

    @Test
    void aTimeoutOfNothingIsAMistake() {
        Spoken spoken = Spoken.of("inspect", a, b, "--sector", "0", "--timeout", "0");
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("give 1 or more"), spoken.err());
    }

    @Test
    void aChildThatHangsIsGivenUpAfterTheTimeAndNamed() throws IOException {
        Path hung = config("""
                {"vote-threshold": 2, "children": ["a.img", "b.img",
                 {"file": "bad.img", "faults": [{"effect": "hang"}]}]}
                """);
        Spoken spoken = Spoken.of("inspect", hung, "--sector", "0", "--timeout", "1");
        assertEquals(3, spoken.status());
        assertTrue(spoken.out().contains("has not answered"), spoken.out());
    }
}
