// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
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
    @MethodSource("seeds")
    void aMapfileCountsFromTheFilesFirstByteWhateverPartOfItIsAChild(long seed) throws Exception {
        Random random = new Random(seed);
        int sectors = 200;
        TestDisk whole = ScanTest.equalDisks(1, sectors).getFirst();
        SectorRanges good = SectorRanges.of(new SectorRange(random.nextInt(80), 20 + random.nextInt(80)));
        StringBuilder map = new StringBuilder("0 + 1\n");
        long at = 0;
        for (SectorRange range : good.ranges()) {
            map.append(at * 512).append(' ').append((range.first() - at) * 512 + (range.first() == at ? 1 : 0))
                    .append(" ?\n");
            long start = range.first() * 512 + (range.first() == at ? 1 : 0);
            map.append(start).append(' ').append(range.end() * 512 - start).append(" +\n");
            at = range.end();
        }
        map.append(at * 512).append(' ').append((sectors - at) * 512).append(" -\n");
        Mapfile mapfile = MapfileReader.read(new StringReader(map.toString()));
        long first = random.nextInt(100);
        long count = 50L + random.nextInt(50);
        PartDevice part = new PartDevice(whole, first * 512, OptionalLong.of(count * 512));
        RescuedDevice rescued = new RescuedDevice(part, mapfile);
        assertEquals(first * 512, rescued.fileOffset());
        for (long sector = 0; sector < count; sector++) {
            boolean readable = rescued.readOnCaller(sector * 512, ByteBuffer.allocate(512)).orElseGet(
                    () -> rescued.read(0, ByteBuffer.allocate(512)).join()).isOk();
            assertEquals(mapfile.finished().contains(first + sector), readable, "sector " + sector + " of the part");
        }
        // What is written of the part counts from the file again, and keeps what the rescue says.
        var children = TestDisk.children(List.of(rescued, new PartDevice(whole, first * 512,
                OptionalLong.of(count * 512))));
        ScanReport report = new ScanReport(Verdicts.of(Scan.start(children).result().join().map(), 1),
                SectorRanges.of(new SectorRange(0, count)), "q", Policy.threshold(1), List.of(), "1.0");
        StringBuilder text = new StringBuilder();
        MapfileWriter.writeChild(report, 0, Optional.of(mapfile), text);
        Mapfile written = MapfileReader.read(new StringReader(text.toString()));
        assertEquals((first + count) * 512, written.blocks().getLast().end());
        for (long sector = first; sector < first + count; sector++) {
            assertEquals(status(mapfile, sector * 512 + 511), status(written, sector * 512 + 511), "sector " + sector);
        }
        for (long sector = 0; sector < first; sector++) {
            assertEquals('?', status(written, sector * 512), "what is not of the part was not tried");
        }
    }

    private static char status(Mapfile mapfile, long offset) {
        return mapfile.blocks().stream().filter(block -> block.offset() <= offset && block.end() > offset).findFirst()
                .orElseThrow().status();
    }

    @Test
    void blocksThatWereNotTriedDoNotComeBackAsBad() throws Exception {
        List<TestDisk> disks = ScanTest.equalDisks(2, 16);
        disks.get(0).bad.set(2);
        Mapfile mapfile = MapfileReader.read(new StringReader("""
                0 ? 1
                0     2048  +
                2048  700   ?
                2748  1000  *
                3748  348   /
                4096  512   -
                4608  3584  +
                """));
        var children = TestDisk.children(List.of(new RescuedDevice(disks.get(0), mapfile), disks.get(1)));
        ScanReport report = report(Scan.start(children).result().join().map());
        StringBuilder text = new StringBuilder();
        MapfileWriter.writeChild(report, 0, Optional.of(mapfile), text);
        assertEquals("""
                0x00000000  0x00000400  +
                0x00000400  0x00000200  -
                0x00000600  0x00000200  +
                0x00000800  0x000002BC  ?
                0x00000ABC  0x000003E8  *
                0x00000EA4  0x0000015C  /
                0x00001000  0x00000200  -
                0x00001200  0x00000E00  +
                """, text.substring(text.indexOf("status\n") + 7));
        assertTrue(text.toString()
                .startsWith(MapfileWriter.TITLE + " 1.0\n# Child c0, from the first byte of its file\n"));
    }

    @Test
    void aNameCannotEndTheCommentThatNamesIt() throws Exception {
        List<Child> children = new ArrayList<>(TestDisk.children(ScanTest.equalDisks(2, 8)));
        children.set(0, new Child("children.0", "x\n0 1 +", children.getFirst().device()));
        StringBuilder text = new StringBuilder();
        MapfileWriter.writeChild(report(Scan.start(children).result().join().map()), 0, text);
        assertEquals(8, MapfileReader.read(new StringReader(text.toString())).finished().count());
        assertTrue(text.toString().contains("# Child x\\u000A0 1 +,"), text.toString());
    }

    /** Tried with ddrescuelog 1.27. */
    @ParameterizedTest
    @CsvSource({"'', 0", "'\n \n', 0", "'# nothing\n', 0", "'0 +\n', 0", "'0 + x\n0 512 +\n', 1",
            "'0 + 1 2\n0 512 +\n', 1", "'0 + 99999999999\n0 512 +\n', 1", "'0 + +1\n0 512 +\n', 1",
            "'0 + 1\n0 0 +\n', 0",
            "'0 + 1\n0 0 +\n0 0 -\n0 512 +\n', 1", "'0x0+1\n0x0 0x200+\n0x200 0x200 -\n', 1",
            "'0 +1\n+0+512+x\n512 512 - y\n', 1", "'0 + 1\n0 0x +\n', 0", "'0 + 1\n0 01000 +\n', 1",
            "'0 + 1\n0x7fffffffffffffff 10 +\n', 0", "'0 + 1\n99999999999999999999 1 +\n', 0"})
    void whatDdrescueTakesIsTaken(String text, long finished) throws Exception {
        assertEquals(finished, MapfileReader.read(new StringReader(text)).finished().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\n", "0 + 0\n0 10 +\n", "0 + -1\n0 10 +\n", "0 + 0x1\n0 10 +\n", "0 +\n5 5\n",
            "0 + 1\n0 512 +\n512 0 -\n", "0 + 1\n512 0 +\n", "0 + 1\n0 0 +\n512 512 -\n", "0 + 1\n0x00x200 +\n",
            "0 + 1\n08 512 +\n", "0 + 1\n0 -1 ?\n", "0 + 1\n0 1k +\n", "0 + 1\n0 10 +\n20 10 +\n",
            "0 + 1\n0 10 x\n", "0 x 1\n", "0 + 1\n-5 10 +\n", "0 + 1\n0 1e3 +\n"})
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
