// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Policy;

/** Mapfiles as ddrescue keeps them. */
class MapfileTest {

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theUnionIsFinishedExactlyWhereAllAgree(long seed) throws Exception {
        RandomDisks disks = new RandomDisks(seed);
        var children = TestDisk.children(disks.all());
        DivergenceMap blank = Scan.blank(children);
        SectorRanges wanted = SectorRanges.of(disks.range(blank.sectors()));
        ScanReport report = report(Scan.start(children, blank, wanted, ScanOptions.standard()).result().join().map());
        StringBuilder text = new StringBuilder();
        MapfileWriter.writeUnion(report, text);
        Mapfile read = MapfileReader.read(new StringReader(text.toString()));
        List<SectorRange> divergent = new ArrayList<>();
        report.verdicts().runs().forEachRemaining(run -> divergent.add(run.range()));
        SectorRanges agreeing = report.map().scanned().minus(SectorRanges.of(divergent));
        long length = blank.children().stream().mapToLong(ScannedChild::length).max().orElse(0);
        // A partial last sector is finished to the device's end, and no further.
        assertEquals(agreeing.within(new SectorRange(0, length / 512)),
                read.finished().within(new SectorRange(0, length / 512)));
        if (!read.blocks().isEmpty()) {
            assertEquals(0, read.blocks().getFirst().offset());
            assertEquals(length, read.blocks().getLast().end());
        }
    }

    @Test
    void aChildIsGoodWhereItWonAndBadWhereItLostOrThereIsNoWinner() throws Exception {
        List<TestDisk> disks = ScanTest.equalDisks(3, 100);
        disks.get(1).bad.set(10);
        disks.get(2).memory.fill(20 * 512, new byte[512]);
        disks.get(0).memory.fill(30 * 512, new byte[512]);
        disks.get(1).memory.fill(30 * 512, new byte[]{1});
        ScanReport report = report(ScanTest.scan(disks, 2).map());
        assertEquals(List.of(new SectorRange(30, 1)), bad(report, 0));
        assertEquals(List.of(new SectorRange(10, 1), new SectorRange(30, 1)), bad(report, 1));
        assertEquals(List.of(new SectorRange(20, 1), new SectorRange(30, 1)), bad(report, 2));
    }

    private static List<SectorRange> bad(ScanReport report, int child) throws Exception {
        StringBuilder text = new StringBuilder();
        MapfileWriter.writeChild(report, child, text);
        return SectorRanges.of(new SectorRange(0, report.map().sectors()))
                .minus(MapfileReader.read(new StringReader(text.toString())).finished()).ranges();
    }

    @Test
    void whatARescueDidNotFinishIsUnreadableAndNotData() throws Exception {
        List<TestDisk> disks = ScanTest.equalDisks(3, 4000);
        disks.get(1).memory.fill(1000 * 512, new byte[512 * 4]);
        Mapfile mapfile = MapfileReader.read(new StringReader("""
                # Rescue Logfile. Created by GNU ddrescue
                0x7D000  +  1
                0          0x7D000  +
                0x7D000    1000     -
                0x7D3E8    010      /   # octal
                0x7D3F0    0x10     *
                0x7D400    1024     ?
                0x7D800    1536000  +
                """));
        var children = TestDisk
                .children(List.of(disks.get(0), new RescuedDevice(disks.get(1), mapfile), disks.get(2)));
        DivergenceMap map = Scan.start(children).result().join().map();
        assertEquals(List.of("1000+4 A!A 2 MAJORITY"), ScanTest.texts(Verdicts.of(map, 2)).stream()
                .filter(run -> run.startsWith("1000")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "0 +\n5 5\n", "0 + 1\n0 0 +\n", "0 + 1\n0 10 +\n20 10 +\n",
            "0 + 1\n0 10 x\n", "0 x 1\n", "0 + 1\n-5 10 +\n", "0 + 1\n0x7fffffffffffffff 10 +\n", "0 + 1\n0 1e3 +\n",
            "0 + 1\n99999999999999999999 1 +\n"})
    void whatIsNoMapfileIsRefusedWithItsLine(String text) {
        UnusableFile problem = assertThrows(UnusableFile.class, () -> MapfileReader.read(new StringReader(text)));
        assertTrue(problem.getMessage().startsWith("mapfile, line "), problem.getMessage());
    }

    @Test
    @Tag("qemu")
    void ddrescuelogTakesBothKindsAndCountsTheSame(@TempDir Path folder) throws Exception {
        RandomDisks disks = new RandomDisks(4);
        ScanReport report = report(Scan.start(TestDisk.children(disks.all())).result().join().map());
        Path union = folder.resolve("union.map");
        Path child = folder.resolve("child.map");
        StringBuilder text = new StringBuilder();
        MapfileWriter.writeUnion(report, text);
        Files.writeString(union, text);
        text.setLength(0);
        MapfileWriter.writeChild(report, 1, text);
        Files.writeString(child, text);
        for (Path file : List.of(union, child)) {
            Process check = new ProcessBuilder("ddrescuelog", "-t", file.toString()).redirectErrorStream(true).start();
            String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, check.waitFor(), said);
        }
        Process list = new ProcessBuilder("ddrescuelog", "-b", "512", "-l-", union.toString()).start();
        long bad = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().count();
        assertEquals(report.verdicts().divergent(), bad);
    }

    @FuzzTest(maxDuration = "10s")
    void noTextMakesTheReaderFail(byte[] bytes) throws IOException {
        try {
            Mapfile mapfile = MapfileReader
                    .read(new StringReader("0 + 1\n" + new String(bytes, StandardCharsets.ISO_8859_1)));
            mapfile.finished();
        } catch (UnusableFile e) {
            assertTrue(e.getMessage().startsWith("mapfile, line "));
        }
    }

    static ScanReport report(DivergenceMap map) {
        return new ScanReport(Verdicts.of(map, Math.min(2, map.children().size())),
                SectorRanges.of(new SectorRange(0, map.sectors())), "quorum", Policy.threshold(2), List.of(), "1.0");
    }
}
