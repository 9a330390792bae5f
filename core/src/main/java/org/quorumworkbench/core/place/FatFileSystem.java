// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.file.Wording;

/**
 * FAT12, FAT16 and FAT32 (Microsoft's "FAT: General Overview of On-Disk Format" 1.03). A file has
 * no number here; its directory entry is all there is of it.
 */
final class FatFileSystem implements FileSystem {

    private static final int FAT12_BELOW = 4085;
    private static final int FAT16_BELOW = 65525;
    /** Linux, fs/fat/fat.h: FAT_STATE_DIRTY. */
    private static final int MOUNTED = 1;

    private final Volume volume;
    private final Geometry geometry;
    private final FatSpace space;
    private final List<Remark> copied = new ArrayList<>();

    /** The boot sector's numbers, all in sectors of 512 bytes but where said. */
    private record Geometry(int scale, long reserved, int copies, long tableLength, long rootStart, long rootLength,
            int clusterSectors, int bits, long clusters, long rootCluster, long infoSector, long backupBoot, long total,
            boolean marked, Basis basis) {

        long mask() {
            return bits == 32 ? 0x0FFF_FFFFL : (1L << bits) - 1;
        }

        long heap() {
            return rootStart + rootLength;
        }
    }

    private FatFileSystem(Volume volume, Geometry geometry) {
        this.volume = volume;
        this.geometry = geometry;
        this.space = new FatSpace(volume, geometry.reserved * 512, geometry.bits, geometry.clusters,
                geometry.heap() * 512, geometry.clusterSectors * 512);
    }

    /** Whether the first sector can be a FAT volume's; a master boot record has the same mark. */
    static boolean isThere(Block first) {
        if (first.length() < 512 || first.u16(510) != 0xAA55 || (first.u8(0) != 0xEB && first.u8(0) != 0xE9)) {
            return false;
        }
        int sectorSize = first.u16(11);
        int perCluster = first.u8(13);
        int media = first.u8(21);
        return sectorSize >= 512 && sectorSize <= 4096 && Integer.bitCount(sectorSize) == 1
                && Integer.bitCount(perCluster) == 1 && first.u16(14) > 0 && first.u8(16) > 0 && first.u8(16) <= 4
                && (media == 0xF0 || media >= 0xF8) && (first.u16(22) != 0 || first.u32(36) != 0);
    }

    /** By the copy of the boot sector, as the first is damaged. */
    static FileSystem openCopy(Volume volume, Block copy) {
        FatFileSystem found = open(volume, copy);
        found.copied.add(Remark.of(Wording.of("the boot sector is damaged: its copy in sector {0} is read", 6),
                Remark.Meaning.DAMAGED));
        return found;
    }

    static FatFileSystem open(Volume volume, Block first) {
        int scale = first.u16(11) / 512;
        long reserved = (long) first.u16(14) * scale;
        long tableLength = (first.u16(22) != 0 ? first.u16(22) : first.u32(36)) * scale;
        int copies = first.u8(16);
        long rootStart = reserved + copies * tableLength;
        long rootLength = Math.ceilDiv(first.u16(17) * 32L, 512L * scale) * scale;
        long told = (first.u16(19) != 0 ? first.u16(19) : first.u32(32)) * scale;
        long total = Math.min(told, volume.sectors());
        int clusterSectors = first.u8(13) * scale;
        long clusters = (told - rootStart - rootLength) / clusterSectors;
        if (clusters < 1 || rootStart + rootLength >= total) {
            throw new Malformed("a FAT volume of " + told + " sectors without clusters");
        }
        boolean large = clusters >= FAT16_BELOW;
        // An entry of the table for each cluster, and the clusters must be there.
        int bits = clusters < FAT12_BELOW ? 12 : large ? 32 : 16;
        long byTable = tableLength * 512 * 8 / bits - 2;
        long there = Math.min(Math.min(clusters, byTable), (total - rootStart - rootLength) / clusterSectors);
        Geometry geometry = new Geometry(scale, reserved, copies, tableLength, rootStart, rootLength, clusterSectors,
                bits, Math.max(0, there), large ? first.u32(44) : 0, large ? (long) first.u16(48) * scale : 0,
                large ? (long) first.u16(50) * scale : 0, total,
                (first.u8(large ? 65 : 37) & MOUNTED) != 0, first.basis());
        FatFileSystem found = new FatFileSystem(volume, geometry);
        if (there < clusters) {
            volume.warnings().add("of " + clusters + " clusters only " + Math.max(0, there) + " are there");
        }
        return found;
    }

