// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.diagnosis.Statement.Value;

/**
 * What the content is like: whether it has an order, and whether it is of the kind that the other
 * version has. The weakest of all signatures.
 *
 * @param entropy
 *            of the judged version, in bits a byte, averaged over its sectors
 * @param otherEntropy
 *            of the other version
 * @param shared
 *            the part of the bytes, zeroes left out, that are the same in both
 * @param alike
 *            how alike the two are in which bytes they have: 0 to 1
 * @param uneven
 *            how far the judged bytes are from all values being equally frequent, in standard
 *            deviations; random bytes are below 3, packed ones mostly above
 * @param otherUneven
 *            the same of the other version
 */
record Content(double entropy, double otherEntropy, double shared, double alike, double uneven,
        double otherUneven) {

    /** Of 512 random bytes it is 7.6 on average, and hardly ever below this. */
    private static final double RANDOM = 7.35;
    private static final double CLEAR_GAP = 1.2;
    private static final double GAP = 0.45;
    private static final double RANDOM_BELOW = 3;
    private static final double PACKED_ABOVE = 6;
    private static final double SHARED = 0.2;
    private static final double ALIKE = 0.75;

    static Content of(Sample sample) {
        double[] sums = new double[2];
        long[] same = new long[2];
        long[] x = new long[256];
        long[] w = new long[256];
        sample.each((window, at) -> {
            sums[0] += entropy(window.x(), at);
            sums[1] += entropy(window.w(), at);
            for (int i = at; i < at + SECTOR; i++) {
                int one = window.x()[i] & 0xFF;
                int other = window.w()[i] & 0xFF;
                x[one]++;
                w[other]++;
                if (one != 0 || other != 0) {
                    same[1]++;
                    same[0] += one == other ? 1 : 0;
                }
            }
        });
        return new Content(sums[0] / sample.count(), sums[1] / sample.count(),
                same[1] == 0 ? 0 : (double) same[0] / same[1], cosine(x, w), uneven(x, sample.count()),
                uneven(w, sample.count()));
    }

    /** By a chi-square test with 255 degrees of freedom. */
    private static double uneven(long[] counts, int sectors) {
        double expected = sectors * SECTOR / 256.0;
        double chi = 0;
        for (long count : counts) {
            chi += (count - expected) * (count - expected) / expected;
        }
        return (chi - 255) / Math.sqrt(2 * 255);
    }

    /** In bits a byte, 0 to 8; of one sector at most about 7.7. */
    static double entropy(byte[] bytes, int at) {
        int[] counts = new int[256];
        for (int i = at; i < at + SECTOR; i++) {
            counts[bytes[i] & 0xFF]++;
        }
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double part = count / (double) SECTOR;
                entropy -= part * Math.log(part);
            }
        }
        return entropy / Math.log(2);
    }

    /** Square roots, so that the one byte of which there is most does not decide alone. */
    private static double cosine(long[] x, long[] w) {
        double both = 0;
        double ofX = 0;
        double ofW = 0;
        for (int value = 0; value < 256; value++) {
            both += Math.sqrt((double) x[value] * w[value]);
            ofX += x[value];
            ofW += w[value];
        }
        return ofX == 0 || ofW == 0 ? 0 : both / Math.sqrt(ofX * ofW);
    }

    /** 0 to 2. */
    double likeness() {
        return shared + alike;
    }

    boolean isRandom() {
        return entropy >= RANDOM;
    }

    /** Whether the sectors next to the differing ones, which agree, have no order on either side. */
    static boolean isRandomAround(Sample sample) {
        for (Sample.Window window : sample.windows()) {
            int[] differing = window.differing();
            int before = differing[0] - 1;
            int behind = differing[differing.length - 1] + 1;
            if (before < 0 || (behind + 1) * SECTOR > window.w().length || entropy(window.w(), before * SECTOR) < RANDOM
                    || entropy(window.w(), behind * SECTOR) < RANDOM) {
                return false;
            }
        }
        return true;
    }

    /** Junk, if order is missing that the other has. */
    Optional<Candidate> junk() {
        double gap = entropy - otherEntropy;
        if (isRandom() && gap >= GAP) {
            return Optional.of(new Candidate(Damage.JUNK, gap >= CLEAR_GAP ? Strength.STRONG : Strength.FAIR,
                    Optional.of(Statement.of(Phrase.WITHOUT_ORDER, new Value.Measure(entropy),
                            new Value.Measure(otherEntropy)))));
        }
        return isRandom() && uneven < RANDOM_BELOW && otherUneven > PACKED_ABOVE
                ? Optional.of(new Candidate(Damage.JUNK, Strength.WEAK, Phrase.PACKED))
                : Optional.empty();
    }

    /** An older version, if it is of the same kind; how sure depends on what both share. */
    Optional<Candidate> stale() {
        if (otherEntropy >= RANDOM && entropy >= RANDOM) {
            return Optional.empty();
        }
        if (shared >= SHARED) {
            return Optional.of(new Candidate(Damage.STALE, Strength.FAIR, Phrase.SHARED, Math.round(shared * 100)));
        }
        return alike >= ALIKE
                ? Optional.of(new Candidate(Damage.STALE, Strength.WEAK, Phrase.SAME_KIND))
                : Optional.empty();
    }
}
