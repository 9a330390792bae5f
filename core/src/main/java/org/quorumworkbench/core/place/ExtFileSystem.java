// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.place.Claim.Nature;

/** ext2, ext3 and ext4, as the kernel's documentation (filesystems/ext4) describes them. */
final class ExtFileSystem implements FileSystem {

    private static final int CHUNK = 128 << 10;
    private static final int TYPE = 0xF000;
    private static final int DIRECTORY = 0x4000;
    private static final int BAD_BLOCKS_INODE = 1;
    private static final int RESIZE_INODE = 7;
    /** Lower numbers are the file system's own, but for the root. */
    private static final int FIRST_FILE = 11;

    private final Volume volume;
    private final ExtSuper layout;
    private final ExtMap map;
    private final LongList directories = new LongList();

    private ExtFileSystem(Volume volume, ExtSuper layout) {
        this.volume = volume;
        this.layout = layout;
        this.map = new ExtMap(volume, layout);
    }

    /** The superblock has been recognised; {@link Malformed} if it makes no sense. */
    static FileSystem open(Volume volume) {
        return open(volume, ExtSuper.of(volume.read(ExtSuper.OFFSET, ExtSuper.SIZE), volume.length()));
    }

    /**
     * By the copy of the superblock that begins there.
     *
     * @return empty if by that copy there is no root directory where there has to be one
     */
    static Optional<FileSystem> openCopy(Volume volume, long offset, long group) {
        Block copy = volume.read(offset, ExtSuper.SIZE);
        for (long descriptors : new long[]{0, group}) {
            ExtSuper layout = ExtSuper.of(copy, volume.length(), group, descriptors);
            if (!layout.refusal().isEmpty() || hasRoot(volume, layout)) {
                return Optional.of(open(volume, layout));
            }
        }
        return Optional.empty();
    }

    private static boolean hasRoot(Volume volume, ExtSuper layout) {
        try {
            long table = layout.checked(ExtGroup.read(volume, layout, 0).inodeTable()) * layout.blockSize();
            int mode = volume.read(table + layout.inodeSize(), layout.inodeSize()).u16(0);
            return (mode & TYPE) == DIRECTORY;
        } catch (Malformed e) {
            return false;
        }
    }

    private static FileSystem open(Volume volume, ExtSuper layout) {
        return layout.refusal().isEmpty()
                ? new ExtFileSystem(volume, layout)
                : new NamedOnly(layout.name(), volume.sectors(), layout.refusal().get(), layout.basis());
    }

    @Override
    public String name() {
        return layout.name();
    }

    @Override
    public long sectors() {
        return layout.blocks() * layout.sectorsPerBlock();
    }

    @Override
    public List<Remark> remarks() {
        return layout.remarks();
    }

    @Override
    public Basis basis() {
        return layout.basis();
    }

    @Override
    public void claim(Claims claims) {
        new ExtLayoutClaims(volume, layout, claims).claim();
        for (long group = 0; group < layout.groups(); group++) {
            try {
                ExtGroup found = ExtGroup.read(volume, layout, group);
                inodes(group, found, claims);
            } catch (Malformed e) {
                volume.warnings().add("group " + group, e);
            }
        }
    }

    private void inodes(long group, ExtGroup found, Claims claims) {
        long first = 1 + group * layout.inodesPerGroup();
        long table = layout.checked(found.inodeTable()) * layout.blockSize();
        long count = Math.min(found.inodesInUse(), layout.inodes() - first + 1);
        int perChunk = CHUNK / layout.inodeSize();
        for (long done = 0; done < count; done += perChunk) {
            int now = (int) Math.min(perChunk, count - done);
            long offset = table + done * layout.inodeSize();
            try {
                Block chunk = volume.read(offset, now * layout.inodeSize());
                chunk(chunk, offset, first + done, now, claims, group);
            } catch (Malformed e) {
                volume.warnings().add("inodes " + (first + done) + " to " + (first + done + now - 1), e);
            }
        }
    }

