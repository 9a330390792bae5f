// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.roaringbitmap.RoaringBitmap;

/** Equal regions of a disk, each dirty or not, as bitmaps on disks have them. Immutable. */
public final class DirtyRegions {

    private final long regionSectors;
    private final RoaringBitmap dirty;
    private final long sectors;

    /**
     * @param regionSectors
     *            sectors in a region, 1 or more
     * @param dirty
     *            is kept, and must not be changed any more
     * @param sectors
     *            of the disk: the last region may be shorter
     */
    DirtyRegions(long regionSectors, RoaringBitmap dirty, long sectors) {
        this.regionSectors = regionSectors;
        this.dirty = dirty;
        this.sectors = sectors;
    }

    /** Whether the sector lies in a dirty region. */
    public boolean isDirty(long sector) {
        long region = sector / regionSectors;
        return region <= 0xffffffffL && dirty.contains((int) region);
    }

    /** The first sector after this one where dirty ends or begins; the largest number if none does. */
    long nextChange(long sector) {
        long region = sector / regionSectors;
        if (region > 0xffffffffL) {
            return Long.MAX_VALUE;
        }
        long next = isDirty(sector) ? dirty.nextAbsentValue((int) region) : dirty.nextValue((int) region);
        return next < 0 ? Long.MAX_VALUE : next * regionSectors;
    }

    /** How many sectors are dirty. */
    public long count() {
        long count = dirty.getLongCardinality() * regionSectors;
        long last = (sectors - 1) / regionSectors;
        return isDirty(sectors - 1) ? count - ((last + 1) * regionSectors - sectors) : count;
    }

    /** From the first dirty sector to the last; empty if none is. */
    public Optional<SectorRange> span() {
        if (dirty.isEmpty()) {
            return Optional.empty();
        }
        long first = Integer.toUnsignedLong(dirty.first()) * regionSectors;
        long end = Math.min(sectors, (Integer.toUnsignedLong(dirty.last()) + 1) * regionSectors);
        return Optional.of(new SectorRange(first, end - first));
    }
}
