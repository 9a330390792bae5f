// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.ByteBuffer;

/**
 * The directories of XFS: in the inode, in one block, or in blocks with an index far behind them.
 */
final class XfsDirectories implements DirectoryTree {

    /** From there on in a directory lies its index (XFS_DIR2_LEAF_OFFSET). */
    private static final long INDEX = 1L << 35;
    private static final int UNUSED = 0xFFFF;

    private final Volume volume;
    private final XfsSuper layout;
    private final XfsMap map;
    /** A block belongs to one directory, so that all of them are no longer than the volume. */
    private long left;

    XfsDirectories(Volume volume, XfsSuper layout) {
        this.volume = volume;
        this.layout = layout;
        this.map = new XfsMap(volume, layout);
        this.left = 2 * layout.blocks();
    }

    @Override
    public long root() {
        return layout.root();
    }

    @Override
    public void entries(long directory, EntrySink sink) {
        map.begin();
        XfsInode inode = XfsInode.of(directory, volume.near(layout.inodeOffset(directory), layout.inodeSize()));
        if (inode.format() == XfsInode.LOCAL) {
            shortForm(inode.fork().with(inode.basis()), inode.size(), sink);
            return;
        }
        Blocks blocks = new Blocks(inode, sink);
        map.content(inode, blocks);
        blocks.end();
    }

    private void shortForm(Block fork, long size, EntrySink sink) {
        int count = fork.u8(0);
        int numberSize = fork.u8(1) > 0 ? 8 : 4;
        int at = 2 + numberSize;
        int end = (int) Math.min(size, fork.length());
        // With 8-byte numbers, count is that of entries all the same.
        int entries = Math.max(count, fork.u8(1));
        for (int i = 0; i < entries && at + 3 < end; i++) {
            int length = fork.u8(at);
            int number = at + 3 + length + (layout.hasTypes() ? 1 : 0);
            sink.entry(numberSize == 8 ? fork.u63(number) : fork.u32(number), fork, at + 3, length);
            at = number + numberSize;
        }
    }

    /** Puts directory blocks together, which may be larger than a block and lie in several runs. */
    private final class Blocks implements BlockSink {
        private final XfsInode inode;
        private final EntrySink sink;
        private final ByteBuffer whole = ByteBuffer.allocate(layout.directoryBlockSize());
        private Basis basis;
        private long number = -1;

        Blocks(XfsInode inode, EntrySink sink) {
            this.inode = inode;
            this.sink = sink;
            this.basis = inode.basis();
        }

        @Override
        public void run(long logical, long physical, long count, boolean unwritten) {
            for (long i = 0; i < count; i++) {
                long offset = (logical + i) * layout.blockSize();
                if (offset >= INDEX || offset >= Math.max(inode.size(), layout.directoryBlockSize())) {
                    return;
                }
                if (left-- <= 0) {
                    throw new Malformed("directories have more blocks than the file system");
                }
                if (number != offset / layout.directoryBlockSize()) {
                    end();
                    number = offset / layout.directoryBlockSize();
                }
                Block block = volume.near((physical + i) * layout.blockSize(), layout.blockSize());
                whole.put((int) (offset % layout.directoryBlockSize()), block.bytes(0, block.length()));
                basis = basis.plus(block.basis());
            }
        }

        @Override
        public void node(long block, String what, Basis restsOn) {
            basis = basis.plus(restsOn);
        }

        void end() {
            if (number >= 0) {
                number = -1;
                data(new Block(whole.duplicate(), basis).bigEndian());
                basis = inode.basis();
            }
        }

        private void data(Block block) {
            boolean single = block.holds(0, "XD2B") || block.holds(0, "XDB3");
            if (!single && !block.holds(0, "XD2D") && !block.holds(0, "XDD3")) {
                throw new Malformed("a directory block without its mark");
            }
            int end = block.length();
            if (single) {
                long index = 8 + block.u32(end - 8) * 8;
                if (index > end) {
                    throw new Malformed("a directory block with " + block.u32(end - 8) + " entries");
                }
                end -= (int) index;
            }
            int types = layout.hasTypes() ? 1 : 0;
            for (int at = layout.version() == 5 ? 64 : 16; at + 8 <= end;) {
                if (block.u16(at) == UNUSED) {
                    int length = block.u16(at + 2);
                    if (length < 8 || (length & 7) != 0) {
                        throw new Malformed("an unused piece of " + length + " bytes in a directory");
                    }
                    at += length;
                } else {
                    int length = block.u8(at + 8);
                    sink.entry(block.u63(at), block, at + 9, length);
                    at += (8 + 1 + length + types + 2 + 7) & ~7;
                }
            }
        }
    }
}
