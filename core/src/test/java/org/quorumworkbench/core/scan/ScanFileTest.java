// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.SectorRange;

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
            end|fin|not expected here
            quorum|horum|not a scan's file
            """)
    void aFileThatWasTamperedWithIsRefusedWithLineAndReason(String line, String instead, String reason) {
        String text = """
                quorum-workbench-scan 1
                sectors 1000
                bytes-read 7
                child =c0 512000
                child =c1 512000
                child =c2 512000
                scanned 0 100
                grouping 0 0 2
                run 0 5 0
                end
                """;
        UnusableFile problem = assertThrows(UnusableFile.class, () -> read(text.replace(line, instead), 1000));
        assertTrue(problem.getMessage().contains(reason), problem.getMessage());
        assertTrue(problem.getMessage().startsWith("line "), problem.getMessage());
    }

    @Test
    void aFileThatEndsTooEarlyIsRefused() {
        assertThrows(UnusableFile.class, () -> read("quorum-workbench-scan 1\nsectors 10\n", 10));
        assertThrows(UnusableFile.class, () -> read("", 10));
    }

    @FuzzTest(maxDuration = "10s")
    void noFileMakesTheReaderFail(byte[] bytes) throws IOException {
        String text = "quorum-workbench-scan 1\n" + new String(bytes, StandardCharsets.ISO_8859_1);
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
        ScanFileWriter.write(map, text);
        return text.toString();
    }

    private static DivergenceMap read(String text, long sectors) throws IOException, UnusableFile {
        return ScanFileReader.read(new StringReader(text), sectors);
    }
}
