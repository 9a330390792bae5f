// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.BitSet;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A piece of work: sectors to read and compare at once.
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
     * Sectors in a chunk: 1 MiB. A call of the system costs as much as reading 70 KiB from the page
     * cache, so the longer the better (measured with three children: with 256 KiB a clean scan took 1.5
     * times the time of only reading, with 1 MiB 1.2, with 2 MiB no less). A scan holds one of every
     * child for each of its threads.
     */
    static final int SECTORS = 2048;

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
