// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * A group's descriptor: where its bitmaps and inodes lie.
 *
 * @param blockBitmap
 *            its block
 * @param inodeTable
 *            its first block
 * @param bitmapUnset
 *            whether the block bitmap was never written: all but metadata is free
 * @param inodesInUse
 *            how many inodes from the first on may be in use
 * @param basis
 *            of the descriptor
 */
record ExtGroup(long blockBitmap, long inodeBitmap, long inodeTable, boolean bitmapUnset, long inodesInUse,
        Basis basis) {

    private static final int INODES_UNSET = 1;
    private static final int BLOCKS_UNSET = 2;

    static ExtGroup read(Volume volume, ExtSuper layout, long group) {
        Block found = volume.near(layout.descriptorOffset(group), layout.descriptorSize());
        boolean wide = layout.descriptorSize() >= 64;
        // Copies of the descriptors are as they were made: what is in use since is not in them.
        boolean told = layout.hasGroupChecksums() && layout.descriptorsFrom() == 0;
        int flags = told ? found.u16(0x12) : 0;
        long unused = told ? found.u16(0x1C) + (wide ? (long) found.u16(0x32) << 16 : 0) : 0;
        long inodes = (flags & INODES_UNSET) != 0 ? 0 : Math.max(0, layout.inodesPerGroup() - unused);
        return new ExtGroup(number(found, 0x0, 0x20, wide), number(found, 0x4, 0x24, wide),
                number(found, 0x8, 0x28, wide), (flags & BLOCKS_UNSET) != 0, inodes, found.basis());
    }

    private static long number(Block found, int low, int high, boolean wide) {
        return found.u32(low) + (wide ? found.u32(high) << 32 : 0);
    }
}
