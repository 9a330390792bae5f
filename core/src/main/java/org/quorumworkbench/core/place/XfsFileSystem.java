// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.place.Claim.Nature;

/** XFS of versions 4 and 5. */
final class XfsFileSystem implements FileSystem {

    private static final int CHUNK = 64;
    private static final int PER_HOLE_BIT = 4;

    private final Volume volume;
    private final XfsSuper layout;
    private final XfsTree tree;
    private final XfsMap map;
    private final LongList directories = new LongList();
    private final List<Remark> remarks = new ArrayList<>();
    private boolean dirty;
    private long freeGroup = -1;
    private SortedRanges free = SortedRanges.NONE;
    private Basis freeBasis = Basis.AGREED;

    private XfsFileSystem(Volume volume, XfsSuper layout, List<Remark> copied) {
        this.volume = volume;
        this.layout = layout;
        this.tree = new XfsTree(volume, layout);
        this.map = new XfsMap(volume, layout);
        remarks.addAll(copied);
        readLog();
    }

    static FileSystem open(Volume volume) {
        return open(volume, XfsSuper.of(volume.read(0, XfsSuper.SIZE).bigEndian(), volume.length()), List.of());
    }

    /** By the superblock of that allocation group, as the first is damaged. */
    static FileSystem openCopy(Volume volume, Block copy, int group) {
        return open(volume, XfsSuper.of(copy, volume.length()),
                List.of(Remark.of(Wording.of("the superblock is damaged: that of allocation group {0} is read", group),
                        Remark.Meaning.DAMAGED)));
    }

    private static FileSystem open(Volume volume, XfsSuper layout, List<Remark> remarks) {
        return layout.refusal().isEmpty()
                ? new XfsFileSystem(volume, layout, remarks)
                : new NamedOnly("xfs", volume.sectors(), layout.refusal().get(), layout.basis());
    }

    private void readLog() {
        if (layout.needsRepair()) {
            remarks.add(Remark.of(Wording.of("marked as in need of xfs_repair")));
        }
        if (layout.logStart() == 0) {
            remarks.add(Remark.of(
                    Wording.of("its log is on another device: whether it was cleanly unmounted cannot be told")));
            return;
        }
        try {
            long offset = layout.block(layout.logStart()) * layout.blockSize();
            dirty = layout.logBlocks() > 0
                    && new XfsLog(volume, offset, layout.logBlocks() * layout.sectorsPerBlock()).isDirty();
        } catch (Malformed e) {
            volume.warnings().add("the log", e);
        }
        if (dirty) {
            remarks.add(Remark.LOG_TO_REPLAY);
        }
    }

    @Override
    public String name() {
        return "xfs";
    }

    @Override
    public long sectors() {
        return layout.blocks() * layout.sectorsPerBlock();
    }

    @Override
    public List<Remark> remarks() {
        return remarks;
    }

    @Override
    public Basis basis() {
        return layout.basis();
    }

    @Override
    public void claim(Claims claims) {
        log(claims);
        for (long number = 0; number < layout.groupsThere(); number++) {
            try {
                XfsGroup group = XfsGroup.read(volume, layout, number);
                group.claim(volume, layout, tree, claims);
                inodes(group, claims);
            } catch (Malformed e) {
                volume.warnings().add("allocation group " + number, e);
            }
        }
    }

    private void log(Claims claims) {
        if (layout.logStart() == 0) {
            return;
        }
        try {
            long first = layout.block(layout.logStart()) * layout.sectorsPerBlock();
            long end = Math.min(sectors(), first + layout.logBlocks() * layout.sectorsPerBlock());
            claims.add(new Claim(first, end, dirty ? Nature.LIVE_JOURNAL : Nature.DEAD_JOURNAL,
                    dirty ? "not replayed yet" : "closed cleanly: nothing in it is needed", List.of(), 0,
                    Basis.AGREED));
        } catch (Malformed e) {
            volume.warnings().add("the log", e);
        }
    }

    private void inodes(XfsGroup group, Claims claims) {
        tree.inGroup(XfsTree.Kind.INODES, group.number(), group.inodes().u32(20), group.inodes().u32(24),
                new XfsTree.Sink() {
                    @Override
                    public void node(long block, Basis basis) {
                        XfsGroup.block(block, "inode tree of allocation group " + group.number(), basis, layout,
                                claims);
                    }

                    @Override
                    public void record(Block leaf, int at) {
                        chunk(group.number(), leaf, at, claims);
                    }
                });
    }

    /** Sixty-four inodes, of which some may be no inodes at all (holes) and some free. */
    private void chunk(long group, Block leaf, int at, Claims claims) {
        long first = leaf.u32(at) + (group << (layout.groupBits() + layout.inodesPerBlockBits()));
        int holes = layout.isSparse() ? leaf.u16(at + 4) : 0;
        long unused = leaf.bits64(at + 8);
        Sector sector = new Sector(claims);
        for (int i = 0; i < CHUNK; i++) {
            if (((holes >> (i / PER_HOLE_BIT)) & 1) == 0) {
                inode(first + i, (unused >> i & 1) == 0, leaf.basis(), sector);
            }
        }
        sector.tell();
    }

    /** The inodes of one sector, or of the several that one inode has. */
    private final class Sector {
        private final Claims claims;
        private final List<Claimant> owners = new ArrayList<>();
        private long first = -1;
        private long end = -1;
        private boolean isContent;

