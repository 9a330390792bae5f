// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.place.Remark.Meaning;

/**
 * The superblock of ext2, ext3 or ext4: how the volume is divided. Offsets and flags are those of
 * the kernel's documentation, filesystems/ext4/super.rst.
 *
 * @param blockSize
 *            in bytes, 1 KiB to 64 KiB
 * @param blocks
 *            how many there are, at most as many as the volume has room for
 * @param firstBlock
 *            the block of group 0's superblock: 1 where blocks have 1 KiB, else 0
 * @param inodes
 *            how many there are
 * @param descriptorSize
 *            of a group descriptor, in bytes
 * @param reservedDescriptors
 *            blocks kept behind the descriptors for growing
 * @param firstMetaGroup
 *            from this block of descriptors on, each lies in its own groups
 * @param backups
 *            the two groups with a copy of the superblock under sparse_super2
 * @param copy
 *            the group whose copy of the superblock this is; 0 for the first
 * @param descriptorsFrom
 *            the group whose copy of the groups' descriptors is read; 0 for the first
 */
record ExtSuper(int blockSize, long blocks, long firstBlock, long blocksPerGroup, long inodes, long inodesPerGroup,
        int inodeSize, int descriptorSize, long compat, long incompat, long readOnlyCompat, int reservedDescriptors,
        long firstMetaGroup, List<Long> backups, long journalInode, long orphanInode, long lastOrphan,
        long multiMountBlock, int state, long copy, long descriptorsFrom, Basis basis) {

    static final int OFFSET = 1024;
    static final int SIZE = 1024;

    private static final long HAS_JOURNAL = 0x4;
    private static final long RESIZE_INODE = 0x10;
    private static final long SPARSE_SUPER2 = 0x200;
    private static final long ORPHAN_FILE = 0x1000;
    private static final long COMPRESSION = 0x1;
    private static final long FILETYPE = 0x2;
    private static final long RECOVER = 0x4;
    private static final long JOURNAL_DEVICE = 0x8;
    private static final long META_BG = 0x10;
    private static final long WIDE = 0x80;
    private static final long MULTI_MOUNT = 0x100;
    /** extents, 64bit, flex_bg, ea_inode, csum_seed, large_dir, inline_data, encrypt, casefold. */
    private static final long EXT4_INCOMPAT = 0x40 | WIDE | 0x200 | 0x400 | 0x2000 | 0x4000 | 0x8000 | 0x10000
            | 0x20000;
    private static final long KNOWN_INCOMPAT = EXT4_INCOMPAT | FILETYPE | RECOVER | META_BG | MULTI_MOUNT;
    private static final long SPARSE_SUPER = 0x1;
    private static final long GROUP_CHECKSUMS = 0x10 | 0x400;
    private static final long BIGALLOC = 0x200;
    /** huge_file, gdt_csum, dir_nlink, extra_isize, metadata_csum. */
    private static final long EXT4_READ_ONLY = 0x8 | 0x10 | 0x20 | 0x40 | 0x400;

    static boolean isThere(Block first) {
        return first.length() >= OFFSET + SIZE && first.u16(OFFSET + 0x38) == 0xEF53;
    }

    /**
     * Reads it.
     *
     * @param found
     *            its 1024 bytes
     * @param volumeLength
     *            in bytes
     */
    static ExtSuper of(Block found, long volumeLength) {
        return of(found, volumeLength, 0, 0);
    }

    /** Reads the copy of it in that group, with the descriptors in that other. */
    static ExtSuper of(Block found, long volumeLength, long copy, long descriptorsFrom) {
        int logSize = (int) Math.min(99, found.u32(0x18));
        if (logSize > 6) {
            throw new Malformed("a block of 2^" + (10 + logSize) + " bytes");
        }
        int blockSize = 1024 << logSize;
        long incompat = found.u32(0x60);
        boolean old = found.u32(0x4C) == 0;
        int inodeSize = old ? 128 : found.u16(0x58);
        boolean wide = (incompat & WIDE) != 0;
        int descriptorSize = wide ? found.u16(0xFE) : 32;
        long blocks = found.u32(0x4) + (wide ? found.u32(0x150) << 32 : 0);
        long compat = found.u32(0x5C);
        ExtSuper read = new ExtSuper(blockSize, Math.min(blocks, volumeLength / blockSize), found.u32(0x14),
                found.u32(0x20), found.u32(0x0), found.u32(0x28), inodeSize, descriptorSize, compat, incompat,
                found.u32(0x64), (compat & RESIZE_INODE) != 0 ? found.u16(0xCE) : 0, found.u32(0x104),
                List.of(found.u32(0x24C), found.u32(0x250)), found.u32(0xE0),
                (compat & ORPHAN_FILE) != 0 ? found.u32(0x280) : 0, found.u32(0xE8),
                (incompat & MULTI_MOUNT) != 0 ? found.u63(0x168) : 0, found.u16(0x3A), copy, descriptorsFrom,
                found.basis());
        if (read.refusal().isEmpty()) {
            read.check();
        }
        return read;
    }

    private void check() {
        if (firstBlock > 1 || blocks <= firstBlock) {
            throw new Malformed("the superblock is of " + blocks + " blocks from " + firstBlock);
        }
        // A bitmap of one block describes a group.
        if (blocksPerGroup < 8 || blocksPerGroup > 8L * blockSize || inodesPerGroup < 1
                || inodesPerGroup > 8L * blockSize) {
            throw new Malformed(
                    "a group of " + blocksPerGroup + " blocks and " + inodesPerGroup
                            + " inodes does not fit its bitmaps");
        }
        if (inodeSize < 128 || inodeSize > blockSize || Integer.bitCount(inodeSize) != 1) {
            throw new Malformed("an inode of " + inodeSize + " bytes");
        }
        if (descriptorSize < 32 || descriptorSize > blockSize || Integer.bitCount(descriptorSize) != 1) {
            throw new Malformed("a group descriptor of " + descriptorSize + " bytes");
        }
    }

    String name() {
        if ((incompat & EXT4_INCOMPAT) != 0 || (readOnlyCompat & EXT4_READ_ONLY) != 0) {
            return "ext4";
        }
        return hasJournal() ? "ext3" : "ext2";
    }

    /** Why the volume is not entered; empty if it is. */
    Optional<Wording> refusal() {
        if ((readOnlyCompat & BIGALLOC) != 0) {
            return Optional.of(Wording.of("ext4 with bigalloc (blocks in clusters) is not read"));
        }
        if ((incompat & JOURNAL_DEVICE) != 0) {
            return Optional.of(Wording.of("the external journal of an ext3 or ext4 file system"));
        }
        if ((incompat & COMPRESSION) != 0) {
            return Optional.of(Wording.of("ext2 with compression is not read"));
        }
        long unknown = incompat & ~KNOWN_INCOMPAT;
        return unknown == 0
                ? Optional.empty()
                : Optional.of(Wording.of("ext4 with an unknown feature (incompat 0x{0})", Long.toHexString(unknown)));
    }

    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        if (copy > 0) {
            remarks.add(hasJournal() ? copyWithJournal() : copyAlone());
        } else if (needsRecovery()) {
            remarks.add(Remark.JOURNAL_TO_REPLAY);
        } else if (!hasJournal() && (state & 1) == 0) {
            remarks.add(Remark.NOT_UNMOUNTED);
        }
        if ((state & 2) != 0) {
            remarks.add(Remark.of(
                    Wording.of("the file system has noted errors in itself; fsck has not seen to them")));
        }
        if (lastOrphan != 0) {
            remarks.add(Remark.of(Wording.of("files were deleted while they were open: their blocks are in use and have"
                    + " no name")));
        }
        return remarks;
    }

    private Remark copyAlone() {
        return Remark.of(descriptorsFrom > 0
                ? Wording.of("the superblock is damaged: its copy in group {0} is read, and so is the copy of the"
                        + " groups' descriptors there", copy)
                : Wording.of("the superblock is damaged: its copy in group {0} is read", copy), Meaning.DAMAGED);
    }

    /** Only the first superblock knows whether the journal has to be replayed. */
    private Remark copyWithJournal() {
        return Remark.of(descriptorsFrom > 0
                ? Wording.of("the superblock is damaged: its copy in group {0} is read, and so is the copy of the"
                        + " groups' descriptors there; whether the journal holds changes that are not on the disk yet"
                        + " cannot be told", copy)
                : Wording.of("the superblock is damaged: its copy in group {0} is read; whether the journal holds"
                        + " changes that are not on the disk yet cannot be told", copy),
                Meaning.DAMAGED, Meaning.LIVE_LOG);
    }

    boolean hasJournal() {
        return (compat & HAS_JOURNAL) != 0;
    }

    /** Copies of the superblock do not tell it: then it may be so. */
    boolean needsRecovery() {
        return (incompat & RECOVER) != 0 || (copy > 0 && hasJournal());
    }

    boolean entriesHaveTypes() {
        return (incompat & FILETYPE) != 0;
    }

    /** Whether a group's flags and its count of unused inodes mean anything. */
    boolean hasGroupChecksums() {
        return (readOnlyCompat & GROUP_CHECKSUMS) != 0;
    }

    int sectorsPerBlock() {
        return blockSize / 512;
    }

    long groups() {
        return Math.ceilDiv(blocks - firstBlock, blocksPerGroup);
    }

    long firstBlockOf(long group) {
        return firstBlock + group * blocksPerGroup;
    }

    long groupOf(long block) {
        return (block - firstBlock) / blocksPerGroup;
    }

    private long descriptorsPerBlock() {
        return blockSize / descriptorSize;
    }

    /** How many blocks of descriptors there are. */
    long descriptorBlocks() {
        return Math.ceilDiv(groups(), descriptorsPerBlock());
    }

    private boolean isMeta(long descriptorBlock) {
        return (incompat & META_BG) != 0 && descriptorBlock >= firstMetaGroup;
    }

    /** Where a group's descriptor lies, in bytes. */
    long descriptorOffset(long group) {
        long number = group / descriptorsPerBlock();
        long inBlock = group % descriptorsPerBlock() * descriptorSize;
        if (!isMeta(number)) {
            return (firstBlockOf(descriptorsFrom) + 1 + number) * blockSize + inBlock;
        }
        long home = number * descriptorsPerBlock();
        return (firstBlockOf(home) + (hasSuper(home) ? 1 : 0)) * blockSize + inBlock;
    }

    /** Whether the group begins with a superblock or a copy of it. */
    boolean hasSuper(long group) {
        if (group == 0) {
            return true;
        }
        if ((compat & SPARSE_SUPER2) != 0) {
            return backups.contains(group);
        }
        return (readOnlyCompat & SPARSE_SUPER) == 0 || group == 1 || isPower(group, 3) || isPower(group, 5)
                || isPower(group, 7);
    }

    private static boolean isPower(long number, int base) {
        long rest = number;
        while (rest % base == 0) {
            rest /= base;
        }
        return rest == 1;
    }

    /**
     * How many blocks of descriptors lie behind a group's superblock, or at its beginning under
     * meta_bg.
     */
    long descriptorBlocksIn(long group) {
        if ((incompat & META_BG) == 0) {
            return hasSuper(group) ? descriptorBlocks() : 0;
        }
        long number = group / descriptorsPerBlock();
        if (!isMeta(number)) {
            return hasSuper(group) ? Math.min(descriptorBlocks(), firstMetaGroup) : 0;
        }
        long within = group % descriptorsPerBlock();
        return within < 2 || within == descriptorsPerBlock() - 1 ? 1 : 0;
    }

    /** Blocks that are kept for more descriptors behind those of a group. */
    long reservedDescriptorsIn(long group) {
        return hasSuper(group) && (incompat & META_BG) == 0 ? reservedDescriptors : 0;
    }

    /** The block must be one of the volume's. */
    long checked(long block) {
        if (block < firstBlock || block >= blocks) {
            throw new Malformed("block " + block + " is outside the file system of " + blocks);
        }
        return block;
    }
}