    @Override
    public String name() {
        return "vfat";
    }

    @Override
    public long sectors() {
        return geometry.total;
    }

    @Override
    public List<Remark> remarks() {
        try {
            long clean = geometry.bits == 16 ? 0x8000 : geometry.bits == 32 ? 0x0800_0000 : 0;
            // Windows clears a bit of the table while it is mounted, Linux sets one in the boot sector.
            boolean unclean = geometry.marked || (clean != 0 && (space.entry(1) & clean) == 0);
            List<Remark> remarks = new ArrayList<>(copied);
            if (unclean) {
                remarks.add(Remark.NOT_UNMOUNTED);
            }
            return remarks;
        } catch (Malformed e) {
            return List.of(
                    Remark.of(Wording.of("the first copy of the table cannot be read: {0}", e.reason())));
        }
    }

    @Override
    public Basis basis() {
        return geometry.basis;
    }

    @Override
    public void claim(Claims claims) {
        Basis none = Basis.AGREED;
        claims.metadata(0, geometry.scale, "boot sector", none);
        special(claims, geometry.infoSector, "free space information");
        special(claims, geometry.backupBoot, "backup boot sector");
        special(claims, geometry.backupBoot == 0 ? 0 : geometry.backupBoot + geometry.infoSector,
                "backup free space information");
        claimReserved(claims);
        for (int copy = 0; copy < geometry.copies; copy++) {
            long first = geometry.reserved + copy * geometry.tableLength;
            claims.metadata(first, first + geometry.tableLength, "FAT copy " + (copy + 1), none);
        }
        boolean wide = geometry.bits == 32;
        FatTree tree = new FatTree(volume, space, geometry.mask(), () -> new FatSlots(wide), claims);
        if (wide) {
            tree.walk(geometry.rootCluster);
        } else {
            tree.walkFixed(geometry.rootStart * 512, (int) geometry.rootLength * 512);
        }
        long heapEnd = geometry.heap() + geometry.clusters * geometry.clusterSectors;
        claims.metadata(heapEnd, geometry.total, "behind the last cluster", none);
    }

    private void special(Claims claims, long sector, String what) {
        if (sector > 0 && sector + geometry.scale <= geometry.reserved) {
            claims.metadata(sector, sector + geometry.scale, what, Basis.AGREED);
        }
    }

    /** The reserved sectors between those with a meaning of their own. */
    private void claimReserved(Claims claims) {
        long info = geometry.infoSector;
        long backup = geometry.backupBoot;
        for (long at = geometry.scale; at < geometry.reserved; at += geometry.scale) {
            boolean special = (info > 0 && at == info) || (backup > 0 && (at == backup || at == backup + info));
            if (!special) {
                claims.metadata(at, at + geometry.scale, "reserved sectors", Basis.AGREED);
            }
        }
    }

    @Override
    public void name(Claims claims) {
        // They were named when they were found.
    }

    @Override
    public Gap gap(long first, long end) {
        long cluster = space.clusterOf(first);
        boolean inUse = isInUse(cluster);
        long until = cluster + 1;
        while (until < space.end() && space.sector(until) < end && isInUse(until) == inUse) {
            until++;
        }
        return new Gap(Math.min(end, space.sector(until)), inUse, space.basis(cluster, until - cluster));
    }

    private boolean isInUse(long cluster) {
        return (space.entry(cluster) & geometry.mask()) != 0;
    }
}
