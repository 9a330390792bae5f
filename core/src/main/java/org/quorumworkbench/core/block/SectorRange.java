// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.util.List;

/**
 * A first sector and a count of sectors, 512 bytes each.
 *
 * @param first
 *            the first sector, 0 or more
 * @param count
 *            how many sectors, 0 or more; a flush is reported with an empty range
 */
public record SectorRange(long first, long count) {

    /** Bytes in a sector; never anything else, whatever the device's own block size. */
    public static final int SECTOR = 512;

    /** The range that flush events carry (QEMU 2.10 and later report a flush as sector 0, count 0). */
    public static final SectorRange EMPTY = new SectorRange(0, 0);

    private static final long LAST_SECTOR = Long.MAX_VALUE / SECTOR;

    public SectorRange {
        if (first < 0 || count < 0 || first > LAST_SECTOR || count > LAST_SECTOR - first) {
            throw new IllegalArgumentException("sector range " + first + "+" + count + " is not on any disk");
        }
    }

    /**
     * The sectors that a byte range touches, rounded outwards as the driver's events are.
     *
     * @param offset
     *            in bytes
     * @param length
     *            in bytes
     */
    public static SectorRange ofBytes(long offset, long length) {
        long first = offset / SECTOR;
        return new SectorRange(first, Math.ceilDiv(offset + length, (long) SECTOR) - first);
    }

    /** The first byte. */
    public long offset() {
        return first * SECTOR;
    }

    /** The length in bytes. */
    public long length() {
        return count * SECTOR;
    }

    /** The first sector after the range. */
    public long end() {
        return first + count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public boolean contains(long sector) {
        return sector >= first && sector < end();
    }

    /** Whether the two ranges share a sector; an empty range shares none. */
    public boolean overlaps(SectorRange other) {
        return Math.max(first, other.first) < Math.min(end(), other.end());
    }

    /**
     * The part of this range that lies within {@code other}; empty, at this range's start, if none
     * does.
     */
    public SectorRange within(SectorRange other) {
        long from = Math.max(first, other.first);
        long to = Math.min(end(), other.end());
        return from < to ? new SectorRange(from, to - from) : new SectorRange(first, 0);
    }

    /**
     * The position of the first range that ends after the sector, by halving; their number if none
     * does.
     *
     * @param ordered
     *            by first sector, none overlapping another
     */
    public static int indexAfter(List<SectorRange> ordered, long sector) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordered.get(middle).end() > sector) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        return first + "+" + count;
    }
}
