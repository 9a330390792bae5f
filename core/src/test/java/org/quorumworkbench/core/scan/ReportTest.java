// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a report says, and that it says the same again. */
class ReportTest {

    private static final String HOSTILE = "</title><script>alert('x\")</script>&\u202e\u0007";

    /** Gives replicas with holes and damage that are longer than two chunks. */
    private static final long SEED_OF_THREE_CHUNKS = 3;

    @Test
    void theJsonIsTheOneThatIsDocumented() throws Exception {
        JsonNode json = JsonMapper.shared()
                .readTree(
                        json(report(damaged(), ScanOptions.standard()), Optional.of(Duration.ofNanos(1_234_567_890))));
        assertEquals(1, json.get("format").intValue());
        assertEquals("[\"c0\",\"c1\",\"c2\"]", json.get("children").toString());
        assertEquals(2, json.get("threshold").intValue());
        assertEquals(4096, json.get("sectors").longValue());
        assertEquals("1.234567", json.get("seconds").toString());
        assertEquals(
                """
                        {"sector":100,"count":1,"pattern":"A!A","votes":2,"verdict":"majority","winner":["c0","c2"],"explained":null}""",
                json.get("runs").get(0).toString());
        assertEquals(
                """
                        {"sector":200,"count":2,"pattern":"AAB","votes":2,"verdict":"majority","winner":["c0","c1"],"explained":null}""",
                json.get("runs").get(1).toString());
        assertEquals(2, json.get("runs").size());
        assertEquals("{\"unanimous\":4093,\"majority\":3,\"unreadable\":0,\"tie\":0,\"below-threshold\":0,"
                + "\"explained\":{\"metadata\":0,\"not-recovered\":0,\"listed-bad\":0,\"stale\":0},\"unexplained\":3}",
                json.get("summary").toString());
        assertEquals("{\"c0\":0,\"c1\":0,\"c2\":2}", json.get("dissent").toString());
        assertTrue(json.get("complete").booleanValue());
    }

    @Test
    void theCsvHasALineForEachRun() throws Exception {
        StringBuilder csv = new StringBuilder();
        CsvReport.write(report(damaged(), ScanOptions.standard()), csv);
        assertEquals(
                List.of("sector,count,pattern,votes,verdict,winner,outvoted,unreadable,largest,explained,suspectWinner",
                        "100,1,A!A,2,majority,c0 c2,,c1,,,", "200,2,AAB,2,majority,c0 c1,c2,,,,", ""),
                List.of(csv.toString().split("\r\n", -1)));
    }

    @Test
    void aCsvFieldEndsNowhereElseAndIsNoFormula() {
        assertEquals("plain", CsvReport.field("plain"));
        assertEquals("\"a,b\"", CsvReport.field("a,b"));
        assertEquals("\"say \"\"x\"\"\"", CsvReport.field("say \"x\""));
        assertEquals("'=1+1", CsvReport.field("=1+1"));
    }

    @Test
    void whatIsPrintedIntoThePageIsEscaped() throws Exception {
        List<TestDisk> disks = damaged();
        disks.get(0).identity = Optional.of(new Identity(HOSTILE, 1, Instant.EPOCH, ""));
        List<Child> children = new ArrayList<>(TestDisk.children(disks));
        children.set(2, new Child("children.2", HOSTILE, disks.get(2)));
        DivergenceMap map = Scan.start(children).result().join().map();
        String html = html(new ScanReport(Verdicts.of(map, 2), SectorRanges.of(new SectorRange(0, 4096)), HOSTILE,
                Policy.threshold(2), List.of(), HOSTILE));
        assertFalse(html.contains("<script"), "a script");
        assertFalse(html.contains("\u202e") || html.contains("\u0007"), "control characters");
        assertTrue(html.contains("&lt;/title&gt;&lt;script&gt;alert(&#39;x&quot;)&lt;/script&gt;&amp;\\u202E\\u0007"));
        assertFalse(html.matches("(?s).*(src|href)=.*"), "the page needs nothing else");
    }

    @Test
    void aPageBeginsWithTheAnswerTheTimeAndTheVersionAndThenTellsTheFindings() throws Exception {
        ScanReport plain = report(damaged(), ScanOptions.standard());
        FindingsHeadline counted = new FindingsHeadline(
                List.of(new FindingsHeadline.Damaged(List.of("c2"), 1, 2, Optional.of("/<a>"), false)), 0, 0, 0);
        String html = html(new ScanReport(plain.verdicts(), plain.wanted(), "q", plain.policy(), List.of(), "1.0",
                Optional.empty(),
                Optional.of(new ReportFront(Instant.parse("2026-11-29T02:12:21.987Z"),
                        Optional.of(new ReportFront.Diagnosis(counted, out -> out.append("THE FINDINGS"))),
                        List.of("It is <no> what-if."),
                        List.of(new NotedRange(new SectorRange(200, 2), "look <here>"))))));
        String body = html.substring(html.indexOf("</h1>"));
        assertTrue(body.startsWith("</h1>\n<p><strong>Whole disk: c2: 1 finding in 2 sectors (mostly /&lt;a&gt;), "
                + "c0: none, c1: none; c1 could not be read in 1 sector.</strong></p>\n"
                + "<p>Quorum Workbench 1.0, 2026-11-29 02:12:21 UTC</p>\n"), body);
        assertTrue(body.indexOf("It is &lt;no&gt; what-if.") < body.indexOf("THE FINDINGS"), body);
        assertTrue(body.indexOf("THE FINDINGS") < body.indexOf("<h2>Bookmarks"), body);
        assertTrue(body.contains("<tr><td class=n>200</td><td class=n>2</td><td class=p>0x19000</td>"
                + "<td>look &lt;here&gt;</td></tr>"), body);
        assertTrue(body.indexOf("look &lt;here&gt;") < body.indexOf("<h2>Children"), body);
    }

