// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

/**
 * Random numbers that are a function of what they are for, so that no order of asking changes them.
 */
final class Dice {

    // The constants of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
    // 2014).
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long SECOND = 0x94D049BB133111EBL;

    private long state;

    /** A stream of numbers for this key. */
    Dice(long... key) {
        for (long part : key) {
            state = scramble(state + GOLDEN + scramble(part));
        }
    }

    private static long scramble(long value) {
        long mixed = (value ^ (value >>> 30)) * FIRST;
        mixed = (mixed ^ (mixed >>> 27)) * SECOND;
        return mixed ^ (mixed >>> 31);
    }

    long next() {
        state += GOLDEN;
        return scramble(state);
    }

    /** From 0 to bound - 1. */
    long below(long bound) {
        return Long.remainderUnsigned(next(), bound);
    }

    /** From 0 up to but without 1. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }
}
