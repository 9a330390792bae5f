// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.vote.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where nobody wins alone at the top nobody is outvoted, and everything that is told of it says so.
 */
class NobodyIsOutvotedTest {

    private static final Policy FIFO = new Policy(2, false, false, ReadPattern.FIFO, Semantics.V7_2);

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static DivergenceMap scan(List<TestDisk> disks) {
        return Scan.start(TestDisk.children(disks)).result().join().map();
    }

    private static ScanReport report(DivergenceMap map, Policy policy) {
        return new ScanReport(Verdicts.of(map, policy, Set.of()), SectorRanges.of(new SectorRange(0, map.sectors())),
                "q", policy, List.of(), "1.0");
    }

    private static JsonNode json(ScanReport report) throws IOException {
        StringWriter json = new StringWriter();
        JsonReport.write(report, json);
        return JsonMapper.builder().build().readTree(json.toString());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyNumberCountsOnlySectorsWithAWinnerAloneAtTheTop(long seed) throws IOException {
        DivergenceMap map = scan(new RandomDisks(seed).all());
        int children = map.children().size();
        int threshold = 1 + (int) (seed % children);
        ScanReport report = report(map, Policy.threshold(threshold));
        Verdicts verdicts = report.verdicts();
        List<Long> dissent = new ArrayList<>(Collections.nCopies(children, 0L));
        for (Map.Entry<Ruling, Long> ruling : verdicts.rulings().entrySet()) {
            Ruling vote = ruling.getKey();
            boolean majority = vote.verdict() == Verdict.MAJORITY;
            assertTrue(majority || vote.outvoted().isEmpty(), vote::toString);
            assertEquals(vote.verdict().succeeds() ? vote.largest() : List.of(), vote.winner(), vote::toString);
            assertEquals(vote.verdict() == Verdict.TIE, !vote.notChosen().isEmpty(), vote::toString);
            for (int child = 0; child < children; child++) {
                boolean blamed = majority && vote.pattern().charAt(child) != 'A' && vote.pattern().charAt(child) != '!';
                assertEquals(blamed, vote.outvoted().contains(child), vote::toString);
                assertEquals(blamed, vote.stateOf(child) == ChildState.OUTVOTED, vote::toString);
                dissent.set(child, dissent.get(child) + (blamed ? ruling.getValue() : 0));
            }
        }
        assertEquals(dissent, verdicts.dissent());
        assertEquals(dissent, IntStream.range(0, children)
                .mapToObj(child -> verdicts.coDissent().sectors(child, child)).toList());
        JudgedScan judged = JudgedScan.of(verdicts);
        assertEquals(dissent, judged.dissent());
        assertEquals(verdicts.summary().getOrDefault(Verdict.BELOW_THRESHOLD, 0L)
                + verdicts.summary().getOrDefault(Verdict.UNREADABLE, 0L),
                judged.noWinner());
        JsonNode json = json(report);
        for (JsonNode run : json.get("runs")) {
            boolean won = List.of("majority", "tie").contains(run.get("verdict").asString());
            assertEquals(won, run.get("winner").size() > 0, run::toString);
            assertEquals(won, run.get("largest") == null, run::toString);
        }
        for (int child = 0; child < children; child++) {
            assertEquals(dissent.get(child), json.get("dissent").get("c" + child).longValue());
        }
    }

    @Test
    void twoChildrenBelowTheThresholdAreBothWithoutAWinner() throws IOException {
        List<TestDisk> disks = ScanTest.equalDisks(2, 64);
        disks.get(0).memory.fill(7 * 512, new byte[512]);
        ScanReport report = report(scan(disks), Policy.threshold(2));
        DivergentRun run = report.verdicts().runs().next();
        assertEquals(ChildState.NO_WINNER, run.ruling().stateOf(0));
        assertEquals(ChildState.NO_WINNER, run.ruling().stateOf(1));
        StringBuilder csv = new StringBuilder();
        CsvReport.write(report, csv);
        assertTrue(csv.toString().endsWith("\r\n7,1,BA,1,below-threshold,,,,,,\r\n"), csv.toString());
        assertEquals(
                """
                        {"sector":7,"count":1,"pattern":"BA","votes":1,"verdict":"below-threshold","winner":[],"largest":[],"explained":null}""",
                json(report).get("runs").get(0).toString());
        assertEquals("{\"c0\":0,\"c1\":0}", json(report).get("dissent").toString());
        StringBuilder html = new StringBuilder();
        HtmlReport.write(report, html);
        assertTrue(html.toString().contains("Whole disk: nobody outvoted; 1 sector has no winner."), html.toString());
        assertTrue(html.toString().contains("<td>below-threshold</td><td>nobody</td>"));
    }

    @Test
    void inATieTheOthersAreNotChosenWhateverTheOrderOfTheirVotes() {
        List<TestDisk> disks = ScanTest.equalDisks(4, 64);
        for (int child : List.of(1, 2)) {
            disks.get(child).memory.fill(9 * 512, new byte[512]);
        }
        Ruling ruling = report(scan(disks), Policy.threshold(2)).verdicts().runs().next().ruling();
        assertEquals("BAAB", ruling.pattern(), "the version whose first vote came last has won");
        assertEquals(List.of(1, 2), ruling.winner());
        assertEquals(List.of(0, 3), ruling.notChosen());
        assertEquals(List.of(), ruling.outvoted());
    }

    @Test
    void fifoTellsWhereTheChildrenDifferAndWhomTheGuestGets() throws IOException {
        List<TestDisk> disks = ScanTest.equalDisks(3, 64);
        disks.get(0).memory.fill(5 * 512, new byte[1024]);
        disks.get(0).bad.set(6);
        disks.get(1).memory.fill(6 * 512, new byte[512]);
        disks.forEach(disk -> disk.bad.set(20));
        ScanReport report = report(scan(disks), FIFO);
        JsonNode json = json(report);
        assertEquals("fifo", json.get("readPattern").asString());
        assertEquals(
                """
                        [{"sector":5,"count":1,"pattern":"ABB","votes":null,"verdict":"differs","winner":["c0"],"explained":null},\
                        {"sector":6,"count":1,"pattern":"!AB","votes":null,"verdict":"differs","winner":["c1"],"explained":null},\
                        {"sector":20,"count":1,"pattern":"!!!","votes":null,"verdict":"unreadable","winner":[],"largest":[],"explained":null}]""",
                json.get("runs").toString());
        assertEquals("{\"c0\":0,\"c1\":0,\"c2\":0}", json.get("dissent").toString());
        assertEquals(
                "{\"unanimous\":61,\"differs\":2,\"unreadable\":1,\"explained\":{\"metadata\":0,\"not-recovered\":0,"
                        + "\"listed-bad\":0,\"stale\":0},\"unexplained\":3}",
                json.get("summary").toString());
        assertEquals(3, report.verdicts().divergent());
        assertEquals(ChildState.DIFFERS, report.verdicts().worst(new SectorRange(5, 1), 1).orElseThrow());
        assertEquals(ChildState.DIFFERS, report.verdicts().worst(new SectorRange(5, 1), 0).orElseThrow(),
                "nobody is trusted, not even whom the guest gets");
        assertEquals(ChildState.DIFFERS, report.verdicts().worstOfAll(new SectorRange(0, 6)).orElseThrow());
        StringBuilder html = new StringBuilder();
        HtmlReport.write(report, html);
        assertTrue(html.toString().contains("<td>differs</td><td>no vote: the guest gets c1</td>"), html.toString());
        assertFalse(html.toString().contains(">outvoted</text>"), "the legend names what can occur");
        assertFalse(html.toString().contains("Outvoted together"), "nobody is outvoted without a vote");
        assertFalse(html.toString().contains("sectors 5 to 5: agrees"), "the mapfile has it bad, too");
        assertEquals(4, html.toString().split("sectors 5 to 5: differs", -1).length - 1
                + html.toString().split("sectors 5 to 6: differs", -1).length - 1, html.toString());
    }

    @Test
    void withoutAVoteAChildsMapfileTrustsNobodyWhereTheyDiffer() throws Exception {
        List<TestDisk> disks = ScanTest.equalDisks(2, 8);
        disks.get(1).memory.fill(3 * 512, new byte[512]);
        disks.get(1).bad.set(5);
        ScanReport report = report(scan(disks), FIFO);
        assertEquals(List.of(new SectorRange(0, 3), new SectorRange(4, 4)), finished(report, 0));
        assertEquals(List.of(new SectorRange(0, 3), new SectorRange(4, 1), new SectorRange(6, 2)),
                finished(report, 1));
    }

    private static List<SectorRange> finished(ScanReport report, int child) throws IOException, UnusableFile {
        StringBuilder map = new StringBuilder();
        MapfileWriter.writeChild(report, child, map);
        return MapfileReader.read(new StringReader(map.toString())).finished().ranges();
    }
}