    @Test
    void aPageOfManyRunsIsFoldedAndNamesTheFileThatHasThemAll() throws Exception {
        List<TestDisk> disks = ScanTest.equalDisks(3, 2 * HtmlReport.MOST_RUNS + 2);
        assertFalse(HtmlReport.isFolded(report(striped(disks, HtmlReport.MOST_RUNS), ScanOptions.standard())));
        ScanReport report = report(striped(disks, HtmlReport.MOST_RUNS + 1), ScanOptions.standard());
        assertTrue(HtmlReport.isFolded(report));
        StringBuilder page = new StringBuilder();
        HtmlReport.write(report, Optional.of("a \"b\"&c-runs.csv"), page);
        String html = page.toString();
        assertTrue(html.contains("<td class=p>AAB</td><td class=n>1,001</td><td>majority</td>"), html);
        assertTrue(html.contains("<a href=\"./a%20%22b%22%26c-runs.csv\">a &quot;b&quot;&amp;c-runs.csv</a>"), html);
        assertEquals(HtmlReport.MOST_RUNS,
                html.substring(html.indexOf("<details>")).split("<td class=p>", -1).length - 1);
        assertFalse(html(report).contains("href"), "nothing is named that is not there");
    }

    private static List<TestDisk> striped(List<TestDisk> disks, int runs) {
        for (int run = 0; run < runs; run++) {
            disks.get(2).memory.fill(2L * run * 512, new byte[512]);
        }
        return disks;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theSameInputsGiveTheSameBytesHoweverManyThreadsAndPartsTheScanHad(int threads) throws Exception {
        List<TestDisk> disks = new RandomDisks(SEED_OF_THREE_CHUNKS).all();
        ScanReport once = report(disks, new ScanOptions(1, System::nanoTime, Courtesy.NONE));
        ScanReport again = report(disks, new ScanOptions(threads, System::nanoTime, Courtesy.NONE));
        assertEquals(html(once), html(again));
        assertEquals(json(once, Optional.empty()), json(again, Optional.empty()));
        var children = TestDisk.children(disks);
        DivergenceMap blank = Scan.blank(children);
        assertTrue(blank.sectors() > 2 * Chunk.SECTORS, "there are parts to scan");
        SectorRanges whole = SectorRanges.of(new SectorRange(0, blank.sectors()));
        DivergenceMap part = Scan
                .start(children, blank, SectorRanges.of(new SectorRange(Chunk.SECTORS, Chunk.SECTORS)),
                        ScanOptions.standard())
                .result().join().map();
        DivergenceMap rest = Scan.start(children, part, whole, ScanOptions.standard()).result().join().map();
        ScanReport inParts = new ScanReport(Verdicts.of(rest, 2), whole, "q", Policy.threshold(2), List.of(), "1.0");
        assertEquals(html(once), html(inParts));
        assertEquals(json(once, Optional.empty()), json(inParts, Optional.empty()));
    }

    private static List<TestDisk> damaged() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 4096);
        disks.get(1).bad.set(100);
        disks.get(2).memory.fill(200 * 512, new byte[1024]);
        return disks;
    }

    private static ScanReport report(List<TestDisk> disks, ScanOptions options) {
        var children = TestDisk.children(disks);
        DivergenceMap blank = Scan.blank(children);
        SectorRanges whole = SectorRanges.of(new SectorRange(0, blank.sectors()));
        DivergenceMap map = Scan.start(children, blank, whole, options).result().join().map();
        return new ScanReport(Verdicts.of(map, 2), whole, "q", Policy.threshold(2), List.of(), "1.0");
    }

    private static String html(ScanReport report) throws IOException {
        StringBuilder html = new StringBuilder();
        HtmlReport.write(report, html);
        return html.toString();
    }

    private static String json(ScanReport report, Optional<Duration> time) throws IOException {
        StringWriter json = new StringWriter();
        if (time.isPresent()) {
            JsonReport.write(report, time.get(), json);
        } else {
            JsonReport.write(report, json);
        }
        return json.toString();
    }
}
