// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/** Claims what ext keeps for itself: superblocks, descriptors, bitmaps, inode tables. */
final class ExtLayoutClaims {

    private final Volume volume;
    private final ExtSuper layout;
    private final Claims claims;

    ExtLayoutClaims(Volume volume, ExtSuper layout, Claims claims) {
        this.volume = volume;
        this.layout = layout;
        this.claims = claims;
    }

    void claim() {
        // Before the superblock of a volume with blocks of 1 KiB, and before that of a larger one.
        claims.metadata(0, 2, "boot block", Basis.AGREED);
        claims.metadata(2, 4, "superblock", Basis.AGREED);
        claims.metadata(4, layout.sectorsPerBlock(), "rest of the superblock's block", Basis.AGREED);
        if (layout.multiMountBlock() > 0) {
            blocks(layout.multiMountBlock(), 1, "multiple mount protection");
        }
        for (long group = 0; group < layout.groups(); group++) {
            try {
                beginning(group);
                group(group);
            } catch (Malformed e) {
                volume.warnings().add("group " + group, e);
            }
        }
    }

    private void beginning(long group) {
        long block = layout.firstBlockOf(group);
        if (layout.hasSuper(group)) {
            if (group > 0) {
                blocks(block, 1, "backup superblock of group " + group);
            }
            block++;
        }
        long descriptors = layout.descriptorBlocksIn(group);
        blocks(block, descriptors, group == 0 ? "group descriptors" : "group descriptors in group " + group);
        blocks(block + descriptors, layout.reservedDescriptorsIn(group), "reserved group descriptors");
    }

    private void group(long group) {
        ExtGroup found = ExtGroup.read(volume, layout, group);
        blocks(found.blockBitmap(), 1, "block bitmap of group " + group);
        blocks(found.inodeBitmap(), 1, "inode bitmap of group " + group);
        // Its sectors with inodes in use are claimed with them, when they are read.
        long bytes = layout.inodesPerGroup() * layout.inodeSize();
        long table = layout.checked(found.inodeTable()) * layout.sectorsPerBlock();
        long used = Math.min(found.inodesInUse(), layout.inodesPerGroup()) * layout.inodeSize() / 512;
        long end = table + Math.ceilDiv(bytes, (long) layout.blockSize()) * layout.sectorsPerBlock();
        claims.metadata(table + used, end, "inode table of group " + group + ", no inode in use", found.basis());
    }

    private void blocks(long first, long count, String what) {
        long end = Math.min(first + Math.min(count, layout.blocks()), layout.blocks());
        claims.metadata(first * layout.sectorsPerBlock(), end * layout.sectorsPerBlock(), what, Basis.AGREED);
    }
}