        Sector(Claims claims) {
            this.claims = claims;
        }

        void begin(long offset) {
            long sector = offset / 512;
            if (sector != first) {
                tell();
                first = sector;
                end = Math.max(sector + 1, (offset + layout.inodeSize()) / 512);
            }
        }

        void owner(XfsInode inode) {
            if (claims.meets(first, end)) {
                owners.add(claimant(inode, claims));
                isContent |= inode.format() == XfsInode.LOCAL && !inode.isDirectory();
            }
        }

        void tell() {
            String what = owners.isEmpty() ? "inodes, none in use" : isContent ? "inodes, with content" : "inodes";
            claims.add(new Claim(first, end, Nature.METADATA, what, owners.stream().toList(), 0, Basis.AGREED));
            owners.clear();
            isContent = false;
        }
    }

    private void inode(long number, boolean inUse, Basis restsOn, Sector sector) {
        try {
            long offset = layout.inodeOffset(number);
            sector.begin(offset);
            if (inUse) {
                Block body = volume.near(offset, layout.inodeSize());
                XfsInode inode = XfsInode.of(number, body.with(body.basis().plus(restsOn)));
                sector.owner(inode);
                inode(inode, sector.claims);
            }
        } catch (Malformed e) {
            volume.warnings().add("inode " + number, e);
        }
    }

    private Claimant claimant(XfsInode inode, Claims claims) {
        // A directory has one name; the other links are its own entry and its children's.
        return claims.byInode(inode.number(), inode.isDirectory() ? 1 : inode.links(), inode::basis);
    }

    private void inode(XfsInode inode, Claims claims) {
        if (inode.isDirectory()) {
            directories.add(inode.number());
        }
        if (inode.attributes().length() > 0) {
            map.attributes(inode, new Runs(inode, claims, true));
        }
        if (inode.hasContent() && !inode.isRealtime()) {
            map.content(inode, new Runs(inode, claims, false));
        }
    }

    /** Claims the runs of one inode. */
    private final class Runs implements BlockSink {
        private final XfsInode inode;
        private final Claims claims;
        private final boolean attributes;
        private Basis basis = Basis.AGREED;

        Runs(XfsInode inode, Claims claims, boolean attributes) {
            this.inode = inode;
            this.claims = claims;
            this.attributes = attributes;
        }

        @Override
        public void run(long logical, long physical, long count, boolean unwritten) {
            long first = physical * layout.sectorsPerBlock();
            long end = (physical + count) * layout.sectorsPerBlock();
            if (!claims.meets(first, end)) {
                return;
            }
            if (layout.systemInodes().contains(inode.number())) {
                claims.metadata(first, end, "quota or realtime space", basis);
                return;
            }
            Claimant owner = claimant(inode, claims);
            owner.restsOn(basis);
            long offset = logical * layout.blockSize();
            if (attributes) {
                claims.metadata(first, end, "extended attributes", owner);
            } else if (inode.isDirectory()) {
                claims.content(first, end, Nature.DIRECTORY, owner, Long.MAX_VALUE, offset, "");
            } else {
                claims.content(first, end, Nature.FILE, owner, inode.size(), offset,
                        unwritten ? "reserved, never written: reads as zeroes" : "");
            }
        }

        @Override
        public void node(long block, String what, Basis restsOn) {
            basis = basis.plus(restsOn);
            long sector = block * layout.sectorsPerBlock();
            if (claims.meets(sector, sector + layout.sectorsPerBlock())) {
                claims.metadata(sector, sector + layout.sectorsPerBlock(), what, claimant(inode, claims));
            }
        }
    }

    @Override
    public void name(Claims claims) {
        DirectoryNames.find(new XfsDirectories(volume, layout), claims.byInode(), directories.sorted(),
                volume.warnings());
    }

    @Override
    public Gap gap(long first, long end) {
        long block = first / layout.sectorsPerBlock();
        long group = block / layout.groupBlocks();
        if (group != freeGroup) {
            readFree(group);
        }
        long start = group * layout.groupBlocks();
        long within = block - start;
        int at = free.indexAfter(within);
        boolean isFree = at < free.size() && free.first(at) <= within;
        long until = isFree ? free.end(at) : at < free.size() ? free.first(at) : layout.blocksIn(group);
        return new Gap(Math.min(end, (start + until) * layout.sectorsPerBlock()), !isFree, freeBasis);
    }

    /** The free space of one group at a time. */
    private void readFree(long group) {
        XfsGroup found = XfsGroup.read(volume, layout, group);
        SortedRanges.Builder ranges = new SortedRanges.Builder();
        Basis[] basis = {found.basis()};
        new XfsTree(volume, layout).inGroup(XfsTree.Kind.FREE_BY_BLOCK, group, found.space().u32(16),
                found.space().u32(28), new XfsTree.Sink() {
                    @Override
                    public void node(long block, Basis restsOn) {
                        basis[0] = basis[0].plus(restsOn);
                    }

                    @Override
                    public void record(Block leaf, int at) {
                        try {
                            long first = leaf.u32(at);
                            ranges.add(first, Math.min(layout.blocksIn(group), first + leaf.u32(at + 4)));
                        } catch (IllegalArgumentException e) {
                            throw new Malformed("free space is not in order: " + e.getMessage());
                        }
                    }
                });
        free = ranges.build();
        freeBasis = basis[0];
        freeGroup = group;
    }
}
