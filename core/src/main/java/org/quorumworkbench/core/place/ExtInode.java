// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * An inode of ext2, ext3 or ext4.
 *
 * @param size
 *            in bytes
 * @param map
 *            the 60 bytes that say where the content lies, or are it
 * @param attributesBlock
 *            the block of its extended attributes; 0 if it has none
 * @param body
 *            the whole inode
 */
record ExtInode(long number, int mode, long links, long size, long flags, Block map, long attributesBlock,
        boolean deleted, Block body) {

    private static final int DIRECTORY = 0x4000;
    private static final int REGULAR = 0x8000;
    private static final int SYMLINK = 0xA000;
    private static final long EXTENTS = 0x80000;
    private static final long INLINE = 0x1000_0000;

    static ExtInode of(long number, Block body) {
        long links = body.u16(0x1A);
        long size = body.u32(0x4) + (body.u32(0x6C) << 32);
        if (size < 0) {
            throw new Malformed("a size of " + Long.toUnsignedString(size) + " bytes");
        }
        return new ExtInode(number, body.u16(0x0), links, size, body.u32(0x20), body.part(0x28, 60),
                body.u32(0x68) + ((long) body.u16(0x76) << 32), links == 0 && body.u32(0x14) != 0, body);
    }

    boolean isInUse() {
        return mode != 0 && !deleted;
    }

    private int type() {
        return mode & 0xF000;
    }

    boolean isDirectory() {
        return type() == DIRECTORY;
    }

    boolean isInline() {
        return (flags & INLINE) != 0;
    }

    boolean hasExtents() {
        return (flags & EXTENTS) != 0;
    }

    /**
     * Whether its content lies in blocks: not that of a device, nor of a symbolic link that fits into
     * the inode (fewer than 60 bytes).
     */
    boolean hasBlocks() {
        if (isInline()) {
            return false;
        }
        return isDirectory() || type() == REGULAR || (type() == SYMLINK && (hasExtents() || size >= 60));
    }
}
