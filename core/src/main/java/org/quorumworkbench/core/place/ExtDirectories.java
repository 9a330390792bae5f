// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * The directories of ext2, ext3 and ext4: entries one after the other in blocks, or in the inode.
 */
final class ExtDirectories implements DirectoryTree {

    static final int ROOT = 2;
    private static final int ATTRIBUTES_MARK = 0xEA02_0000;
    private static final int SYSTEM_ATTRIBUTE = 7;

    private final Volume volume;
    private final ExtSuper layout;
    private final ExtInodes inodes;
    private final ExtMap map;
    /** A block belongs to one directory, so that all of them are no longer than the volume. */
    private long left;

    ExtDirectories(Volume volume, ExtSuper layout, ExtInodes inodes) {
        this.volume = volume;
        this.layout = layout;
        this.inodes = inodes;
        this.map = new ExtMap(volume, layout);
        this.left = 2 * layout.blocks();
    }

    @Override
    public long root() {
        return ROOT;
    }

    @Override
    public void entries(long directory, EntrySink sink) {
        map.begin();
        ExtInode inode = inodes.read(directory);
        if (inode.isInline()) {
            inline(inode, sink);
            return;
        }
        long end = Math.ceilDiv(inode.size(), (long) layout.blockSize());
        map.walk(inode, new BlockSink() {
            @Override
            public void run(long logical, long physical, long count, boolean unwritten) {
                long inside = Math.min(count, end - logical);
                for (long i = 0; i < inside; i++) {
                    if (left-- <= 0) {
                        throw new Malformed("directories have more blocks than the file system");
                    }
                    block(volume.near((physical + i) * layout.blockSize(), layout.blockSize()), inode, sink);
                }
            }

            @Override
            public void node(long block, String what, Basis basis) {
                // Its runs are told next.
            }
        });
    }

    /** Of an index's inner blocks the first entry covers all, and is of inode 0. */
    private void block(Block block, ExtInode directory, EntrySink sink) {
        block(block.with(block.basis().plus(directory.body().basis())), 0, block.length(), sink);
    }

    private void block(Block block, int from, int end, EntrySink sink) {
        for (int at = from; at + 8 <= end;) {
            long inode = block.u32(at);
            int length = block.u16(at + 4);
            // In a block of 64 KiB, which 16 bits cannot tell.
            if (length == 0xFFFF || (length == 0 && end - from == 1 << 16)) {
                length = end - at;
            }
            int name = layout.entriesHaveTypes() ? block.u8(at + 6) : block.u16(at + 6);
            if (length < 8 || (length & 3) != 0 || length > end - at || (inode != 0 && name > length - 8)) {
                throw new Malformed("a directory entry of " + length + " bytes with a name of " + name);
            }
            if (inode != 0) {
                sink.entry(inode, block, at + 8, name);
            }
            at += length;
        }
    }

    /** The parent's number, entries in the rest of the 60 bytes, then those in the attribute "data". */
    private void inline(ExtInode inode, EntrySink sink) {
        Block map = inode.map();
        int inside = (int) Math.min(inode.size(), map.length());
        block(map, 4, inside, sink);
        Block body = inode.body();
        if (inode.size() <= 60 || body.length() < 0x84) {
            return;
        }
        int header = 0x80 + body.u16(0x80);
        if (header + 4 > body.length() || (int) body.u32(header) != ATTRIBUTES_MARK) {
            return;
        }
        int first = header + 4;
        for (int at = first; at + 16 <= body.length() && body.u32(at) != 0; at += (16 + body.u8(at) + 3) & ~3) {
            if (body.u8(at + 1) == SYSTEM_ATTRIBUTE && body.u8(at) == 4 && body.holds(at + 16, "data")) {
                int size = (int) Math.min(body.u32(at + 8), body.length());
                Block rest = body.part(first + body.u16(at + 2), size);
                block(rest, 0, rest.length(), sink);
                return;
            }
        }
    }
}
