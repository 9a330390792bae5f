// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Sectors kept in memory, apart from any disk. Not for several threads at once; who owns it locks.
 */
final class Sectors {

    private final NavigableMap<Long, byte[]> kept = new TreeMap<>();

    boolean isEmpty() {
        return kept.isEmpty();
    }

    long bytes() {
        return (long) kept.size() * SECTOR;
    }

    boolean holds(long sector) {
        return kept.containsKey(sector);
    }

    /** Keeps a copy of the 512 bytes at {@code at}. */
    void put(long sector, byte[] image, int at) {
        kept.put(sector, Arrays.copyOfRange(image, at, at + SECTOR));
    }

    void remove(long sector) {
        kept.remove(sector);
    }

    void clear() {
        kept.clear();
    }

    /** The first sector at or after that one; null if there is none. */
    @Nullable
    Long next(long sector) {
        return kept.ceilingKey(sector);
    }

    /**
     * Copies what is kept over the buffer, from position to limit by absolute access.
     *
     * @param offset
     *            of the buffer's first byte, in bytes
     */
    void lay(long offset, ByteBuffer over) {
        long end = offset + over.remaining();
        for (var entry : kept.subMap(offset / SECTOR, Math.ceilDiv(end, (long) SECTOR)).entrySet()) {
            long first = entry.getKey() * SECTOR;
            long from = Math.max(offset, first);
            long to = Math.min(end, first + SECTOR);
            over.put(over.position() + (int) (from - offset), entry.getValue(), (int) (from - first),
                    (int) (to - from));
        }
    }

    /** Where the sectors lie, in order. */
    List<SectorRange> ranges() {
        List<SectorRange> ranges = new ArrayList<>();
        for (long sector : kept.keySet()) {
            SectorRange last = ranges.isEmpty() ? SectorRange.EMPTY : ranges.getLast();
            if (!last.isEmpty() && last.end() == sector) {
                ranges.set(ranges.size() - 1, new SectorRange(last.first(), last.count() + 1));
            } else {
                ranges.add(new SectorRange(sector, 1));
            }
        }
        return ranges;
    }
}
