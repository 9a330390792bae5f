// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;

/** Effects on single bits: one flipped, a few, or the same one of every so many bytes stuck. */
final class DifferingBits {

    /** Beyond so many it is no matter of bits, unless they are on one line. */
    private static final int FEW = 8;
    private static final int MOST_STRIDE = 512;
    private static final double LONE = 1.2;

    private final Sample sample;
    private long bits;
    private long bytes;
    private int mostInSector;
    private int mask;
    private boolean set;
    private boolean cleared;
    private long firstByte = -1;
    private long gcd;

    private DifferingBits(Sample sample) {
        this.sample = sample;
        sample.each(this::count);
    }

    static Optional<Candidate> of(Sample sample) {
        DifferingBits found = new DifferingBits(sample);
        Optional<Candidate> stuck = found.bits > 1 ? found.stuck() : Optional.empty();
        return stuck.isPresent() ? stuck : found.few();
    }

    private void count(Sample.Window window, int at) {
        int here = 0;
        for (int i = at; i < at + SECTOR; i++) {
            int difference = (window.x()[i] ^ window.w()[i]) & 0xFF;
            if (difference != 0) {
                here += Integer.bitCount(difference);
                bytes++;
                mask |= difference;
                set |= (difference & window.x()[i]) != 0;
                cleared |= (difference & window.w()[i]) != 0;
                long place = window.first() * SECTOR + i;
                if (firstByte < 0) {
                    firstByte = place;
                }
                // Of use only while it may be one line.
                gcd = (mask & (mask - 1)) == 0 ? gcd(gcd, place - firstByte) : gcd;
            }
        }
        bits += here;
        mostInSector = Math.max(mostInSector, here);
    }

    private static long gcd(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    private Optional<Candidate> few() {
        if (bits == 1) {
            return Optional.of(new Candidate(Damage.BIT_FLIP, Strength.STRONG, Phrase.ONE_BIT));
        }
        if (bits <= FEW) {
            boolean oneNumber = bytes > 1 ? gcd == 1 && bytes <= 4 : true;
            return Optional.of(new Candidate(Damage.FEW_BITS, oneNumber ? Strength.FAIR : Strength.STRONG,
                    Optional.of(bytes == 1
                            ? Statement.of(Phrase.BITS_OF_A_BYTE, bits)
                            : Statement.of(Phrase.FEW_BITS, bits, bytes))));
        }
        if (mostInSector == 1) {
            return Optional.of(new Candidate(Damage.BIT_FLIP, Strength.FAIR, Phrase.BIT_OF_EACH,
                    bits));
        }
        // Flips hit bytes at random: two in one byte are rare. Numbers that were counted on are not.
        return mostInSector <= FEW && bits <= bytes * LONE
                ? Optional.of(new Candidate(Damage.FEW_BITS, Strength.FAIR, Phrase.BITS_OF_EACH,
                        mostInSector))
                : Optional.empty();
    }

    /**
     * One line: always the same bit, in one direction, at a stride, and all bytes of that line, not
     * only those that differ, have it so.
     */
    private Optional<Candidate> stuck() {
        if (Integer.bitCount(mask) != 1 || set == cleared || bytes < 2) {
            return Optional.empty();
        }
        for (int stride = 1; stride <= Math.min(gcd, MOST_STRIDE); stride++) {
            if (gcd % stride != 0) {
                continue;
            }
            long line = line(stride);
            if (line >= 0) {
                return candidate(stride, line);
            }
        }
        return Optional.empty();
    }

    private Optional<Candidate> candidate(int stride, long line) {
        // Two bits that happen to lie on a line are no rarity where the line has hardly more bytes.
        if (bits < 3 && (line < 6 || stride > 64)) {
            return Optional.empty();
        }
        Strength strength = bits >= 4 && line >= 4 ? Strength.STRONG : bits == 3 ? Strength.FAIR : Strength.WEAK;
        return Optional.of(new Candidate(Damage.STUCK_LINE, strength, Optional.of(stride == 1
                ? Statement.of(set ? Phrase.BIT_SET : Phrase.BIT_CLEAR, Integer.numberOfTrailingZeros(mask), bits)
                : Statement.of(set ? Phrase.LINE_SET : Phrase.LINE_CLEAR, Integer.numberOfTrailingZeros(mask), bits,
                        stride))));
    }

    /** How many bytes the line has; -1 if one of them has the bit otherwise. */
    private long line(int stride) {
        long[] count = new long[1];
        boolean same = sample.all((window, at) -> {
            long start = window.first() * SECTOR + at;
            int first = (int) Math.floorMod(firstByte - start, (long) stride);
            for (int i = at + first; i < at + SECTOR; i += stride) {
                if (((window.x()[i] & mask) != 0) != set) {
                    return false;
                }
                count[0]++;
            }
            return true;
        });
        return same ? count[0] : -1;
    }
}
