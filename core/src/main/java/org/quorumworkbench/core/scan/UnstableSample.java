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
    static final int SECTORS = 64;

    /** Of how many runs of a chunk, since each costs a request to every child. */
    private static final int RUNS = 4;

    private static final int SECTOR = SectorRange.SECTOR;

    private UnstableSample() {}

    /** Reads the first divergent sectors of the chunk again and adds who gave something else. */
    static void take(Chunk chunk, ChunkReader reader, int children, ChunkFindings found) {
        int left = SECTORS;
        for (int run = 0; run < Math.min(RUNS, found.size()) && left > 0; run++) {
            SectorRange sample = new SectorRange(found.first(run), Math.min(left, found.count(run)));
            take(chunk, sample, reader, children, found);
            left -= (int) sample.count();
        }
    }

    private static void take(Chunk chunk, SectorRange sample, ChunkReader reader, int children, ChunkFindings found) {
        int from = (int) (sample.first() - chunk.range().first());
        for (int child = 0; child < children; child++) {
            boolean wasRead = reader.unreadable().get(child).nextSetBit(from) < 0
                    || reader.unreadable().get(child).nextSetBit(from) >= from + sample.count();
            if (chunk.isData(child) && wasRead) {
                Optional<MemorySegment> again = reader.readAgain(child, sample);
                for (int i = 0; i < sample.count(); i++) {
                    if (again.isEmpty() || differs(reader.bytes()[child], from + i, again.get(), i)) {
                        found.addUnstable(child, new SectorRange(sample.first() + i, 1));
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
