// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Tells an unstable child from a divergent one: reads a part of what diverges in a chunk a second
 * time. A child whose second answer is another one, or none, is unstable there. The part is small,
 * so that a device that diverges everywhere is still scanned at nearly the same rate.
 */
final class UnstableSample {

    /** Sectors of a chunk that are read again at most. */
    static final int SECTORS = 16;

    private static final int SECTOR = SectorRange.SECTOR;

    private UnstableSample() {}

    /** Reads the first divergent sectors of the chunk again and adds who gave something else. */
    static void take(Chunk chunk, ChunkReader reader, int children, ChunkFindings found) {
        if (found.size() == 0) {
            return;
        }
        SectorRange first = new SectorRange(found.first(0), Math.min(SECTORS, found.count(0)));
        int from = (int) (first.first() - chunk.range().first());
        for (int child = 0; child < children; child++) {
            boolean wasRead = reader.unreadable().get(child).nextSetBit(from) < 0
                    || reader.unreadable().get(child).nextSetBit(from) >= from + first.count();
            if (chunk.isData(child) && wasRead) {
                Optional<MemorySegment> again = reader.readAgain(child, first);
                for (int i = 0; i < first.count(); i++) {
                    if (again.isEmpty() || differs(reader.bytes()[child], from + i, again.get(), i)) {
                        found.addUnstable(child, new SectorRange(first.first() + i, 1));
                    }
                }
            }
        }
    }

    private static boolean differs(MemorySegment before, int sector, MemorySegment after, int position) {
        long at = (long) sector * SECTOR;
        long now = (long) position * SECTOR;
        return MemorySegment.mismatch(before, at, at + SECTOR, after, now, now + SECTOR) >= 0;
    }
}
