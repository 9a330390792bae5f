// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * File systems that were not cleanly unmounted say so, and those whose beginning is damaged are
 * read by its copy.
 */
class UncleanFileSystemTest {

    @TempDir
    private Path folder;

    private final Tags tags = new Tags();

    private Path image(int mib, String command) throws IOException {
        String[] words = command.split(" ");
        Tool.assumeInstalled(words[0]);
        Path tree = Files.createDirectory(folder.resolve("tree"));
        tags.fill(tree);
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mib << 20);
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("TREE", tree.toString()).replace("IMAGE", image.toString());
        }
        Tool.run(words);
        return image;
    }

    private static FoundVolume found(Path image) {
        return Tags.search(image).volumes().getFirst();
    }

    private static int read(Path image, long offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
            file.seek(offset);
            return file.read();
        }
    }

    private static void write(Path image, long offset, int... bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(offset);
            for (int value : bytes) {
                file.write(value);
            }
        }
    }

    @Test
    void aJournalThatDebugfsLeftToBeReplayedIsALiveOne() throws Exception {
        Path image = image(40, "mke2fs -q -F -t ext4 -b 1024 -d TREE IMAGE");
        assertFalse(found(image).isUnclean(), found(image)::toString);
        assertTrue(kinds(image).contains("journal") && !kinds(image).contains("live"), kinds(image).toString());
        Tool.assumeInstalled("debugfs", "dumpe2fs");
        Path block = Files.write(folder.resolve("block"), new byte[1024]);
        Tool.runWith("jo\njw -b 5000 " + block + "\njc\n", "debugfs", "-w", "-f", "/dev/stdin", image.toString());
        assertTrue(Tool.run("dumpe2fs", "-h", image.toString()).contains("needs_recovery"), "as e2fsprogs has it");
        assertTrue(found(image).isUnclean() && found(image).hasLiveJournal(), found(image)::toString);
        assertTrue(kinds(image).contains("live"), kinds(image).toString());
    }

    /** The kinds of the places, and "live" where a journal is one. */
    private static List<String> kinds(Path image) {
        return Tags.search(image).pieces().stream()
                .map(piece -> piece.place() instanceof Place.Journal
                        && piece.place().what().orElse("").contains("not replayed")
                                ? "live"
                                : piece.place().kind())
                .distinct().toList();
    }

    @Test
    void anXfsLogWhoseLastRecordIsNotTheUnmountingIsALiveOne() throws Exception {
        Path image = image(320, "mkfs.xfs -q -f IMAGE");
        assertFalse(found(image).isUnclean(), found(image)::toString);
        ByteBuffer sb = ByteBuffer.wrap(Files.newInputStream(image).readNBytes(512));
        long block = sb.getInt(4);
        long packed = sb.getLong(48);
        long at = ((packed >>> sb.get(124)) * sb.getInt(84) + (packed & ((1L << sb.get(124)) - 1))) * block;
        assertEquals(0xFEEDBABE, ByteBuffer.wrap(bytes(image, at)).getInt(), "a log begins there");
        write(image, at + 512 + 9, read(image, at + 512 + 9) & ~0x20);
        assertTrue(found(image).hasLiveJournal(), found(image)::toString);
    }

    private static byte[] bytes(Path image, long at) throws IOException {
        byte[] sector = new byte[512];
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
            file.seek(at);
            file.readFully(sector);
        }
        return sector;
    }

    @Test
    void anNtfsVolumeThatIsMarkedDirtyOrHasALogThatIsInUseSaysSo() throws Exception {
        Path image = image(20, "mkntfs -q -Q -F -s 512 -p 0 -H 0 -S 0 IMAGE");
        assertEquals(List.of(), found(image).remarks());
        ByteBuffer boot = ByteBuffer.wrap(bytes(image, 0)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        long cluster = (long) boot.getShort(11) * boot.get(13);
        long table = boot.getLong(48) * cluster;
        // $Volume is record 3; its flags are in the attribute of type 0x70.
        long record = table + 3 * 1024;
        ByteBuffer volume = ByteBuffer.allocate(1024).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        volume.put(bytes(image, record)).put(bytes(image, record + 512));
        int at = volume.getShort(20);
        while (volume.getInt(at) != 0x70) {
            at += volume.getInt(at + 4);
        }
        long flags = record + at + volume.getShort(at + 20) + 10;
        write(image, flags, 1);
        assertTrue(found(image).remarks().getFirst().english().startsWith("marked dirty"), found(image)::toString);
        assertTrue(found(image).isUnclean());
    }

    @ParameterizedTest
    @CsvSource({"12, 7, 37", "16, 20, 37", "32, 40, 65"})
    void aFatVolumeThatLinuxHasMountedSaysSo(int bits, int mib, int state) throws Exception {
        Path image = image(mib, "mkfs.fat -F " + bits + " -s 1 IMAGE".replace("-s 1", bits == 12 ? "-s 4" : "-s 1"));
        assertEquals(List.of(), found(image).remarks());
        write(image, state, 1);
        assertTrue(found(image).isUnclean(), found(image)::toString);
    }

    @Test
    void aFatVolumeThatWindowsHasMountedSaysSo() throws Exception {
        Path image = image(40, "mkfs.fat -F 32 -s 1 IMAGE");
        long table = 32L * 512;
        write(image, table + 7, read(image, table + 7) & ~0x08);
        assertTrue(found(image).isUnclean(), found(image)::toString);
    }

    @ParameterizedTest
    @CsvSource({"-t ext4 -b 1024, 1024, 1024, 40", "-t ext4 -b 1024, 0, 3072, 40",
            "-t ext4 -b 1024 -O ^metadata_csum, 0, 4096, 40",
            "-t ext2 -b 2048, 1024, 1024, 80", "-t ext3 -b 4096, 0, 4096, 300", "-t ext3 -b 4096, 0, 8192, 300"})
    void extIsReadByACopyOfItsSuperblock(String options, int from, int count, int mib) throws Exception {
        Path image = image(mib, "mke2fs -q -F " + options + " -d TREE IMAGE");
        write(image, from, new int[count]);
        PlaceReport report = tags.check(image, 4000);
        String remarks = report.volumes().getFirst().remarks().toString();
        assertTrue(remarks.contains("its copy in group 1 is read"), remarks);
        assertEquals(count > (options.contains("4096") ? 4096 : 2048), remarks.contains("descriptors"), remarks);
    }

    @Test
    void ofASuperblockThatMakesNoSenseTheCopyIsRead() throws Exception {
        Path image = image(40, "mke2fs -q -F -t ext4 -b 1024 -d TREE IMAGE");
        write(image, 1024 + 0x20, 255, 255, 255, 255);
        tags.check(image, 4000);
        assertTrue(found(image).remarks().toString().contains("its copy in group 1 is read"), found(image)::toString);
    }

    @Test
    void ntfsIsReadByTheCopyOfItsBootSector() throws Exception {
        Tool.assumeInstalled("ntfscp");
        Path image = image(20, "mkntfs -q -Q -F -s 512 -p 0 -H 0 -S 0 IMAGE");
        Tool.run("ntfscp", "-f", image.toString(), folder.resolve("tree/f0.dat").toString(), "/f0.dat");
        write(image, 0, new int[512]);
        FoundVolume found = found(image);
        assertEquals("ntfs", found.fs().orElseThrow());
        assertTrue(found.remarks().getFirst().english().contains("its copy in the last sector is read"),
                found::toString);
        tags.check(image, 3900);
    }

    @Test
    void fat32IsReadByTheCopyOfItsBootSector() throws Exception {
        Tool.assumeInstalled("mcopy");
        Path image = image(40, "mkfs.fat -F 32 -s 1 IMAGE");
        Tool.run("mcopy", "-i", image.toString(), folder.resolve("tree/f0.dat").toString(), "::");
        write(image, 0, new int[512]);
        assertTrue(found(image).remarks().getFirst().english().contains("its copy in sector 6 is read"),
                found(image)::toString);
        tags.check(image, 3900);
    }

    @ParameterizedTest
    @CsvSource({"'', 320", "-m crc=0, 320", "-b size=1024, 320", "-d agcount=8, 700"})
    void xfsIsReadByTheSuperblockOfAnotherGroup(String options, long mib) throws Exception {
        Tool.assumeInstalled("mkfs.xfs");
        Path host = folder.resolve("f0.dat");
        Files.write(host, tags.content(2_000_000, "/f0.dat"));
        Path proto = Files.writeString(folder.resolve("proto"),
                "/boot\n0 0\nd--755 0 0\nf0.dat ---644 0 0 " + host + "\n$\n");
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(mib << 20);
        }
        Tool.run(("mkfs.xfs -q -f " + options + " -p " + proto + " " + image).replace("  ", " ").split(" "));
        write(image, 0, new int[512]);
        assertTrue(found(image).remarks().getFirst().english().contains("that of allocation group"),
                found(image)::toString);
        tags.check(image, 3900);
    }

    @Test
    void exfatIsReadByTheCopyOfItsBootSector() throws Exception {
        Path image = image(8, "mkfs.exfat IMAGE");
        write(image, 0, new int[512]);
        FoundVolume found = found(image);
        assertEquals("exfat", found.fs().orElseThrow());
        assertTrue(found.remarks().getFirst().english().contains("its copy in sector 12 is read"), found::toString);
    }

    @Test
    void aCopyThatDoesNotFitWhereItLiesIsNone() throws Exception {
        Path image = image(40, "mke2fs -q -F -t ext4 -b 1024 -d TREE IMAGE");
        write(image, 1024, new int[1024]);
        // What an earlier, longer file system left behind has another number there.
        for (int group : new int[]{1, 3}) {
            write(image, (1 + group * 8192L) * 1024 + 0x5A, 9);
        }
        assertEquals(List.of(Remark.NOT_RECOGNISED), found(image).remarks());
    }
}
