// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

/**
 * Tells whether XFS's log holds changes: it does unless the last record is the one that unmounting
 * writes (kernel, xfs_log_recover.c, xlog_find_tail).
 */
final class XfsLog {

    private static final int SECTOR = 512;
    private static final long HEADER = 0xFEED_BABEL;
    private static final int LONGEST_RECORD = 1024;
    private static final int UNMOUNT = 0x20;

    private final Volume volume;
    private final long offset;
    private final long sectors;

    /**
     * The log of a volume.
     *
     * @param offset
     *            in bytes
     * @param sectors
     *            of 512 bytes
     */
    XfsLog(Volume volume, long offset, long sectors) {
        this.volume = volume;
        this.offset = offset;
        this.sectors = sectors;
    }

    /** Blocks; {@link Malformed} if it cannot be told. */
    boolean isDirty() {
        long head = head();
        for (long back = 1; back <= Math.min(LONGEST_RECORD, sectors); back++) {
            long at = Math.floorMod(head - back, sectors);
            Block record = sector(at);
            if (record.u32(0) == HEADER) {
                return !isUnmount(record, at);
            }
        }
        // Nothing was ever logged.
        return false;
    }

    private boolean isUnmount(Block record, long at) {
        if (record.u32(40) != 1) {
            return false;
        }
        long headers = Math.max(1, Math.ceilDiv(record.u32(320), 32768L));
        return (sector((at + headers) % sectors).u8(9) & UNMOUNT) != 0;
    }

    /** Sectors are numbered with the turn in which they were written: the head is where that falls. */
    private long head() {
        long first = turn(0);
        if (turn(sectors - 1) == first) {
            return 0;
        }
        long low = 0;
        long high = sectors - 1;
        while (low + 1 < high) {
            long middle = (low + high) >>> 1;
            if (turn(middle) == first) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private long turn(long at) {
        Block sector = sector(at);
        return sector.u32(0) == HEADER ? sector.u32(4) : sector.u32(0);
    }

    private Block sector(long at) {
        return volume.near(offset + at * SECTOR, SECTOR).bigEndian();
    }
}
