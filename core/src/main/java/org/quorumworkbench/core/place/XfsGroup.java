// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * An allocation group of XFS: its four headers, each in a sector, and the roots of its trees.
 *
 * @param space
 *            the header of free space (AGF)
 * @param inodes
 *            the header of inodes (AGI)
 */
record XfsGroup(long number, Block space, Block inodes) {

    private static final int SIZE = 512;
    private static final int TREE_OF_OWNERS = 0x2;
    private static final int TREE_OF_SHARING = 0x4;
    private static final int TREE_OF_FREE_INODES = 0x1;

    static XfsGroup read(Volume volume, XfsSuper layout, long number) {
        long start = layout.block(number, 0) * layout.blockSize();
        Block space = volume.near(start + layout.sectorSize(), SIZE).bigEndian();
        Block inodes = volume.near(start + 2L * layout.sectorSize(), SIZE).bigEndian();
        if (!space.holds(0, "XAGF") || !inodes.holds(0, "XAGI")) {
            throw new Malformed("its headers are not there");
        }
        return new XfsGroup(number, space, inodes);
    }

    Basis basis() {
        return space.basis().plus(inodes.basis());
    }

    /**
     * Claims the headers, the blocks kept for the trees, and the trees of which only the blocks matter.
     */
    void claim(Volume volume, XfsSuper layout, XfsTree tree, Claims claims) {
        long sectors = layout.sectorSize() / 512;
        long start = layout.block(number, 0) * layout.sectorsPerBlock();
        String[] headers = {number == 0 ? "superblock" : "backup superblock", "free space header (AGF)",
                "inode header (AGI)", "free list (AGFL)"};
        for (int i = 0; i < headers.length; i++) {
            claims.metadata(start + i * sectors, start + (i + 1) * sectors,
                    headers[i] + " of allocation group " + number, basis());
        }
        long beginning = Math.ceilDiv(4L * layout.sectorSize(), (long) layout.blockSize()) * layout.sectorsPerBlock();
        claims.metadata(start + 4 * sectors, start + beginning, "rest of the headers' block", basis());
        freeList(volume, layout, claims);
        tree(XfsTree.Kind.FREE_BY_BLOCK, space.u32(16), space.u32(28), volume, layout, tree, claims);
        tree(XfsTree.Kind.FREE_BY_SIZE, space.u32(20), space.u32(32), volume, layout, tree, claims);
        if ((layout.readOnlyCompat() & TREE_OF_OWNERS) != 0) {
            tree(XfsTree.Kind.OWNERS, space.u32(24), space.u32(36), volume, layout, tree, claims);
        }
        if ((layout.readOnlyCompat() & TREE_OF_SHARING) != 0) {
            tree(XfsTree.Kind.SHARING, space.u32(88), space.u32(92), volume, layout, tree, claims);
        }
        if ((layout.readOnlyCompat() & TREE_OF_FREE_INODES) != 0) {
            tree(XfsTree.Kind.FREE_INODES, inodes.u32(328), inodes.u32(332), volume, layout, tree, claims);
        }
    }

    private void freeList(Volume volume, XfsSuper layout, Claims claims) {
        long offset = layout.block(number, 0) * layout.blockSize() + 3L * layout.sectorSize();
        Block list = volume.near(offset, layout.sectorSize()).bigEndian();
        int header = layout.version() == 5 ? 36 : 0;
        int room = (layout.sectorSize() - header) / 4;
        long count = Math.min(space.u32(48), room);
        for (long i = 0; i < count; i++) {
            int at = header + (int) ((space.u32(40) + i) % room) * 4;
            block(layout.block(number, list.u32(at)), "kept for the trees of allocation group " + number, list.basis(),
                    layout, claims);
        }
    }

    private void tree(XfsTree.Kind kind, long root, long levels, Volume volume, XfsSuper layout, XfsTree tree,
            Claims claims) {
        try {
            tree.inGroup(kind, number, root, levels, new XfsTree.Sink() {
                @Override
                public void node(long block, Basis basis) {
                    XfsGroup.block(block, kind.words() + " of allocation group " + number, basis, layout, claims);
                }

                @Override
                public void record(Block leaf, int at) {
                    // Only where the tree lies is asked.
                }
            });
        } catch (Malformed e) {
            volume.warnings().add(kind.words() + " of allocation group " + number, e);
        }
    }

    static void block(long block, String what, Basis basis, XfsSuper layout, Claims claims) {
        long first = block * layout.sectorsPerBlock();
        claims.metadata(first, first + layout.sectorsPerBlock(), what, basis);
    }
}
