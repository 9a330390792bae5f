// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Tells an unstable child from a divergent one: reads a part of what diverges in a chunk a second
 * time. A child whose second answer is another one, or none, is unstable there. The part is small,
 * so that a device that diverges everywhere is still scanned at nearly the same rate. For one
 * thread.
 */
final class UnstableSample {

    /** Sectors of a chunk that are read again at most. */
    static final int SECTORS = 64;

    /** Of how many runs of a chunk, since each costs a request to every child. */
    private static final int RUNS = 4;

    private static final int SECTOR = SectorRange.SECTOR;

    private int sectors = SECTORS;
    private int runs = RUNS;

    /** Begins a chunk. */
    void begin() {
        sectors = SECTORS;
        runs = RUNS;
    }

    /**
     * Reads the first divergent sectors of the chunk again and adds who gave something else.
     *
     * @param piece
     *            the part of the chunk that was read last
     * @param found
     *            in the chunk so far
     */
    void take(Chunk piece, ChunkReader reader, int children, ChunkFindings found) {
        int run = found.size();
        while (run > 0 && found.first(run - 1) + found.count(run - 1) > piece.range().first()) {
            run--;
        }
        for (; run < found.size() && runs > 0 && sectors > 0; run++, runs--) {
            SectorRange inPiece = new SectorRange(found.first(run), found.count(run)).within(piece.range());
            SectorRange sample = new SectorRange(inPiece.first(), Math.min(sectors, inPiece.count()));
            take(piece, sample, reader, children, found);
            sectors -= (int) sample.count();
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
