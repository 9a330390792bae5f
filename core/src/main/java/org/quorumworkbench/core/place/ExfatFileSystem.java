// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.place.FatEntry.Kind;

/** exFAT (Microsoft's "exFAT file system specification"). */
final class ExfatFileSystem implements FileSystem {

    private static final long MASK = 0xFFFF_FFFFL;
    private static final int BOOT_REGION = 12;
    private static final int DIRTY = 2;

    private final Volume volume;
    private final Block boot;
    private final int scale;
    private final long total;
    private final long tableStart;
    private final long tableLength;
    private final int copies;
    private final long heap;
    private final FatSpace space;
    private final long rootCluster;
    private final long bitmapCluster;
    private final List<Remark> copied = new ArrayList<>();

    private ExfatFileSystem(Volume volume, Block boot) {
        this.volume = volume;
        this.boot = boot;
        int sectorShift = boot.u8(108);
        int clusterShift = boot.u8(109);
        if (sectorShift < 9 || sectorShift > 12 || clusterShift > 25 - sectorShift) {
            throw new Malformed("sectors of 2^" + sectorShift + " bytes, clusters of 2^" + clusterShift + " of them");
        }
        scale = 1 << (sectorShift - 9);
        total = Math.min(boot.u63(72) * scale, volume.sectors());
        tableStart = boot.u32(80) * scale;
        tableLength = boot.u32(84) * scale;
        copies = Math.clamp(boot.u8(110), 1, 2);
        heap = boot.u32(88) * scale;
        int clusterSectors = scale << clusterShift;
        long clusters = Math.min(boot.u32(92), Math.min(tableLength * 128 - 2, (total - heap) / clusterSectors));
        if (clusters < 1 || heap < tableStart) {
            throw new Malformed("an exFAT volume without clusters");
        }
        rootCluster = boot.u32(96);
        space = new FatSpace(volume, tableStart * 512, 32, clusters, heap * 512, clusterSectors * 512);
        bitmapCluster = bitmap();
    }

    static FileSystem open(Volume volume) {
        return new ExfatFileSystem(volume, volume.read(0, 512));
    }

    /** By the copy of the boot sector, as the first is damaged. */
    static FileSystem openCopy(Volume volume, Block copy) {
        ExfatFileSystem found = new ExfatFileSystem(volume, copy);
        found.copied.add(Remark.of(
                Wording.of("the boot sector is damaged: its copy in sector {0} is read", 12 * found.scale),
                Remark.Meaning.DAMAGED));
        return found;
    }

    /**
     * The first cluster of the allocation bitmap, whose entry is one of the root's first; 0 if none is
     * found.
     */
    private long bitmap() {
        if (rootCluster < 2 || rootCluster >= space.end()) {
            return 0;
        }
        long[] found = {0};
        SlotReader slots = new ExfatSlots();
        Block root = volume.read(space.offset(rootCluster), Math.min(space.clusterSize(), 4096));
        for (int at = 0; at + 32 <= root.length(); at += 32) {
            slots.slot(root.part(at, 32), entry -> {
                if (entry.kind() == Kind.ALLOCATION_BITMAP && found[0] == 0) {
                    found[0] = entry.firstCluster();
                }
            });
        }
        return found[0] < 2 || found[0] >= space.end() ? 0 : found[0];
    }

    @Override
    public String name() {
        return "exfat";
    }

    @Override
    public long sectors() {
        return total;
    }

    @Override
    public List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>(copied);
        if ((boot.u16(106) & DIRTY) != 0) {
            remarks.add(Remark.NOT_UNMOUNTED);
        }
        return remarks;
    }

    @Override
    public Basis basis() {
        return boot.basis();
    }

    @Override
    public void claim(Claims claims) {
        Basis none = Basis.AGREED;
        long region = (long) BOOT_REGION * scale;
        claims.metadata(0, region, "boot region", none);
        claims.metadata(region, 2 * region, "backup boot region", none);
        claims.metadata(2 * region, tableStart, "reserved sectors", none);
        for (int copy = 0; copy < copies; copy++) {
            long first = tableStart + copy * tableLength;
            claims.metadata(first, first + tableLength, "FAT copy " + (copy + 1), none);
        }
        claims.metadata(Math.min(heap, tableStart + copies * tableLength), heap, "reserved sectors", none);
        new FatTree(volume, space, MASK, ExfatSlots::new, claims).walk(rootCluster);
        long end = space.sector(space.end());
        claims.metadata(end, total, "behind the last cluster", none);
    }

    @Override
    public void name(Claims claims) {
        // They were named when they were found.
    }

    /** The bitmap has no chain of its own that differs: it is made in one piece. */
    @Override
    public Gap gap(long first, long end) {
        if (bitmapCluster == 0) {
            throw new Malformed("no allocation bitmap was found");
        }
        long cluster = space.clusterOf(first);
        boolean inUse = isInUse(cluster);
        long until = cluster + 1;
        while (until < space.end() && space.sector(until) < end && isInUse(until) == inUse) {
            until++;
        }
        long offset = space.offset(bitmapCluster) + (cluster - 2) / 8;
        return new Gap(Math.min(end, space.sector(until)), inUse,
                volume.basis(offset, (int) Math.min(1 << 28, (until - cluster) / 8 + 1)));
    }

    private boolean isInUse(long cluster) {
        Block one = volume.near(space.offset(bitmapCluster) + (cluster - 2) / 8, 1);
        return (one.u8(0) >> ((cluster - 2) % 8) & 1) != 0;
    }
}
