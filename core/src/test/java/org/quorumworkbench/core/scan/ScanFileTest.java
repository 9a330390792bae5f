// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;

/** A stopped scan goes on from its file; a file that was tampered with is refused, not believed. */
class ScanFileTest {

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsReadIsWhatWasWritten(long seed) throws Exception {
        RandomDisks disks = new RandomDisks(seed);
        disks.all().getFirst().unstable.set(3, 40);
        disks.all().getFirst().identity = Optional
                .of(new Identity("a b/ü\n.img", 17, Instant.ofEpochSecond(1_700_000_000, 5), "key"));
        var children = TestDisk.children(disks.all());
        DivergenceMap blank = Scan.blank(children);
        DivergenceMap map = Scan.start(children, blank, SectorRanges.of(disks.range(blank.sectors())),
                ScanOptions.standard()).result().join().map();
        DivergenceMap read = read(written(map), map.sectors());
        assertEquals(written(map), written(read));
        assertEquals(map.children(), read.children());
        assertEquals(map.scanned(), read.scanned());
        assertEquals(map.bytesRead(), read.bytesRead());
        assertEquals(ScanTest.texts(Verdicts.of(map, 1)), ScanTest.texts(Verdicts.of(read, 1)));
        assertEquals(map.unstable(0), read.unstable(0));
    }

