// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Arrays;

/** In how many sectors two children were outvoted together: who shares a fault with whom. */
public final class CoDissent {

    private final long[][] sectors;

    CoDissent(int children) {
        sectors = new long[children][children];
    }

    void add(Ruling ruling, long count) {
        for (int one : ruling.outvoted()) {
            for (int other : ruling.outvoted()) {
                sectors[one][other] += count;
            }
        }
    }

    public int children() {
        return sectors.length;
    }

    /**
     * Sectors in which both were outvoted, whether by the same bytes or not; of a child with itself:
     * sectors in which it was outvoted.
     */
    public long sectors(int one, int other) {
        return sectors[one][other];
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CoDissent other && Arrays.deepEquals(sectors, other.sectors);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(sectors);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(sectors);
    }
}
