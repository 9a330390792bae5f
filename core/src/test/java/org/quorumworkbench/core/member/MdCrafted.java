// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.quorumworkbench.core.block.MemoryDevice;

/** An md 1.2 member of 4 MiB as tests need it, with a checksum that is right. */
public final class MdCrafted {

    static final int DATA_OFFSET = 2048;
    static final int SECTORS = 6144;
    static final int SUPERBLOCK = 4096;
    static final int BITMAP = SUPERBLOCK + 8 * 512;
    static final int LENGTH = (DATA_OFFSET + SECTORS) * 512;
    private static final int DEVICES = 128;

    final Crafted disk = new Crafted(LENGTH);

    /**
     * @param number
     *            of the device, and its role
     * @param of
     *            how many roles there are
     */
    public MdCrafted(int number, int of, long events) {
        disk.u32(SUPERBLOCK, 0xa92b4efcL).u32(SUPERBLOCK + 4, 1).text(SUPERBLOCK + 16, "sixteen letters!")
                .text(SUPERBLOCK + 32, "host:crafted").u64(SUPERBLOCK + 64, 1_700_000_000L).u32(SUPERBLOCK + 72, 1)
                .u64(SUPERBLOCK + 80, SECTORS).u32(SUPERBLOCK + 92, of).u64(SUPERBLOCK + 128, DATA_OFFSET)
                .u64(SUPERBLOCK + 136, SECTORS).u64(SUPERBLOCK + 144, 8).u32(SUPERBLOCK + 160, number)
                .text(SUPERBLOCK + 168, "device number " + number + "!").u64(SUPERBLOCK + 192, 1_700_000_001L)
                .u64(SUPERBLOCK + 200, events).u64(SUPERBLOCK + 208, -1).u32(SUPERBLOCK + 220, DEVICES);
        for (int device = 0; device < DEVICES; device++) {
            role(device, device < of ? device : 0xffff);
        }
    }

    public MdCrafted role(int device, int role) {
        disk.u16(SUPERBLOCK + 256 + 2 * device, role);
        return this;
    }

    MdCrafted u32(int field, long value) {
        disk.u32(SUPERBLOCK + field, value);
        return this;
    }

    MdCrafted u64(int field, long value) {
        disk.u64(SUPERBLOCK + field, value);
        return this;
    }

    public MdCrafted recoveredTo(long sector) {
        return u32(8, 2).u64(152, sector);
    }

    /** A bitmap with chunks of 64 KiB, of which those given are dirty. */
    public MdCrafted bitmap(long events, long cleared, int... dirty) {
        u32(8, 1).u32(96, 8);
        disk.text(BITMAP, "bitm").u32(BITMAP + 4, 4).text(BITMAP + 8, "sixteen letters!").u64(BITMAP + 24, events)
                .u64(BITMAP + 32, cleared).u64(BITMAP + 40, SECTORS).u32(BITMAP + 52, 65536);
        for (int chunk : dirty) {
            int at = BITMAP + 256 + chunk / 8;
            disk.u8(at, disk.bytes()[at] | 1 << chunk % 8);
        }
        return this;
    }

    /** A log of bad blocks, in sectors of the device. */
    MdCrafted badBlocks(long... entries) {
        u32(8, 8).u32(184, 8L << 16).u32(188, 16);
        byte[] none = new byte[4096];
        Arrays.fill(none, (byte) -1);
        disk.put(SUPERBLOCK + 16 * 512, none);
        for (int i = 0; i < entries.length; i++) {
            disk.u64(SUPERBLOCK + 16 * 512 + 8 * i, entries[i]);
        }
        return this;
    }

    public byte[] bytes() {
        int size = 256 + 2 * DEVICES;
        u32(216, 0);
        long sum = 0;
        for (int i = 0; i < size; i += 4) {
            sum += Integer.toUnsignedLong(Integer.reverseBytes(
                    ByteBuffer.wrap(disk.bytes()).getInt(SUPERBLOCK + i)));
        }
        u32(216, (sum & 0xffffffffL) + (sum >>> 32));
        return disk.bytes();
    }

    MemoryDevice device() {
        return MemoryDevice.of(bytes());
    }
}
