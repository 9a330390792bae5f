// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/** Finds inodes by their number. */
final class ExtInodes {

    private final Volume volume;
    private final ExtSuper layout;

    ExtInodes(Volume volume, ExtSuper layout) {
        this.volume = volume;
        this.layout = layout;
    }

    ExtInode read(long number) {
        long group = (number - 1) / layout.inodesPerGroup();
        if (number < 1 || number > layout.inodes() || group >= layout.groups()) {
            throw new Malformed("inode " + number + " is none of the " + layout.inodes() + " that there are");
        }
        ExtGroup found = ExtGroup.read(volume, layout, group);
        long within = (number - 1) % layout.inodesPerGroup();
        long offset = layout.checked(found.inodeTable()) * layout.blockSize() + within * layout.inodeSize();
        return ExtInode.of(number, volume.near(offset, layout.inodeSize()));
    }
}
