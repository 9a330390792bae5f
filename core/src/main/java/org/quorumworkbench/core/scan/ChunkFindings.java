// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;

/** What one worker found in one chunk; reused from chunk to chunk. For one thread. */
final class ChunkFindings {

    /** Two reads of a child gave different bytes. */
    record Unstable(int child, SectorRange sectors) {}

    private long[] firsts = new long[64];
    private long[] counts = new long[64];
    private @Nullable Grouping[] groupings = new Grouping[64];
    private int size;
    private final List<Unstable> unstable = new ArrayList<>();

    void clear() {
        size = 0;
        unstable.clear();
    }

    /**
     * Adds sectors that have that grouping. Sectors come in order, and neighbours with the same
     * grouping make one run.
     */
    void add(long first, long count, Grouping grouping) {
        if (size > 0 && firsts[size - 1] + counts[size - 1] == first && isSame(grouping, groupings[size - 1])) {
            counts[size - 1] += count;
            return;
        }
        if (size == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
            groupings = Arrays.copyOf(groupings, 2 * size);
        }
        firsts[size] = first;
        counts[size] = count;
        groupings[size++] = grouping;
    }

    /**
     * Who compares gives neighbours the very same grouping, and a record compares its parts by way of
     * method handles, which the first compiler does not see through.
     */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Grouping one, @Nullable Grouping other) {
        return one == other || one.equals(other);
    }

    void addUnstable(int child, SectorRange sectors) {
        unstable.add(new Unstable(child, sectors));
    }

    /** How many sectors are in the runs. */
    long sectors() {
        long sum = 0;
        for (int run = 0; run < size; run++) {
            sum += counts[run];
        }
        return sum;
    }

    int size() {
        return size;
    }

    long first(int run) {
        return firsts[run];
    }

    long count(int run) {
        return counts[run];
    }

    Grouping grouping(int run) {
        Grouping grouping = groupings[run];
        if (run >= size || grouping == null) {
            throw new IndexOutOfBoundsException(run);
        }
        return grouping;
    }

    List<Unstable> unstable() {
        return unstable;
    }
}
