// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.BitSet;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A piece of work: sectors to read, to compare and to record.
 *
 * @param range
 *            at most {@link #SECTORS} long, unless nothing has to be read
 * @param holes
 *            children that have a hole there: they read as zeroes
 * @param absent
 *            children that are shorter: they cannot be read there
 */
record Chunk(SectorRange range, BitSet holes, BitSet absent) {

    /**
     * Sectors in a chunk, 1 MiB: what a worker takes, and records, at once. It is read and compared in
     * {@link #piece pieces}.
     */
    static final int SECTORS = 2048;

    /**
     * The part of the chunk from a sector on.
     *
     * @param from
     *            one of the chunk's
     * @param most
     *            how many sectors it may have
     */
    Chunk piece(long from, int most) {
        return new Chunk(new SectorRange(from, Math.min(most, range.end() - from)), holes, absent);
    }

    /** Whether the child's bytes have to be read. */
    boolean isData(int child) {
        return !holes.get(child) && !absent.get(child);
    }

    /** Whether any child has bytes that must be read. */
    boolean hasData(int children) {
        for (int child = 0; child < children; child++) {
            if (isData(child)) {
                return true;
            }
        }
        return false;
    }
}
