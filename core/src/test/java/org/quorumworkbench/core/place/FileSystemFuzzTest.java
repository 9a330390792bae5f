// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Whatever a disk holds that looks like a file system: every sector gets an answer, and the search
 * ends. Each disk begins with a superblock that is just good enough; the fuzzer has the rest.
 */
class FileSystemFuzzTest {

    private static final int LENGTH = 1 << 20;

    @FuzzTest(maxDuration = "2m")
    void anyExt(FuzzedDataProvider data) {
        ByteBuffer disk = disk();
        int superblock = 1024;
        disk.putInt(superblock, 64).putInt(superblock + 4, 1024).putInt(superblock + 0x14, 1)
                .putInt(superblock + 0x20, 8192).putInt(superblock + 0x28, 64)
                .putShort(superblock + 0x38, (short) 0xEF53)
                .putInt(superblock + 0x4C, 1).putShort(superblock + 0x58, (short) 128);
        // Extents in the root, whose inode is the second of the table in block 5.
        disk.putInt(2048, 3).putInt(2052, 4).putInt(2056, 5);
        int root = 5 * 1024 + 128;
        disk.putShort(root, (short) 0x41ED).putInt(root + 4, 1024).putShort(root + 0x1A, (short) 2)
                .putInt(root + 0x28, 20);
        check(disk, data, 1024, 2048, 5 * 1024, 20 * 1024);
    }

    @FuzzTest(maxDuration = "2m")
    void anyFat(FuzzedDataProvider data) {
        ByteBuffer disk = disk();
        disk.put(0, (byte) 0xEB).putShort(11, (short) 512).put(13, (byte) 1).putShort(14, (short) 1).put(16, (byte) 1)
                .putShort(17, (short) 16).putShort(19, (short) 2048).put(21, (byte) 0xF8).putShort(22, (short) 8)
                .putShort(510, (short) 0xAA55);
        check(disk, data, 0, 512, 9 * 512, 10 * 512);
    }

    @FuzzTest(maxDuration = "2m")
    void anyExfat(FuzzedDataProvider data) {
        ByteBuffer disk = disk();
        disk.put(3, "EXFAT   ".getBytes(StandardCharsets.US_ASCII)).putLong(72, 2048).putInt(80, 24).putInt(84, 8)
                .putInt(88, 32).putInt(92, 1000).putInt(96, 2).put(108, (byte) 9).put(109, (byte) 1).put(110, (byte) 1);
        check(disk, data, 64, 24 * 512, 32 * 512, 34 * 512);
    }

    @FuzzTest(maxDuration = "2m")
    void anyNtfs(FuzzedDataProvider data) {
        ByteBuffer disk = disk();
        disk.put(3, "NTFS    ".getBytes(StandardCharsets.US_ASCII)).putShort(11, (short) 512).put(13, (byte) 8)
                .putLong(40, 2047).putLong(48, 4).put(64, (byte) -10);
        for (int number = 0; number < 16; number++) {
            int at = 4 * 4096 + number * 1024;
            disk.put(at, "FILE".getBytes(StandardCharsets.US_ASCII)).putShort(at + 4, (short) 48)
                    .putShort(at + 6, (short) 3).putShort(at + 20, (short) 56).putShort(at + 22, (short) 1)
                    .putInt(at + 24, 400);
            // The data of each is four clusters from cluster 4 on.
            disk.putInt(at + 56, 0x80).putInt(at + 60, 72).put(at + 64, (byte) 1).putShort(at + 56 + 32, (short) 64)
                    .putLong(at + 56 + 40, 16384).putLong(at + 56 + 48, 16384).putLong(at + 56 + 56, 16384)
                    .putInt(at + 56 + 64, 0x040411).putInt(at + 128, -1);
        }
        check(disk, data, 4 * 4096, 4 * 4096 + 56, 4 * 4096 + 5 * 1024, 4 * 4096 + 6 * 1024);
    }

    @FuzzTest(maxDuration = "2m")
    void anyXfs(FuzzedDataProvider data) {
        ByteBuffer disk = disk().order(ByteOrder.BIG_ENDIAN);
        disk.put(0, "XFSB".getBytes(StandardCharsets.US_ASCII)).putInt(4, 1024).putLong(8, 1024).putLong(56, 64)
                .putInt(84, 1024).putInt(88, 1).putShort(100, (short) 4).putShort(102, (short) 512)
                .putShort(104, (short) 256).put(123, (byte) 2).put(124, (byte) 10);
        disk.put(512, "XAGF".getBytes(StandardCharsets.US_ASCII)).putInt(512 + 16, 4).putInt(512 + 20, 5)
                .putInt(512 + 28, 1).putInt(512 + 32, 1);
        disk.put(1024, "XAGI".getBytes(StandardCharsets.US_ASCII)).putInt(1024 + 20, 6).putInt(1024 + 24, 1);
        disk.put(4096, "ABTB".getBytes(StandardCharsets.US_ASCII)).put(5120,
                "ABTC".getBytes(StandardCharsets.US_ASCII));
        disk.put(6144, "IABT".getBytes(StandardCharsets.US_ASCII)).putShort(6150, (short) 1).putInt(6160, 64)
                .putLong(6168, -2);
        disk.put(16384, "IN".getBytes(StandardCharsets.US_ASCII)).putShort(16386, (short) 0x41ED).put(16388, (byte) 2)
                .put(16389, (byte) 2).putLong(16384 + 56, 1024).putInt(16384 + 76, 1)
                .putLong(16384 + 108, 40L << 21 | 1);
        disk.put(40960, "XD2B".getBytes(StandardCharsets.US_ASCII));
        check(disk, data, 512, 6144, 16384, 40960);
    }

    @FuzzTest(maxDuration = "2m")
    void anyDisk(FuzzedDataProvider data) {
        check(disk(), data, 0, 512, 1024, 4096);
    }

    private static ByteBuffer disk() {
        return ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Lets the fuzzer write over what lies at the places that matter, then asks for all of it. */
    @SuppressWarnings("ByteBufferBackingArray") // Allocated here, from its first byte.
    private static void check(ByteBuffer disk, FuzzedDataProvider data, int... places) {
        while (data.remainingBytes() > 0) {
            int at = places[data.consumeInt(0, places.length - 1)] + data.consumeInt(0, 511);
            byte[] bytes = data.consumeBytes(data.consumeInt(1, 64));
            disk.put(at, bytes);
        }
        byte[] content = new byte[LENGTH];
        disk.get(0, content);
        PlaceReport report = new PlaceSearch(MemoryDevice.of(content), Divergent.NONE)
                .find(SortedRanges.of(new SectorRange(0, LENGTH / 512)));
        long next = 0;
        for (PlacedRange piece : report.pieces()) {
            assertTrue(piece.range().first() <= next, () -> "a gap before " + piece);
            next = Math.max(next, piece.range().end());
        }
        assertEquals(LENGTH / 512, next);
    }
}
