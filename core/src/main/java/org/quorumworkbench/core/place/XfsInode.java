// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * An inode of XFS.
 *
 * @param format
 *            of the content: in the inode, a list of extents, or a tree of them
 * @param extents
 *            how many the list of the content has
 * @param attributeExtents
 *            how many the list of the extended attributes has
 * @param fork
 *            where the content's bytes or extents begin
 * @param attributes
 *            the same of the extended attributes; empty if there are none
 */
record XfsInode(long number, int mode, long links, long size, int format, long extents, int attributeFormat,
        long attributeExtents, boolean isRealtime, Block fork, Block attributes, Basis basis) {

    static final int LOCAL = 1;
    static final int LIST = 2;
    static final int TREE = 3;

    private static final int OLD_CORE = 100;
    private static final int CORE = 176;
    private static final long WIDE_COUNTERS = 0x10;

    static boolean isThere(Block body) {
        return body.holds(0, "IN");
    }

    static XfsInode of(long number, Block raw) {
        Block body = raw.bigEndian();
        if (!isThere(body)) {
            throw new Malformed("an inode without its mark");
        }
        int version = body.u8(4);
        int core = version >= 3 ? CORE : OLD_CORE;
        boolean wide = version >= 3 && (body.bits64(120) & WIDE_COUNTERS) != 0;
        int room = body.length() - core;
        int split = body.u8(82) * 8;
        if (split > room) {
            throw new Malformed("its attributes are said to lie behind its end");
        }
        return new XfsInode(number, body.u16(2), version == 1 ? body.u16(6) : body.u32(16), body.u63(56), body.u8(5),
                wide ? body.u63(24) : body.u32(76), body.u8(83), wide ? body.u32(76) : body.u16(80),
                (body.u16(90) & 1) != 0, body.part(core, split == 0 ? room : split),
                split == 0 ? body.part(core, 0) : body.part(core + split, room - split), raw.basis());
    }

    private int type() {
        return mode & 0xF000;
    }

    boolean isDirectory() {
        return type() == 0x4000;
    }

    /** Devices, pipes and sockets have no content. */
    boolean hasContent() {
        return isDirectory() || type() == 0x8000 || type() == 0xA000;
    }
}
