// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Walks the B+trees of XFS. A block is in one tree only, so that none is endless.
 */
final class XfsTree {

    private static final int DEEPEST = 12;

    private final Volume volume;
    private final XfsSuper layout;
    private final Roaring64Bitmap nodes = new Roaring64Bitmap();

    /**
     * What a kind of tree looks like.
     *
     * @param magic4
     *            the mark of its blocks in version 4; empty where that has none
     * @param magic5
     *            the same in version 5
     * @param keySize
     *            of a key in an inner block, in bytes
     * @param recordSize
     *            of a record in a leaf, in bytes
     */
    record Kind(String magic4, String magic5, int keySize, int recordSize, String words) {
        static final Kind FREE_BY_BLOCK = new Kind("ABTB", "AB3B", 8, 8, "tree of free space by block");
        static final Kind FREE_BY_SIZE = new Kind("ABTC", "AB3C", 8, 8, "tree of free space by size");
        static final Kind INODES = new Kind("IABT", "IAB3", 4, 16, "inode tree");
        static final Kind FREE_INODES = new Kind("FIBT", "FIB3", 4, 16, "tree of free inodes");
        static final Kind OWNERS = new Kind("", "RMB3", 40, 24, "tree of owners");
        static final Kind SHARING = new Kind("", "R3FC", 4, 12, "tree of shared blocks");
        static final Kind EXTENTS = new Kind("BMAP", "BMA3", 8, 16, "extent tree");
    }

    /** Hears the blocks and records of a tree. */
    interface Sink {
        /** A block of the tree, by its number on the volume. */
        void node(long block, Basis basis);

        /** A record in a leaf. */
        void record(Block leaf, int at);
    }

    XfsTree(Volume volume, XfsSuper layout) {
        this.volume = volume;
        this.layout = layout;
    }

    /** For another pass. */
    void begin() {
        nodes.clear();
    }

    /** A tree whose pointers are within one group. */
    void inGroup(Kind kind, long group, long root, long levels, Sink sink) {
        if (levels < 1 || levels > DEEPEST) {
            throw new Malformed("a tree of " + levels + " levels");
        }
        walk(kind, group, layout.block(group, root), (int) levels - 1, sink);
    }

    /** A tree of extents below an inode, whose pointers are packed numbers of the whole volume. */
    void extents(long packed, int level, Sink sink) {
        if (level < 0 || level > DEEPEST) {
            throw new Malformed("a tree of " + level + " levels");
        }
        walk(Kind.EXTENTS, -1, layout.block(packed), level, sink);
    }

    private void walk(Kind kind, long group, long number, int level, Sink sink) {
        if (nodes.contains(number)) {
            throw new Malformed("block " + number + " is in two trees, or twice in one");
        }
        nodes.add(number);
        boolean wide = group < 0;
        Block block = volume.near(number * layout.blockSize(), layout.blockSize()).bigEndian();
        if (!block.holds(0, layout.version() == 5 ? kind.magic5 : kind.magic4)) {
            throw new Malformed("block " + number + " is none of the " + kind.words);
        }
        int header = layout.version() == 5 ? wide ? 72 : 56 : wide ? 24 : 16;
        int pointer = wide ? 8 : 4;
        int count = block.u16(6);
        int each = level == 0 ? kind.recordSize : kind.keySize + pointer;
        int most = (layout.blockSize() - header) / each;
        if (block.u16(4) != level || count > most) {
            throw new Malformed("block " + number + " of the " + kind.words + " has level " + block.u16(4) + " and "
                    + count + " entries");
        }
        sink.node(number, block.basis());
        for (int i = 0; i < count; i++) {
            if (level == 0) {
                sink.record(block, header + i * each);
            } else {
                int at = header + most * kind.keySize + i * pointer;
                long below = wide ? layout.block(block.bits64(at)) : layout.block(group, block.u32(at));
                walk(kind, group, below, level - 1, sink);
            }
        }
    }
}
