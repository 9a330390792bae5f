// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunCommandTest {

    private static final String ROTTEN = """
            {"id": "rotten", "title": "one rotten child",
             "children": [{"size": 4096}, {"size": 4096, "overrides": [[1, 66]]}, {"size": 4096}],
             "quorum": {"vote-threshold": 2}, %s
             "operations": [{"op": "read", "offset": 0, "length": 512}, {"op": "read", "offset": 512, "length": 512}]}""";

    private static final String EXPECTED = """
            "expected": {"results": [{"status": "ok", "events": []}, {"status": "ok", "events": [
              {"event": "QUORUM_REPORT_BAD", "data": {"node-name": "%s", "sector-num": 1, "sectors-count": 1}}]}]},""";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("s.json"), text);
    }

    @Test
    void aScenarioIsToldAsAPersonWouldWriteItDown() throws IOException {
        Spoken spoken = Spoken.of("run", file(ROTTEN.formatted("")));
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().startsWith("""
                rotten: one rotten child (semantics 2014)
                  opened, 4096 bytes
                  1. read sectors 0+1: ok, 15933044960f"""), spoken.out());
        assertTrue(spoken.out().contains("""
                , as c0 c2 at the start
                       QUORUM_REPORT_BAD  c1  read 1+1: other bytes than the winner
                  no child's bytes changed
                """), spoken.out());
    }

    @Test
    void oneScenarioAsJsonIsAnObjectOfTheShapeOfExpected() throws IOException {
        JsonNode json = Spoken.of("run", file(ROTTEN.formatted("")), "--json", "--semantics", "7.2").json();
        assertEquals("[\"open\",\"results\",\"children_after\"]",
                json.propertyNames().stream().map(name -> "\"" + name + "\"").toList().toString().replace(", ", ","));
        assertEquals(4096, json.get("open").get("size").asInt());
        assertEquals("read",
                json.get("results").get(1).get("events").get(0).get("data").get("type").asString());
        assertFalse(json.get("children_after").get(1).get("changed").asBoolean());
    }

    @Test
    void theDriverOf2014TellsNoType() throws IOException {
        JsonNode json = Spoken.of("run", file(ROTTEN.formatted("")), "--json").json();
        assertFalse(json.get("results").get(1).get("events").get(0).get("data").has("type"));
    }

    @Test
    void aCaseFileGivesAListOfCases() throws IOException {
        JsonNode json = Spoken.of("run", file("{\"format\": 1, \"cases\": [" + ROTTEN.formatted("") + "]}"), "--json")
                .json();
        assertEquals(1, json.get("format").asInt());
        assertEquals("rotten", json.get("cases").get(0).get("id").asString());
    }

    @Test
    void whatIsNotAsExpectedIsNamedFieldByField() throws IOException {
        Path wrong = file(ROTTEN.formatted(EXPECTED.formatted("c2")));
        Spoken spoken = Spoken.of("run", wrong, "--check");
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().contains("results[1].events[0].data.node-name: expected \"c2\", found \"c1\""),
                spoken.out());
        assertTrue(Spoken.of("run", wrong, "--json").err().contains("found \"c1\""));
    }

    @Test
    void checkAsksOnlyWhetherAllIsAsExpected() throws IOException {
        Path right = file(ROTTEN.formatted(EXPECTED.formatted("c1")));
        assertEquals(0, Spoken.of("run", right, "--check").status());
        assertEquals(1, Spoken.of("run", right).status());
    }

    @Test
    void nothingReportedIsStatusZero() throws IOException {
        Path healthy = file("""
                {"children": [{"size": 512}, {"size": 512}], "quorum": {"vote-threshold": 2},
                 "operations": [{"op": "read", "offset": 0, "length": 512}]}""");
        assertEquals(0, Spoken.of("run", healthy).status());
    }

    @Test
    void aBlkverifyMismatchIsAbortedWithTheDriversLine() throws IOException {
        Path file = file("""
                {"children": [{"size": 4096}, {"size": 4096, "overrides": [[2, 9]]}],
                 "quorum": {"vote-threshold": 2, "blkverify": true},
                 "operations": [{"op": "read", "offset": 0, "length": 4096}]}""");
        Spoken spoken = Spoken.of("run", file, "--json", "--semantics", "7.2");
        assertEquals(1, spoken.status());
        assertEquals("aborted", spoken.json().get("results").get(0).get("status").asString());
        assertEquals("quorum: offset=0 bytes=4096 contents mismatch at offset 1024",
                spoken.json().get("results").get(0).get("stderr").get(0).asString());
    }

    @Test
    void aWrongScenarioIsStatusTwoWithItsPlace() throws IOException {
        Spoken spoken = Spoken.of("run", file("{\"children\": [{\"size\": 1, \"sise\": 2}], \"quorum\": {}}"));
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("s.json:1:27: children.0.sise: unknown field 'sise'. Did you mean 'size'?"),
                spoken.err());
        assertEquals(2, Spoken.of("run", folder.resolve("none.json")).status());
        assertEquals(2, Spoken.of("run", file("{}"), "--semantics", "1999").status());
    }

    @Test
    void anImageFileCanBeAChildAndIsNeverWritten() throws IOException {
        Path image = Files.write(folder.resolve("a.img"), new byte[512]);
        Spoken spoken = Spoken.of("run", file("""
                {"children": [{"size": 512, "file": "a.img"}, {"size": 512}], "quorum": {"vote-threshold": 1},
                 "operations": [{"op": "write", "offset": 0, "length": 512, "fill": 9},
                                {"op": "read", "offset": 0, "length": 512}]}"""));
        assertEquals(0, spoken.status(), spoken.out());
        assertTrue(spoken.out().contains("changed: c0, c1"), spoken.out());
        assertEquals(0, Files.readAllBytes(image)[0]);
    }

    @Test
    void aLessonIsPrintedByItsNameOrFromItsFile() throws IOException {
        assertTrue(Spoken.of("run", "--explain", "tie").out().contains("Now change it yourself"));
        Spoken none = Spoken.of("run", "--explain", "no-such-lesson");
        assertEquals(2, none.status());
        assertTrue(none.err().contains("Lessons: unanimity, "), none.err());
        assertEquals(2, Spoken.of("run", "--explain", file(ROTTEN.formatted(""))).status());
    }
}
