// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Ranges of sectors in order, none touching another: 16 bytes each, so that millions may be asked
 * for.
 */
public final class SortedRanges {

    public static final SortedRanges NONE = new SortedRanges(new long[0], new long[0], 0);

    private final long[] firsts;
    private final long[] ends;
    private final int size;

    private SortedRanges(long[] firsts, long[] ends, int size) {
        this.firsts = firsts;
        this.ends = ends;
        this.size = size;
    }

    /**
     * Takes ranges that come in order; those that touch or overlap are joined, empty ones left out.
     *
     * @throws IllegalArgumentException
     *             if one begins before the one before it
     */
    public static SortedRanges of(Iterator<SectorRange> ordered) {
        Builder builder = new Builder();
        ordered.forEachRemaining(range -> builder.add(range.first(), range.end()));
        return builder.build();
    }

    public static SortedRanges of(SectorRange... ordered) {
        return of(Arrays.asList(ordered).iterator());
    }

    int size() {
        return size;
    }

    long first(int at) {
        return firsts[at];
    }

    long end(int at) {
        return ends[at];
    }

    /** The position of the first range that ends after the sector. */
    int indexAfter(long sector) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] > sector) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether one of the sectors from {@code first} up to {@code end} is in a range. */
    boolean meets(long first, long end) {
        int at = indexAfter(first);
        return at < size && firsts[at] < end;
    }

    /** The parts of the ranges that lie from {@code first} up to {@code end}, at most so many. */
    List<SectorRange> within(long first, long end, int most) {
        List<SectorRange> parts = new ArrayList<>();
        for (int at = indexAfter(first); at < size && firsts[at] < end && parts.size() < most; at++) {
            long from = Math.max(first, firsts[at]);
            parts.add(new SectorRange(from, Math.min(end, ends[at]) - from));
        }
        return parts;
    }

    /** Collects ranges in order. */
    static final class Builder {
        private long[] firsts = new long[16];
        private long[] ends = new long[16];
        private int size;

        void add(long first, long end) {
            if (first >= end) {
                return;
            }
            if (size > 0 && first < firsts[size - 1]) {
                throw new IllegalArgumentException("sector " + first + " after sector " + firsts[size - 1]);
            }
            if (size > 0 && first <= ends[size - 1]) {
                ends[size - 1] = Math.max(ends[size - 1], end);
                return;
            }
            if (size == firsts.length) {
                firsts = Arrays.copyOf(firsts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            firsts[size] = first;
            ends[size++] = end;
        }

        SortedRanges build() {
            return new SortedRanges(firsts, ends, size);
        }
    }
}