    private void chunk(Block chunk, long offset, long firstInode, int count, Claims claims, long group) {
        int size = layout.inodeSize();
        boolean wanted = claims.meets(offset / 512, Math.ceilDiv(offset + chunk.length(), 512L));
        List<ExtInode> inUse = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (chunk.u16(i * size) == 0 && firstInode + i != BAD_BLOCKS_INODE) {
                continue;
            }
            Block body = chunk.part(i * size, size);
            ExtInode inode;
            try {
                Basis basis = chunk.basis().agrees() ? chunk.basis() : volume.basis(offset + (long) i * size, size);
                inode = ExtInode.of(firstInode + i, body.with(basis));
                if (wanted) {
                    inUse.add(inode);
                }
                inode(inode, claims);
            } catch (Malformed e) {
                volume.warnings().add("inode " + (firstInode + i), e);
            }
        }
        if (wanted) {
            sectors(offset, chunk.length(), inUse, claims, group);
        }
    }

    /** Of every sector of a table: the files whose inodes lie in it. */
    private void sectors(long offset, int length, List<ExtInode> inUse, Claims claims, long group) {
        int next = 0;
        long firstInode = 1 + group * layout.inodesPerGroup();
        ExtGroup found = ExtGroup.read(volume, layout, group);
        long table = found.inodeTable() * layout.blockSize();
        for (long sector = offset / 512; sector < (offset + length) / 512; sector++) {
            List<Claimant> owners = new ArrayList<>();
            boolean inline = false;
            while (next < inUse.size()) {
                ExtInode inode = inUse.get(next);
                long at = table + (inode.number() - firstInode) * layout.inodeSize();
                if (at >= (sector + 1) * 512) {
                    break;
                }
                if (inode.isInUse() && inode.mode() != 0) {
                    owners.add(claimant(inode, claims));
                    inline |= inode.isInline() && !inode.isDirectory();
                }
                if (at + layout.inodeSize() > (sector + 1) * 512) {
                    break;
                }
                next++;
            }
            String what = "inode table of group " + group
                    + (owners.isEmpty() ? ", no inode in use" : inline ? ", with content in the inode" : "");
            if (claims.meets(sector, sector + 1)) {
                claims.add(new Claim(sector, sector + 1, Nature.METADATA, what, owners, 0, Basis.AGREED));
            }
        }
    }

    private Claimant claimant(ExtInode inode, Claims claims) {
        // A directory has one name; the other links are its own entry and its children's.
        return claims.byInode(inode.number(), inode.isDirectory() ? 1 : inode.links(), inode.body()::basis);
    }

    private void inode(ExtInode inode, Claims claims) {
        if (!inode.isInUse() && inode.number() != BAD_BLOCKS_INODE) {
            return;
        }
        if (inode.isDirectory()) {
            directories.add(inode.number());
        }
        if (inode.attributesBlock() != 0) {
            attributes(inode, claims);
        }
        if (inode.number() != BAD_BLOCKS_INODE && !inode.hasBlocks()) {
            return;
        }
        map.walk(inode, new Runs(inode, claims));
    }

    private void attributes(ExtInode inode, Claims claims) {
        long sector = layout.checked(inode.attributesBlock()) * layout.sectorsPerBlock();
        if (claims.meets(sector, sector + layout.sectorsPerBlock())) {
            claims.metadata(sector, sector + layout.sectorsPerBlock(), "extended attributes",
                    claimant(inode, claims));
        }
    }

    /** Claims the runs of one inode. */
    private final class Runs implements BlockSink {
        private final ExtInode inode;
        private final Claims claims;
        private Basis basis = Basis.AGREED;

        Runs(ExtInode inode, Claims claims) {
            this.inode = inode;
            this.claims = claims;
        }

        @Override
        public void run(long logical, long physical, long count, boolean unwritten) {
            if (inode.number() == RESIZE_INODE) {
                // They are those kept for descriptors, which are claimed as such.
                return;
            }
            long first = physical * layout.sectorsPerBlock();
            long end = (physical + count) * layout.sectorsPerBlock();
            if (!claims.meets(first, end)) {
                return;
            }
            long offset = logical * layout.blockSize();
            if (inode.number() == layout.journalInode()) {
                journal(first, end, offset);
            } else if (inode.number() == layout.orphanInode()) {
                claims.metadata(first, end, "list of deleted files that are open", basis);
            } else if (inode.number() < FIRST_FILE && inode.number() != ExtDirectories.ROOT) {
                claims.metadata(first, end, reserved(), basis);
            } else {
                Claimant owner = claimant(inode, claims);
                owner.restsOn(basis);
                claims.content(first, end, inode.isDirectory() ? Nature.DIRECTORY : Nature.FILE, owner, inode.size(),
                        offset, unwritten ? "reserved, never written: reads as zeroes" : "");
            }
        }

        private String reserved() {
            return switch ((int) inode.number()) {
                case BAD_BLOCKS_INODE -> "blocks marked bad";
                case 3, 4, 9 -> "quota of users, groups or projects";
                default -> "reserved inode " + inode.number();
            };
        }

        private void journal(long first, long end, long offset) {
            long header = offset == 0 ? Math.min(end, first + layout.sectorsPerBlock()) : first;
            claims.metadata(first, header, "journal header", basis);
            boolean live = layout.needsRecovery();
            claims.add(new Claim(header, end, live ? Nature.LIVE_JOURNAL : Nature.DEAD_JOURNAL,
                    live ? "not replayed yet" : "replayed: nothing in it is needed", List.of(), 0, basis));
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
        DirectoryNames.find(new ExtDirectories(volume, layout, new ExtInodes(volume, layout)), claims.byInode(),
                directories.sorted(), volume.warnings());
    }

    @Override
    public Gap gap(long first, long end) {
        long block = first / layout.sectorsPerBlock();
        if (block < layout.firstBlock()) {
            return new Gap(Math.min(end, layout.firstBlock() * layout.sectorsPerBlock()), true, Basis.AGREED);
        }
        long group = layout.groupOf(block);
        ExtGroup found = ExtGroup.read(volume, layout, group);
        long groupEnd = Math.min(layout.blocks(), layout.firstBlockOf(group + 1));
        if (found.bitmapUnset()) {
            return new Gap(Math.min(end, groupEnd * layout.sectorsPerBlock()), false, found.basis());
        }
        Block bitmap = volume.near(layout.checked(found.blockBitmap()) * layout.blockSize(), layout.blockSize());
        boolean inUse = isSet(bitmap, block - layout.firstBlockOf(group));
        long until = block + 1;
        long last = Math.min(groupEnd, Math.ceilDiv(end, (long) layout.sectorsPerBlock()));
        while (until < last && isSet(bitmap, until - layout.firstBlockOf(group)) == inUse) {
            until++;
        }
        return new Gap(Math.min(end, until * layout.sectorsPerBlock()), inUse, bitmap.basis().plus(found.basis()));
    }

    private static boolean isSet(Block bitmap, long bit) {
        return (bitmap.u8((int) (bit / 8)) >> (bit % 8) & 1) != 0;
    }
}