    @Test
    void damageAtAStrideTakesALineForManyRuns() throws Exception {
        Findings findings = new Findings(DivergenceMap.empty(children(3), 1 << 20));
        ChunkFindings found = new ChunkFindings();
        Grouping grouping = new Grouping(List.of(0, 0, 2));
        for (int sector = 1; sector < 1 << 20; sector += 2) {
            found.add(sector, 1, grouping);
        }
        findings.record(new SectorRange(0, 1 << 20), found, 0);
        String text = written(findings.snapshot());
        assertTrue(text.lines().count() < 200, text.lines().count() + " lines");
        assertEquals(1 << 19, read(text, 1 << 20).count(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run 0 5 0|run 0 5 1|a run skips
            run 0 5 0|run 9999999999 5 0|not on the device
            run 0 5 0|run 0 5 0 5000|a run skips
            run 0 5 0|run 0 0 0|does not lie
            run 0 5 0|run 90 50 0|does not lie
            run 0 5 0|run x 5 0|not a number
            grouping 0 0 2|grouping 0 1|each child
            grouping 0 0 2|grouping 0 0 7|not a grouping
            grouping 0 0 2|grouping 0 0 0|or is none
            scanned 0 100|scanned 0 4000|not on the device
            sectors 1000|sectors 999|this one has 1000
            unused|fin|not expected here
            quorum-w|horum-w|not a scan's file
            scan 2|scan 1|an earlier release
            made 1|made 3|comes after the child
            made 1 =offset|made 1|a word is missing
            child =c0 512000 0|child =c0 512000|a child has a name
            """)
    void aFileThatWasTamperedWithIsRefusedWithLineAndReason(String line, String instead, String reason) {
        String text = """
                quorum-workbench-scan 2
                semantics =2014
                read-pattern =quorum
                sectors 1000
                bytes-read 7
                child =c0 512000 0
                child =c1 512000 0
                child =c2 512000 0
                made 1 =offset =512
                scanned 0 100
                grouping 0 0 2
                run 0 5 0
                """;
        String whole = instead.equals("fin") ? text + "fin" : ended(text.replace(line, instead));
        UnusableFile problem = assertThrows(UnusableFile.class, () -> read(whole, 1000));
        assertTrue(problem.getMessage().contains(reason), problem.getMessage());
        assertTrue(problem.getMessage().startsWith("line "), problem.getMessage());
    }

    /** The text with the end that belongs to it. */
    private static String ended(String text) {
        LineSum sum = new LineSum();
        text.lines().forEach(sum::add);
        return text + "end " + sum.told() + "\n";
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noDamageToAFileIsEverBelieved(long seed) throws Exception {
        DivergenceMap map = Scan.start(TestDisk.children(new RandomDisks(seed).all())).result().join().map();
        String whole = written(map);
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(whole.lines().toList());
        int at = 1 + random.nextInt(lines.size() - 2);
        String damaged = switch ((int) (seed % 5)) {
            case 0 -> {
                lines.remove(at);
                yield String.join("\n", lines) + "\n";
            }
            case 1 -> {
                lines.add(at, lines.get(at));
                yield String.join("\n", lines) + "\n";
            }
            case 2 -> whole + "run 0 1 0\n";
            case 3 -> whole + "\n";
            default -> {
                int digit = 24 + whole.substring(24).replaceAll("[0-9].*", "").length();
                char other = (char) ('0' + (whole.charAt(digit) - '0' + 1) % 10);
                yield whole.substring(0, digit) + other + whole.substring(digit + 1);
            }
        };
        assertNotEquals(whole, damaged);
        assertThrows(UnusableFile.class, () -> read(damaged, map.sectors()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes left out|1536|bytes left out was not given and is now 1536
            offset|512|offset was not given and is now 512
            rescued mapfile|3 sectors finished, ab|rescued mapfile was not given and is now 3 sectors finished, ab
            threshold within|2|threshold within was not given and is now 2
            """)
    void whatAScanWasMadeWithIsRememberedAndADifferenceRefusedByItsName(String name, String value, String words)
            throws Exception {
        DivergenceMap without = Scan.blank(TestDisk.children(ScanTest.equalDisks(2, 8)));
        List<ScannedChild> made = new ArrayList<>(without.children());
        ScannedChild one = made.get(1);
        made.set(1, new ScannedChild(one.name(), one.length(), 512, one.identity(),
                new TreeMap<>(Map.of(name, value))));
        DivergenceMap with = DivergenceMap.empty(made, without.sectors());
        SavedScan saved = ScanFileReader.read(new StringReader(written(without)), 8);
        UnusableFile refused = assertThrows(UnusableFile.class,
                () -> saved.goOn(with, Policy.threshold(1), List.of()));
        assertTrue(refused.getMessage().startsWith("c1: " + words + ": what was found no longer counts"),
                refused.getMessage());
        SavedScan other = ScanFileReader.read(new StringReader(written(with)), 8);
        assertEquals(with.children(), other.map().children());
        assertThrows(UnusableFile.class, () -> other.goOn(without, Policy.threshold(1), List.of()));
    }

    @Test
    void aNameThatIsNoUtf8IsTheSameWhenItIsReadAgain() throws Exception {
        DivergenceMap blank = Scan.blank(TestDisk.children(ScanTest.equalDisks(1, 8)));
        ScannedChild one = blank.children().getFirst();
        Identity file = new Identity("caf\uDCE9 \u00E9%+\uFFFD.img", 4096, Instant.EPOCH, "caf\uDCE9");
        DivergenceMap named = DivergenceMap.empty(
                List.of(new ScannedChild(one.name(), one.length(), Optional.of(file))), blank.sectors());
        String written = written(named);
        assertTrue(written.contains("=caf%E9+%C3%A9%25%2B%EF%BF%BD.img "), written);
        assertEquals(named.children(), ScanFileReader.read(new StringReader(written), 8).map().children());
    }

    @Test
    void theDriversBehaviourAndTheReadPatternAreRemembered() throws Exception {
        var children = TestDisk.children(ScanTest.equalDisks(2, 8));
        DivergenceMap blank = Scan.blank(children);
        SavedScan saved = ScanFileReader.read(new StringReader(written(blank)), 8);
        assertEquals(blank.children(), saved.goOn(blank, Policy.threshold(2), children).children());
        Policy fifo = new Policy(1, false, false, ReadPattern.FIFO, Semantics.V2014);
        assertEquals("the scan: read pattern was quorum and is now fifo: what was found no longer counts;"
                + " delete the file and scan anew",
                assertThrows(UnusableFile.class, () -> saved.goOn(blank, fifo, children)).getMessage());
        assertTrue(assertThrows(UnusableFile.class,
                () -> saved.goOn(blank, Policy.threshold(1).withSemantics(Semantics.V7_2), children)).getMessage()
                .startsWith("the scan: semantics was 2014 and is now 7.2"));
    }

    @Test
    void aFileThatEndsTooEarlyIsRefused() {
        assertThrows(UnusableFile.class, () -> read("quorum-workbench-scan 2\nsectors 10\n", 10));
        assertThrows(UnusableFile.class, () -> read("", 10));
    }

    @FuzzTest(maxDuration = "10s")
    void noFileMakesTheReaderFail(byte[] bytes) throws IOException {
        String text = ended("quorum-workbench-scan 2\n" + new String(bytes, StandardCharsets.ISO_8859_1) + "\n");
        try {
            DivergenceMap map = read(text, 1000);
            assertTrue(map.scanned().count() <= 1000);
            written(map);
        } catch (UnusableFile e) {
            assertTrue(e.getMessage().startsWith("line "));
        }
    }

    static List<ScannedChild> children(int count) {
        return IntStream.range(0, count)
                .mapToObj(child -> new ScannedChild("c" + child, 512L << 20, Optional.empty())).toList();
    }

    private static String written(DivergenceMap map) throws IOException {
        StringBuilder text = new StringBuilder();
        ScanFileWriter.write(SavedScan.of(map, Policy.threshold(1)), text);
        return text.toString();
    }

    private static DivergenceMap read(String text, long sectors) throws IOException, UnusableFile {
        return ScanFileReader.read(new StringReader(text), sectors).map();
    }
}
