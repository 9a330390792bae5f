// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Whatever is damaged of a file system: every sector has an answer, nothing is thrown, and nothing
 * is asked for without end.
 */
class DamagedFileSystemTest {

    private static final int ROUNDS = 150;

    @TempDir
    private Path folder;

    /** A file system and how it is made. */
    enum Made {
        EXT2("mke2fs -q -F -t ext2 -b 1024 -d TREE IMAGE", 8), EXT4("mke2fs -q -F -t ext4 -b 1024 -d TREE IMAGE",
                16), FAT16("mkfs.fat -F 16 -s 1 IMAGE", 16), FAT32("mkfs.fat -F 32 -s 1 IMAGE", 40), NTFS(
                        "mkntfs -q -Q -F -s 512 -p 0 -H 0 -S 0 IMAGE",
                        8), EXFAT("mkfs.exfat IMAGE", 8), XFS("mkfs.xfs -q -f -m crc=0 IMAGE", 300);

        private final String command;
        private final int mib;

        Made(String command, int mib) {
            this.command = command;
            this.mib = mib;
        }
    }

    @ParameterizedTest
    @EnumSource
    void damagedMetadataIsWarnedOfAndEverySectorStillHasAPlace(Made made) throws Exception {
        MemoryDevice whole = make(made);
        long sectors = whole.length() instanceof Reply.Ok<Long>(Long length)
                ? length / 512
                : 0;
        SectorRange all = new SectorRange(0, sectors);
        PlaceReport before = new PlaceSearch(whole, Divergent.NONE).find(SortedRanges.of(all));
        List<SectorRange> metadata = before.pieces().stream()
                .filter(piece -> piece.place() instanceof Place.Metadata || piece.place() instanceof Place.Directory)
                .map(PlacedRange::range).toList();
        assertTrue(metadata.size() > 2, before::toString);
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            MemoryDevice damaged = make(made, whole, metadata, random);
            PlaceReport after = new PlaceSearch(damaged, Divergent.NONE).find(SortedRanges.of(all));
            long next = 0;
            for (PlacedRange piece : after.pieces()) {
                assertTrue(piece.range().first() <= next, "sector " + next + " has no place in round " + round);
                next = Math.max(next, piece.range().end());
            }
            assertEquals(sectors, next, "round " + round);
        }
    }

    private MemoryDevice make(Made made) throws IOException {
        String[] words = made.command.split(" ");
        Tool.assumeInstalled(words[0], "mcopy", "ntfscp");
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Tags tags = new Tags();
        for (int i = 0; i < 40; i++) {
            tags.write(tree, "/some/file with a long name " + i, 100 + i * 300);
        }
        Path image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) made.mib << 20);
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace("TREE", tree.toString()).replace("IMAGE", image.toString());
        }
        Tool.run(words);
        if (made == Made.FAT16 || made == Made.FAT32) {
            Tool.run("mcopy", "-s", "-i", image.toString(), tree.resolve("some").toString(), "::");
        } else if (made == Made.NTFS) {
            Tool.run("ntfscp", "-f", image.toString(), tree.resolve("some/file with a long name 9").toString(),
                    "/nine");
        }
        return loaded(image);
    }

    /** Only what is not zero takes room. */
    private static MemoryDevice loaded(Path image) throws IOException {
        MemoryDevice device = new MemoryDevice(Files.size(image), false);
        byte[] zero = new byte[1 << 16];
        try (var in = Files.newInputStream(image)) {
            long at = 0;
            for (byte[] chunk = in.readNBytes(zero.length); chunk.length > 0; chunk = in.readNBytes(zero.length)) {
                if (!Arrays.equals(chunk, 0, chunk.length, zero, 0, chunk.length)) {
                    device.fill(at, chunk);
                }
                at += chunk.length;
            }
        }
        return device;
    }

    /**
     * A copy with one to fifty damages: bits, bytes, numbers, whole sectors, sectors of another place.
     */
    private static MemoryDevice make(Made made, MemoryDevice whole, List<SectorRange> metadata, Random random) {
        MemoryDevice damaged = new MemoryDevice((long) made.mib << 20, false);
        for (SectorRange range : metadata) {
            ByteBuffer bytes = ByteBuffer.allocate((int) range.length());
            whole.read(range.offset(), bytes).join();
            damaged.fill(range.offset(), bytes.array());
        }
        int count = 1 + random.nextInt(50);
        for (int i = 0; i < count; i++) {
            SectorRange range = metadata.get(random.nextInt(metadata.size()));
            long sector = range.first() + random.nextLong(range.count());
            ByteBuffer bytes = ByteBuffer.allocate(512);
            whole.read(sector * 512, bytes).join();
            switch (random.nextInt(5)) {
                case 0 -> bytes.put(random.nextInt(512), (byte) random.nextInt(256));
                case 1 -> bytes.putInt(random.nextInt(128) * 4, random.nextBoolean() ? -1 : random.nextInt());
                case 2 -> bytes.putShort(random.nextInt(256) * 2, (short) random.nextInt(1 << 16));
                case 3 -> random.nextBytes(bytes.array());
                default -> whole.read(metadata.get(random.nextInt(metadata.size())).offset(), bytes).join();
            }
            damaged.fill(sector * 512, bytes.array());
        }
        return damaged;
    }
}
