// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.FileDevice;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Finding.Witness;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.core.scan.Verdicts;

/** One valid side names the damaged child, on file systems that the real programs made. */
class OwnChecksumTest {

    private static final int SECTOR = Replicas.SECTOR;

    @TempDir
    private Path folder;

    private byte[] ext4(String... options) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve("tree/db"));
        Files.write(tree.resolve("main.db"), Replicas.text(200, 1));
        for (int i = 0; i < 40; i++) {
            Files.write(tree.resolve("file" + i), Replicas.text(3, i));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Replicas.text(300, 3));
        }
        Files.write(tree.resolve("packed.gz"), packed.toByteArray());
        return made(8, Stream.concat(Stream.of("mke2fs", "-q", "-F", "-t", "ext4", "-O", "metadata_csum"),
                Stream.concat(Stream.of(options), Stream.of("-d", folder.resolve("tree").toString()))));
    }

    private byte[] made(int mib, Stream<String> words) throws IOException, InterruptedException {
        return Files.readAllBytes(make(mib, words));
    }

    private Path make(int mib, Stream<String> words) throws IOException, InterruptedException {
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mib << 20);
        }
        List<String> command = Stream.concat(words, Stream.of(image.toString())).collect(
                Collectors.toCollection(ArrayList::new));
        Optional<Path> program = Stream.of("/usr/sbin/", "/sbin/", "/usr/bin/")
                .map(place -> Path.of(place + command.getFirst())).filter(Files::isExecutable).findFirst();
        assumeTrue(program.isPresent(), command.getFirst() + " is not installed");
        command.set(0, program.get().toString());
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("told").toFile()).start().waitFor());
        return image;
    }

    private static Finding only(Replicas replicas) {
        List<Finding> findings = replicas.diagnose();
        assertEquals(1, findings.size(), findings.toString());
        return findings.getFirst();
    }

    /** The same bit flipped on two of three: the vote is wrong, and no tool that votes can know. */
    private static void assertNamedAgainstTheMajority(byte[] disk, int at) {
        Replicas replicas = new Replicas(3, disk);
        replicas.of(0)[at] ^= 4;
        replicas.of(2)[at] ^= 4;
        Finding finding = only(replicas);
        assertEquals(List.of(0, 2), finding.damaged(), finding.toString());
        assertEquals(Damage.BIT_FLIP, finding.effect(), finding.toString());
        assertEquals(Witness.AGAINST_WINNER, finding.witness());
        assertTrue(finding.suspectWinner());
        Replicas tie = new Replicas(2, disk);
        tie.of(1)[at] ^= 4;
        assertEquals(List.of(1), only(tie).damaged());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024", "4096"})
    void ext4NamesTheFlippedBitOnTwoOfThreeInItsMetadata(String blockSize) throws Exception {
        byte[] disk = ext4("-b", blockSize);
        int size = Integer.parseInt(blockSize);
        ByteBuffer bytes = ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN);
        int descriptors = size == 1024 ? 2048 : 4096;
        int table = bytes.getInt(descriptors + 8) * size;
        // The superblock, the first descriptor, both bitmaps, and the inode of the root.
        for (int at : new int[]{1024 + 0x50, descriptors + 0x0C, bytes.getInt(descriptors) * size + 40,
                bytes.getInt(descriptors + 4) * size + 3, table + 256 + 0x10}) {
            assertNamedAgainstTheMajority(disk, at);
        }
        int extents = table + 256 + 0x28;
        int directory = bytes.getInt(extents + 12 + 8) * size;
        assertNamedAgainstTheMajority(disk, directory + 30);
    }

    @Test
    void aPackedFileNamesTheFlippedBitOnTwoOfThree() throws Exception {
        byte[] disk = ext4("-b", "4096");
        int at = 0;
        while (disk[at] != 0x1F || (disk[at + 1] & 0xFF) != 0x8B || disk[at + 2] != 8) {
            at += SECTOR;
        }
        assertNamedAgainstTheMajority(disk, at + 9000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void junkThatBreaksAPackedFileIsJunkOnOneAndOnTwoOfThree(int damaged) throws Exception {
        byte[] disk = ext4("-b", "4096");
        int at = 0;
        while (disk[at] != 0x1F || (disk[at + 1] & 0xFF) != 0x8B || disk[at + 2] != 8) {
            at += SECTOR;
        }
        byte[] junk = new byte[6 * SECTOR];
        new Random(9).nextBytes(junk);
        Replicas replicas = new Replicas(3, disk);
        for (int child = 0; child < damaged; child++) {
            replicas.put(child, at / SECTOR + 9, junk);
        }
        Finding finding = only(replicas);
        assertEquals(Damage.JUNK, finding.effect(), finding.toString());
        assertEquals(Optional.of(Damage.STALE), finding.runnerUp());
        assertEquals(damaged == 1 ? List.of(0) : List.of(0, 1), finding.damaged());
    }

    @Test
    void aFlippedBitInFreeSpaceIsHarmlessAndIsSaidOfTheTwoThatHaveIt() throws Exception {
        byte[] disk = ext4("-b", "4096");
        Replicas replicas = new Replicas(3, disk);
        for (int child : new int[]{0, 2}) {
            for (int sector = 1; sector < 8; sector++) {
                replicas.of(child)[disk.length - sector * SECTOR + 31 * sector] ^= (byte) (1 << sector);
            }
        }
        Finding finding = only(replicas);
        assertTrue(finding.isBenign(), finding.toString());
        assertEquals(List.of(0, 2), finding.damaged(), finding.toString());
    }

    @Test
    void xfsNamesTheFlippedBitOnTwoOfThreeInItsMetadata() throws Exception {
        // 300 MiB at least: the file stays where it is, and only what is flipped lies over it.
        Path image = make(300, Stream.of("mkfs.xfs", "-q", "-f"));
        for (long at : new long[]{110, 512 + 50, 1024 + 30, rootInode(image) + 40}) {
            Finding finding = onTwo(image, at / SECTOR, sector -> sector[(int) (at % SECTOR)] ^= 4);
            assertEquals(List.of(0, 2), finding.damaged(), finding.toString());
        }
    }

    @Test
    void anInodeOfXfsThatLiesWhereAnotherBelongsIsWrongThoughItsChecksumIsRight() throws Exception {
        Path image = make(300, Stream.of("mkfs.xfs", "-q", "-f"));
        long inode = rootInode(image);
        byte[] other = new byte[SECTOR];
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
            file.seek(inode);
            file.readFully(other);
        }
        Finding finding = onTwo(image, inode / SECTOR + 3, sector -> System.arraycopy(other, 0, sector, 0, SECTOR));
        assertEquals(List.of(0, 2), finding.damaged(), finding.toString());
        assertEquals(Witness.AGAINST_WINNER, finding.witness());
    }

    private static long rootInode(Path image) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "r")) {
            file.seek(56);
            long root = file.readLong();
            file.seek(104);
            return root * file.readUnsignedShort();
        }
    }

    /** The only finding if the first and the third of three have a sector changed. */
    private static Finding onTwo(Path image, long sector, Consumer<byte[]> change) throws Exception {
        try (FileDevice disk = FileDevice.open(image, Runnable::run)) {
            List<Child> children = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                OverlayDevice child = new OverlayDevice(disk, 1 << 20);
                children.add(new Child("children." + i, "c" + i, child));
                if (i != 1) {
                    byte[] bytes = new byte[SECTOR];
                    child.read(sector * SECTOR, ByteBuffer.wrap(bytes)).join();
                    change.accept(bytes);
                    child.write(sector * SECTOR, ByteBuffer.wrap(bytes)).join();
                }
            }
            SectorRanges near = SectorRanges.of(new SectorRange(sector / 8 * 8, 8));
            Verdicts verdicts = Verdicts.of(Scan.start(children, Scan.blank(children), near,
                    ScanOptions.standard()).result().join().map(), 2);
            List<Finding> findings = Diagnosis.of(verdicts, children, disk).find().findings();
            assertEquals(1, findings.size(), findings.toString());
            return findings.getFirst();
        }
    }

    @Test
    void bothVersionsWithTheirOwnChecksumRightAreAnOlderAndANewerOne() throws Exception {
        byte[] old = ext4("-b", "1024", "-U", "6f2d7c1e-3b52-4c11-9f0a-5d7e8a1b2c3d", "-E",
                "hash_seed=6f2d7c1e-3b52-4c11-9f0a-5d7e8a1b2c3d");
        Replicas replicas = new Replicas(3, old);
        // A newer superblock with a checksum that is right: only fields of a mount.
        for (int child : new int[]{0, 1}) {
            ByteBuffer block = ByteBuffer.wrap(replicas.of(child), 1024, 1024).slice().order(ByteOrder.LITTLE_ENDIAN);
            block.putInt(0x2C, 1_760_000_000).putInt(0x30, 1_760_000_000).putShort(0x34, (short) 5);
            block.putInt(0x3FC, Crc32c.of(Crc32c.START, VersionBytes.array(block), 0, 0x3FC));
        }
        Finding finding = only(replicas);
        assertEquals("mount-fields", finding.kind(), finding.toString());
        assertTrue(finding.isBenign());
        assertEquals(Witness.BOTH_WHOLE, finding.witness());
    }

    @Test
    void freeSpaceIsHarmlessAndAFileIsNot() throws Exception {
        byte[] disk = ext4("-b", "4096");
        byte[] junk = new byte[8 * SECTOR];
        new Random(3).nextBytes(junk);
        Replicas replicas = new Replicas(3, disk);
        replicas.put(1, disk.length / SECTOR - 64, junk);
        Finding free = only(replicas);
        assertEquals("unallocated", free.kind(), free.toString());
        assertEquals(Damage.JUNK, free.effect());
        Replicas file = new Replicas(3, disk);
        int at = 0;
        byte[] start = Replicas.text(200, 1);
        while (!Arrays.equals(disk, at, at + 64, start, 0, 64)) {
            at += SECTOR;
        }
        file.put(1, at / SECTOR + 16, junk);
        Finding found = only(file);
        assertEquals("junk", found.kind());
        assertTrue(found.place().orElseThrow().place() instanceof Place.File, found.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedMetadataEverywhereIsSurvived(long seed) throws Exception {
        byte[] disk = ext4("-b", "1024");
        Replicas replicas = new Replicas(3, disk);
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = replicas.of(random.nextInt(3));
            int at = 1024 + random.nextInt(random.nextBoolean() ? 4096 : 300_000);
            int count = 1 + random.nextInt(64);
            for (int j = 0; j < count; j++) {
                bytes[at + j] = (byte) random.nextInt(256);
            }
        }
        List<Finding> findings = replicas.diagnose();
        assertTrue(findings.size() > 10, findings.size() + " findings");
        for (Finding finding : findings) {
            assertTrue(finding.confidence() >= 0 && finding.confidence() <= 1);
            assertTrue(finding.parts().stream().allMatch(part -> finding.range().overlaps(part)));
        }
    }
}
