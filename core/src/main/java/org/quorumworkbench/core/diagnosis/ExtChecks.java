// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Checked.Tried;

/**
 * The checksums that ext4 keeps of its metadata (metadata_csum), of one version. What they cover is
 * in the kernel's documentation, filesystems/ext4/checksums.rst.
 *
 * @param base
 *            where the volume begins on the disk, in bytes
 * @param seed
 *            what every checksum begins with
 */
record ExtChecks(VersionBytes version, long base, int blockSize, long firstBlock, long blocks, long blocksPerGroup,
        long inodesPerGroup, int inodeSize, int descriptorSize, int seed) {

    private static final int CHECKSUMS = 0x400;
    private static final int SEED_KEPT = 0x2000;
    private static final int META_GROUPS = 0x10;
    private static final int WIDE = 0x80;
    private static final int EXTENT_MAGIC = 0xF30A;
    private static final int ATTRIBUTES_MAGIC = 0xEA02_0000;
    private static final int TAIL = 12;

    /** Reads the superblock; empty if there are no checksums, or the numbers make no sense. */
    static Optional<ExtChecks> of(VersionBytes version, long base) {
        Optional<ByteBuffer> read = version.read(base + 1024, 1024);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer block = read.get();
        int incompat = block.getInt(0x60);
        int logSize = block.getInt(0x18);
        if ((block.getShort(0x38) & 0xFFFF) != 0xEF53 || (block.getInt(0x64) & CHECKSUMS) == 0
                || (incompat & META_GROUPS) != 0 || logSize < 0 || logSize > 6) {
            return Optional.empty();
        }
        boolean wide = (incompat & WIDE) != 0;
        int seed = (incompat & SEED_KEPT) != 0
                ? block.getInt(0x270)
                : Crc32c.of(Crc32c.START, VersionBytes.array(block), 0x68, 0x78);
        ExtChecks checks = new ExtChecks(version, base, 1024 << logSize, block.getInt(0x14) & 0xFFFF_FFFFL,
                (block.getInt(0x4) & 0xFFFF_FFFFL) + (wide ? (block.getInt(0x150) & 0xFFFF_FFFFL) << 32 : 0),
                block.getInt(0x20) & 0xFFFF_FFFFL, block.getInt(0x28) & 0xFFFF_FFFFL, block.getShort(0x58) & 0xFFFF,
                wide ? block.getShort(0xFE) & 0xFFFF : 32, seed);
        return checks.makesSense() ? Optional.of(checks) : Optional.empty();
    }

    private boolean makesSense() {
        return firstBlock <= 1 && blocksPerGroup >= 8 && blocksPerGroup <= 8L * blockSize && inodesPerGroup >= 1
                && inodesPerGroup <= 8L * blockSize && inodeSize >= 128 && inodeSize <= blockSize
                && Integer.bitCount(inodeSize) == 1 && descriptorSize >= 32 && descriptorSize <= 1024;
    }

    ExtChecks with(VersionBytes other) {
        return new ExtChecks(other, base, blockSize, firstBlock, blocks, blocksPerGroup, inodesPerGroup, inodeSize,
                descriptorSize, seed);
    }

    private Tried tried(Optional<ByteBuffer> read, java.util.function.Function<ByteBuffer, Tried> test) {
        return read.map(test).orElse(Tried.SILENT);
    }

    /**
     * A superblock or a copy of it.
     *
     * @param offset
     *            in the volume, in bytes
     */
    Tried superblock(long offset) {
        return tried(version.read(base + offset, 1024), block -> Tried
                .of((block.getShort(0x38) & 0xFFFF) == 0xEF53
                        && Crc32c.of(Crc32c.START, VersionBytes.array(block), 0, 0x3FC) == block.getInt(0x3FC))
                .aged((block.getInt(0x30) & 0xFFFF_FFFFL) + ((long) (block.get(0x274) & 0xFF) << 32)));
    }

    private Optional<ByteBuffer> readDescriptor(long group) {
        return group < 0 || group > blocks / blocksPerGroup
                ? Optional.empty()
                : version.read(base + (firstBlock + 1) * blockSize + group * descriptorSize, descriptorSize);
    }

    Tried descriptor(long group) {
        return tried(readDescriptor(group), found -> {
            int crc = Crc32c.without(Crc32c.number(seed, group), VersionBytes.array(found), descriptorSize, 0x1E, 2);
            return Tried.of((crc & 0xFFFF) == (found.getShort(0x1E) & 0xFFFF));
        });
    }

    /**
     * A bitmap against the descriptor's checksum of it.
     *
     * @param ofInodes
     *            or of blocks
     */
    Tried bitmap(long group, boolean ofInodes) {
        return tried(readDescriptor(group), found -> {
            // Never written: the bitmap means nothing.
            if ((found.getShort(0x12) & (ofInodes ? 1 : 2)) != 0) {
                return Tried.SILENT;
            }
            long block = number(found, ofInodes ? 0x4 : 0x0, ofInodes ? 0x24 : 0x20);
            int length = (int) ((ofInodes ? inodesPerGroup : blocksPerGroup) / 8);
            return tried(version.read(base + block * blockSize, blockSize), bitmap -> {
                int crc = Crc32c.of(seed, VersionBytes.array(bitmap), 0, length);
                int low = found.getShort(ofInodes ? 0x1A : 0x18) & 0xFFFF;
                int high = descriptorSize >= 64 ? found.getShort(ofInodes ? 0x3A : 0x38) & 0xFFFF : crc >>> 16;
                return Tried.of(crc == (high << 16 | low));
            });
        });
    }

    private long number(ByteBuffer found, int low, int high) {
        return (found.getInt(low) & 0xFFFF_FFFFL)
                + (descriptorSize >= 64 ? (found.getInt(high) & 0xFFFF_FFFFL) << 32 : 0);
    }

    /** Where a group's inodes begin in the volume, in bytes; -1 if that cannot be told. */
    long inodeTable(long group) {
        return readDescriptor(group).map(found -> number(found, 0x8, 0x28)).filter(block -> block < blocks)
                .map(block -> block * blockSize).orElse(-1L);
    }

    private Optional<ByteBuffer> readInode(long number) {
        long table = number < 1 ? -1 : inodeTable((number - 1) / inodesPerGroup);
        return table < 0
                ? Optional.empty()
                : version.read(base + table + (number - 1) % inodesPerGroup * inodeSize, inodeSize);
    }

    private int inodeSeed(long number, ByteBuffer inode) {
        return Crc32c.number(Crc32c.number(seed, number), inode.getInt(0x64));
    }

    /** An inode; one that is all zeroes was never used, and says nothing. */
    Tried inode(long number) {
        return tried(readInode(number), inode -> {
            byte[] bytes = VersionBytes.array(inode);
            if (isZero(bytes)) {
                return Tried.SILENT;
            }
            boolean high = inodeSize > 128 && (inode.getShort(0x80) & 0xFFFF) >= 4;
            byte[] bare = Arrays.copyOf(bytes, inodeSize);
            bare[0x7C] = 0;
            bare[0x7D] = 0;
            if (high) {
                bare[0x82] = 0;
                bare[0x83] = 0;
            }
            int crc = Crc32c.of(inodeSeed(number, inode), bare, 0, inodeSize);
            boolean whole = (crc & 0xFFFF) == (inode.getShort(0x7C) & 0xFFFF)
                    && (!high || crc >>> 16 == (inode.getShort(0x82) & 0xFFFF));
            return Tried.of(whole).aged(inode.getInt(0xC) & 0xFFFF_FFFFL);
        });
    }

    private static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * A block of a directory, or of extents, of that inode; which of them its own bytes tell.
     *
     * @param block
     *            its number
     */
    Tried blockOf(long inode, long block) {
        return tried(readInode(inode), owner -> tried(version.read(base + block * blockSize, blockSize), found -> {
            int start = inodeSeed(inode, owner);
            if ((found.getShort(0) & 0xFFFF) == EXTENT_MAGIC) {
                int tail = TAIL + TAIL * (found.getShort(4) & 0xFFFF);
                return tail + 4 > blockSize
                        ? Tried.of(false)
                        : Tried.of(Crc32c.of(start, VersionBytes.array(found), 0, tail) == found.getInt(tail));
            }
            if (found.getInt(0) == ATTRIBUTES_MAGIC) {
                int number = Crc32c.number(Crc32c.number(seed, block), block >>> 32);
                return Tried
                        .of(Crc32c.without(number, VersionBytes.array(found), blockSize, 16, 4) == found.getInt(16));
            }
            int tail = blockSize - TAIL;
            if (found.getInt(tail) == 0 && found.getShort(tail + 4) == TAIL && (found.get(tail + 7) & 0xFF) == 0xDE) {
                return Tried.of(Crc32c.of(start, VersionBytes.array(found), 0, tail) == found.getInt(tail + 8));
            }
            return Tried.SILENT;
        }));
    }
}
