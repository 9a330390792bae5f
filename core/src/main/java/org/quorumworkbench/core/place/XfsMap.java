// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/** Where the content of an inode of XFS lies. */
final class XfsMap {

    private static final int EXTENT = 16;

    private final XfsSuper layout;
    private final XfsTree tree;

    XfsMap(Volume volume, XfsSuper layout) {
        this.layout = layout;
        this.tree = new XfsTree(volume, layout);
    }

    /** For another pass. */
    void begin() {
        tree.begin();
    }

    void content(XfsInode inode, BlockSink sink) {
        fork(inode.fork(), inode.format(), inode.extents(), sink);
    }

    void attributes(XfsInode inode, BlockSink sink) {
        fork(inode.attributes(), inode.attributeFormat(), inode.attributeExtents(), sink);
    }

    private void fork(Block fork, int format, long extents, BlockSink sink) {
        if (format == XfsInode.LIST) {
            if (extents > fork.length() / EXTENT) {
                throw new Malformed(extents + " extents do not fit into the inode");
            }
            for (int i = 0; i < extents; i++) {
                extent(fork, i * EXTENT, sink);
            }
        } else if (format == XfsInode.TREE && fork.length() > 4) {
            int level = fork.u16(0);
            int count = fork.u16(2);
            int most = (fork.length() - 4) / EXTENT;
            if (count > most || level < 1) {
                throw new Malformed("the root of an extent tree with level " + level + " and " + count + " entries");
            }
            for (int i = 0; i < count; i++) {
                tree.extents(fork.bits64(4 + most * 8 + i * 8), level - 1, new XfsTree.Sink() {
                    @Override
                    public void node(long block, Basis basis) {
                        sink.node(block, "extent block", basis);
                    }

                    @Override
                    public void record(Block leaf, int at) {
                        extent(leaf, at, sink);
                    }
                });
            }
        }
    }

    /** A flag, 54 bits of the place in the file, 52 of the block, 21 of the length. */
    private void extent(Block from, int at, BlockSink sink) {
        long high = from.bits64(at);
        long low = from.bits64(at + 8);
        long count = low & 0x1F_FFFF;
        long packed = (high & 0x1FF) << 43 | low >>> 21;
        long logical = high >>> 9 & (1L << 54) - 1;
        if (count == 0 || logical > Long.MAX_VALUE / layout.blockSize() - count) {
            throw new Malformed("an extent of " + count + " blocks at block " + logical + " of a file");
        }
        long first = layout.block(packed);
        // An extent does not cross the border of its group.
        layout.block(packed + count - 1);
        sink.run(logical, first, count, high < 0);
    }
}
