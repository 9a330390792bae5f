// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Where the content of inodes lies: extent trees, and the block lists of ext2 and ext3. A block may
 * list runs only once on a volume, so that no tree is longer than the volume.
 */
final class ExtMap {

    private static final int MAGIC = 0xF30A;
    /** Five is what ext4 makes; a tree of more is damage. */
    private static final int DEEPEST = 8;
    private static final int LONGEST_WRITTEN = 32768;
    private static final int DIRECT = 12;

    private final Volume volume;
    private final ExtSuper layout;
    private final Roaring64Bitmap nodes = new Roaring64Bitmap();

    ExtMap(Volume volume, ExtSuper layout) {
        this.volume = volume;
        this.layout = layout;
    }

    /** Forgets which blocks it has seen: for another pass. */
    void begin() {
        nodes.clear();
    }

    /** Tells the runs of an inode in order; {@link Malformed} where they end in damage. */
    void walk(ExtInode inode, BlockSink sink) {
        if (inode.hasExtents()) {
            extents(inode.map(), DEEPEST, sink);
        } else {
            new Lists(inode, sink).walk();
        }
    }

    private Block node(long block) {
        layout.checked(block);
        if (nodes.contains(block)) {
            throw new Malformed("block " + block + " lists blocks for two owners, or for itself");
        }
        nodes.add(block);
        return volume.near(block * layout.blockSize(), layout.blockSize());
    }

    private void extents(Block node, int deepest, BlockSink sink) {
        if (node.u16(0) != MAGIC) {
            throw new Malformed("an extent block without its mark");
        }
        int entries = node.u16(2);
        int depth = node.u16(6);
        if (entries > node.length() / 12 - 1 || depth > deepest) {
            throw new Malformed("an extent block with " + entries + " entries and depth " + depth);
        }
        for (int i = 0; i < entries; i++) {
            int at = 12 + i * 12;
            if (depth == 0) {
                extent(node, at, sink);
            } else {
                long block = node.u32(at + 4) + ((long) node.u16(at + 8) << 32);
                Block below = node(block);
                sink.node(block, "extent block", below.basis());
                extents(below, depth - 1, sink);
            }
        }
    }

    private void extent(Block node, int at, BlockSink sink) {
        int length = node.u16(at + 4);
        long first = node.u32(at + 8) + ((long) node.u16(at + 6) << 32);
        boolean unwritten = length > LONGEST_WRITTEN;
        int count = unwritten ? length - LONGEST_WRITTEN : length;
        if (count == 0) {
            return;
        }
        layout.checked(first);
        layout.checked(first + count - 1);
        sink.run(node.u32(at), first, count, unwritten);
    }

    /** The block lists of one inode: twelve blocks, then lists, lists of lists, and so on. */
    private final class Lists {
        private final ExtInode inode;
        private final BlockSink sink;
        private final long end;
        private long logical;
        private long runLogical;
        private long runFirst;
        private long runCount;

        Lists(ExtInode inode, BlockSink sink) {
            this.inode = inode;
            this.sink = sink;
            this.end = Math.ceilDiv(inode.size(), (long) layout.blockSize());
        }

        void walk() {
            try {
                for (int i = 0; i < DIRECT; i++) {
                    block(inode.map().u32(i * 4));
                }
                for (int depth = 1; depth <= 3; depth++) {
                    list(inode.map().u32((DIRECT + depth - 1) * 4), depth);
                }
            } finally {
                tell();
            }
        }

        private void list(long block, int depth) {
            long perBlock = layout.blockSize() / 4;
            if (block == 0 || logical >= end) {
                logical += depth == 1 ? perBlock : depth == 2 ? perBlock * perBlock : perBlock * perBlock * perBlock;
                return;
            }
            Block list = node(block);
            sink.node(block, "indirect block", list.basis());
            for (int at = 0; at < list.length(); at += 4) {
                if (depth == 1) {
                    block(list.u32(at));
                } else {
                    list(list.u32(at), depth - 1);
                }
            }
        }

        private void block(long block) {
            if (block != 0) {
                layout.checked(block);
                if (runCount > 0 && runFirst + runCount == block && runLogical + runCount == logical) {
                    runCount++;
                } else {
                    tell();
                    runLogical = logical;
                    runFirst = block;
                    runCount = 1;
                }
            }
            logical++;
        }

        private void tell() {
            if (runCount > 0) {
                sink.run(runLogical, runFirst, runCount, false);
            }
            runCount = 0;
        }
    }
}
