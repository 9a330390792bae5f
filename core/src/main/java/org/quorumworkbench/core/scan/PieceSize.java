// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Arrays;

/**
 * How many sectors a worker reads at once. A small piece is still in the processor's cache when it
 * is compared, a large one takes fewer calls, and which is faster differs from machine to machine
 * by a third either way: so a worker that has warmed up tries each size on a few chunks, and stays
 * with the fastest. For one thread.
 */
final class PieceSize {

    /**
     * Sectors in the smallest piece, 128 KiB: two of them, one child's and that of the child it is
     * compared with, stay in a second-level cache of 256 KiB.
     */
    static final int LEAST = 256;

    /**
     * Chunks before the first trial, of the largest size: a virtual machine that has just started takes
     * long for each call, and by then has compiled what it needs.
     */
    private static final int WARM_UP = 128;

    /**
     * Chunks for each size; the best of them counts, since others on the machine only make one slower.
     */
    private static final int TRIALS = 7;

    private final int[] sizes;
    private final double[] best;
    private int chunks;
    private int chosen;

    /**
     * @param least
     *            sectors in the smallest piece, a power of two
     * @param most
     *            sectors in the largest; where it is not above the smallest, nothing is tried
     */
    PieceSize(int least, int most) {
        int count = 1;
        for (int size = least; size <= most / 2; size *= 2) {
            count++;
        }
        sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = least << i;
        }
        best = new double[count];
        Arrays.fill(best, Double.MAX_VALUE);
        chosen = count - 1;
    }

    /** Sectors to read at once in the next chunk. */
    int sectors() {
        return sizes[chosen];
    }

    /**
     * Says how long a chunk took that was read in pieces of {@link #sectors}.
     *
     * @param read
     *            bytes that were read for it, of all children; a chunk of which none could be read
     *            tells nothing
     */
    void took(long nanoseconds, long read) {
        int trial = chunks - WARM_UP;
        if (read == 0 || trial >= sizes.length * TRIALS) {
            return;
        }
        if (trial >= 0) {
            best[chosen] = Math.min(best[chosen], (double) nanoseconds / read);
        }
        chunks++;
        // In turns, so that a slow moment does not meet one size alone.
        chosen = trial + 1 < 0 ? chosen : trial + 1 < sizes.length * TRIALS ? (trial + 1) % sizes.length : fastest();
    }

    private int fastest() {
        int fastest = 0;
        for (int i = 1; i < sizes.length; i++) {
            if (best[i] < best[fastest]) {
                fastest = i;
            }
        }
        return fastest;
    }
}
