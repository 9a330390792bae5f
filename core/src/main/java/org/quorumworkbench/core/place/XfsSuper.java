// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.file.Wording;

/**
 * The superblock of XFS, versions 4 and 5: how the volume is divided into allocation groups.
 * Offsets are those of "XFS Algorithms and Data Structures", and of the kernel's xfs_format.h.
 *
 * @param blocks
 *            of the whole file system, as far as they are there
 * @param groupBlocks
 *            of every allocation group but the last, which may be shorter
 * @param groupBits
 *            of a block's number within its group, in block and inode numbers
 * @param inodesPerBlockBits
 *            of an inode's number within its block
 * @param systemInodes
 *            those of realtime space and quota
 */
record XfsSuper(int blockSize, long blocks, long logStart, long logBlocks, long root, long groupBlocks, long groups,
        int version, int sectorSize, int inodeSize, int groupBits, int inodesPerBlockBits, int directoryBits,
        boolean hasTypes, boolean isSparse, long readOnlyCompat, long incompat, Set<Long> systemInodes, Basis basis) {

    static final int SIZE = 512;
    private static final long NONE = -1;
    private static final long TYPES_4 = 0x200;
    private static final long TYPES = 0x1;
    private static final long SPARSE = 0x2;
    private static final long NEEDS_REPAIR = 0x10;
    /** ftype, sparse inodes, meta_uuid, bigtime, needsrepair, nrext64, exchange-range, parent. */
    private static final long KNOWN = 0xFF;

    static boolean isThere(Block first) {
        return first.holds(0, "XFSB");
    }

    static XfsSuper of(Block found, long volumeLength) {
        int blockSize = (int) Math.min(found.u32(4), 1 << 20);
        int version = found.u16(100) & 0xF;
        long incompat = version == 5 ? found.u32(216) : 0;
        Set<Long> system = new HashSet<>();
        for (int at : version == 5 ? new int[]{64, 72, 160, 168, 232} : new int[]{64, 72, 160, 168}) {
            if (found.bits64(at) != NONE && found.bits64(at) != 0) {
                system.add(found.bits64(at));
            }
        }
        XfsSuper read = new XfsSuper(blockSize, Math.min(found.u63(8), volumeLength / Math.max(512, blockSize)),
                found.u63(48), found.u32(96), found.u63(56), found.u32(84), found.u32(88), version, found.u16(102),
                found.u16(104), found.u8(124), found.u8(123), found.u8(192),
                version == 5 ? (incompat & TYPES) != 0 : (found.u32(200) & TYPES_4) != 0, (incompat & SPARSE) != 0,
                version == 5 ? found.u32(212) : 0, incompat, Set.copyOf(system), found.basis());
        read.check();
        return read;
    }

    private void check() {
        if (version != 4 && version != 5) {
            throw new Malformed("XFS of version " + version + " is not read");
        }
        if (blockSize < 512 || blockSize > 65536 || Integer.bitCount(blockSize) != 1 || sectorSize < 512
                || sectorSize > 32768 || Integer.bitCount(sectorSize) != 1 || 4 * sectorSize > blockSize * 64) {
            throw new Malformed("blocks of " + blockSize + " and sectors of " + sectorSize + " bytes");
        }
        if (inodeSize < 256 || inodeSize > 2048 || inodeSize > blockSize
                || inodeSize << inodesPerBlockBits != blockSize) {
            throw new Malformed("inodes of " + inodeSize + " bytes in blocks of " + blockSize);
        }
        if (groupBits > 31 || groupBlocks < 1 || groupBlocks > 1L << groupBits || groups < 1
                || directoryBits > 16 || (long) blockSize << directoryBits > 65536) {
            throw new Malformed(groups + " allocation groups of " + groupBlocks + " blocks");
        }
    }

    /** Why the volume is not entered; empty if it is. */
    Optional<Wording> refusal() {
        long unknown = incompat & ~KNOWN;
        return unknown == 0
                ? Optional.empty()
                : Optional.of(Wording.of("XFS with an unknown feature (incompat 0x{0})", Long.toHexString(unknown)));
    }

    boolean needsRepair() {
        return (incompat & NEEDS_REPAIR) != 0;
    }

    int sectorsPerBlock() {
        return blockSize / 512;
    }

    /** Groups of which there is something. */
    long groupsThere() {
        return Math.min(groups, Math.ceilDiv(blocks, groupBlocks));
    }

    /** Blocks of that group. */
    long blocksIn(long group) {
        return Math.min(groupBlocks, blocks - group * groupBlocks);
    }

    /** From a block's number within its group to that on the volume; the block must be there. */
    long block(long group, long within) {
        if (group < 0 || group >= groupsThere() || within < 0 || within >= blocksIn(group)) {
            throw new Malformed("block " + within + " of allocation group " + group + " is not there");
        }
        return group * groupBlocks + within;
    }

    /** From a packed block number to that on the volume. */
    long block(long packed) {
        return block(packed >>> groupBits, packed & ((1L << groupBits) - 1));
    }

    /** Where an inode lies, in bytes. */
    long inodeOffset(long inode) {
        long inGroup = inode & ((1L << (groupBits + inodesPerBlockBits)) - 1);
        long block = block(inode >>> (groupBits + inodesPerBlockBits), inGroup >>> inodesPerBlockBits);
        return block * blockSize + (inGroup & ((1L << inodesPerBlockBits) - 1)) * inodeSize;
    }

    int directoryBlockSize() {
        return blockSize << directoryBits;
    }
}
