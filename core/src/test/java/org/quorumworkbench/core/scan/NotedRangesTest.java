// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places to go to, as other programs note them. */
class NotedRangesTest {

    private static List<String> read(String text) throws IOException, UnusableFile {
        return NotedRangesReader.read(() -> new StringReader(text)).stream()
                .map(noted -> noted.range() + " " + noted.note()).toList();
    }

    @Test
    void aKernelLogInWhichDrbdVerifies() throws Exception {
        assertEquals(List.of("2048+8 DRBD: out of sync", "1099511627776+131072 DRBD: out of sync"), read("""
                Mar  3 01:00:00 h kernel: [ 1.0] drbd r1/0 drbd3 peer: Starting Online Verify from sector 0
                Mar  3 01:00:09 h kernel: [ 9.5] drbd r1/0 drbd3 peer: Out of sync: start=2048, size=8 (sectors)
                Mar  3 01:00:09 h kernel: [ 9.6] block drbd3: Out of sync: start=1099511627776, size=131072 (sectors)
                Mar  3 01:00:19 h kernel: [ 9.7] drbd r1/0 drbd3 peer: Out of sync: start=2048, size=8 (sectors)
                Mar  3 01:00:20 h kernel: [ 9.8] Out of sync: start=-1, size=8 (sectors)
                """));
    }

    @Test
    void eventsOfAMonitorOfVirshAndOfThisProgram() throws Exception {
        assertEquals(List.of("9+2 QUORUM_REPORT_BAD c1 read", "9+2 QUORUM_FAILURE q0", "40+1 QUORUM_REPORT_BAD c2",
                "41+1 QUORUM_REPORT_BAD c0 read Input/output error"),
                read("""
                        {"QMP": {"version": {}, "capabilities": []}}
                        {"timestamp": {"seconds": 1}, "event": "QUORUM_REPORT_BAD", "data": {"type": "read",\
                         "node-name": "c1", "sector-num": 9, "sectors-count": 2}}
                        {"event": "QUORUM_FAILURE", "data": {"reference": "q0", "sector-num": 9, "sectors-count": 2}}
                        event QUORUM_REPORT_BAD at 1700000000.5 for domain vm: {"node-name":"c2","sectors-count":1,"sector-num":40}
                        {"sequence":7,"kind":"QUORUM_REPORT_BAD","type":"read","error":"Input/output error",\
                        "node-name":"c0","sector-num":41,"sectors-count":1,"message":"x"}
                        {"event": "RESUME"}
                        {"event": "QUORUM_FAILURE", "data": {"reference": "q0", "sector-num": 9, "sec
                        {"event": "X", "data": {"sector-num": -9, "sectors-count": 2}}
                        {"event": "X", "data": {"sector-num": 1.5, "sectors-count": 2}}
                        {"event": "X", "data": {"sector-num": 9223372036854775807, "sectors-count": 2}}
                        """));
    }

    @Test
    void eventsInAListOrOnSeveralLines() throws Exception {
        String bad = "{\"event\": \"QUORUM_REPORT_BAD\", \"data\": {\"node-name\": \"c1\", \"sector-num\": 9, \"sectors-count\": 2}}";
        String failure = "{\"event\": \"QUORUM_FAILURE\", \"data\": {\"reference\": \"q0\", \"sector-num\": 40, \"sectors-count\": 1}}";
        List<String> both = List.of("9+2 QUORUM_REPORT_BAD c1", "40+1 QUORUM_FAILURE q0");
        assertEquals(both, read("[" + bad + ", " + failure + "]"));
        assertEquals(both, read(
                "\n[\n  {\"return\": {}},\n  " + bad.replace(", ", ",\n    ") + ",\n[1, {}]," + failure + "\n]\n"));
        assertEquals(both, read("{\n" + bad.substring(1).replace(", ", ",\n  ") + "\n" + failure));
        assertEquals(both.subList(0, 1), read("[" + bad + ", " + failure.substring(0, 50)), "what was cut off");
        UnusableFile problem = assertThrows(UnusableFile.class, () -> read("[{\"event\""));
        assertTrue(problem.getMessage().startsWith("it begins as JSON"), problem.getMessage());
        assertEquals(List.of("8+8 DRBD: out of sync"), read("[ 9.5] {drbd} Out of sync: start=8, size=8 (sectors)\n"));
    }

    @Test
    void whatAMapfileDoesNotCallFinished() throws Exception {
        assertEquals(List.of("2+2 ddrescue: not tried", "3+1 ddrescue: bad", "5+1 ddrescue: not trimmed",
                "6+1 ddrescue: not scraped"), read("""
                        # Mapfile. Created by GNU ddrescue
                        0x00000000     ?               1
                        0     1024  +
                        1024  1000  ?
                        2024  24    -
                        2048  512   +
                        2560  512   *
                        3072  512   /
                        3584  512   +
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "hello\n", "{\"driver\": \"quorum\"}", "0 + 1\n0 512 +\n"})
    void whatNotesNothingIsRefusedAndToldWhatIsTaken(String text) {
        UnusableFile refused = assertThrows(UnusableFile.class, () -> read(text));
        assertTrue(refused.getMessage().startsWith("it notes no sectors to go to: give a kernel log"),
                refused.getMessage());
    }

    @Test
    void aMapfileWithAMistakeIsToldItsLine() {
        assertEquals("mapfile, line 2: a block has a position, a size and one of ? * / - +",
                assertThrows(UnusableFile.class, () -> read("0 + 1\n0 512 x\n")).getMessage());
    }

    @Test
    void moreThanAPersonGoesToIsRefused() {
        StringBuilder log = new StringBuilder();
        for (int line = 0; line <= NotedRangesReader.MOST_RANGES; line++) {
            log.append("Out of sync: start=").append(line * 16).append(", size=8 (sectors)\n");
        }
        assertTrue(assertThrows(UnusableFile.class, () -> read(log.toString())).getMessage()
                .startsWith("line 100001: it notes more than 100000 places"));
    }

    @FuzzTest(maxDuration = "10s")
    void noFileMakesTheReaderFail(byte[] bytes) throws IOException {
        try {
            for (NotedRange noted : NotedRangesReader
                    .read(() -> new StringReader(new String(bytes, StandardCharsets.ISO_8859_1)))) {
                assertTrue(noted.range().count() > 0 && noted.note().indexOf('\n') < 0);
            }
        } catch (UnusableFile e) {
            assertTrue(!e.getMessage().isEmpty());
        }
    }
}
