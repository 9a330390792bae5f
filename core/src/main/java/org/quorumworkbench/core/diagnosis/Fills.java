// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.util.Arrays;
import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.diagnosis.Statement.Value;

/**
 * Effects that replace all bytes: zeroes, 0xFF, a pattern. Judged on the differing sectors only.
 */
final class Fills {

    /** A longer one is content as likely as a pattern. */
    private static final int LONGEST_PERIOD = 64;
    /** So many equal sectors are a pattern, whatever they hold. */
    private static final int EQUAL_SECTORS = 4;
    /** Bytes of one value in a row within a sector that are more than chance. */
    private static final int SPAN = 32;

    private Fills() {}

    static Optional<Candidate> of(Sample sample) {
        Sample.Window window = sample.windows().getFirst();
        int first = window.differing()[0] * SECTOR;
        byte[] model = Arrays.copyOfRange(window.x(), first, first + SECTOR);
        if (!sample.all((other, at) -> Arrays.equals(model, 0, SECTOR, other.x(), at, at + SECTOR))) {
            return partly(sample);
        }
        int period = period(model, 0);
        if (period == 1) {
            return Optional.of(constant(model[0], Strength.STRONG));
        }
        if (period <= LONGEST_PERIOD) {
            boolean otherToo = sample.all((other, at) -> period(other.w(), at) <= LONGEST_PERIOD);
            return Optional.of(
                    new Candidate(Damage.PATTERN, otherToo ? Strength.FAIR : Strength.STRONG, Phrase.PATTERN_REPEATED,
                            period));
        }
        return sample.count() >= EQUAL_SECTORS && !sample.all((other, at) -> Arrays.equals(model, 0, SECTOR,
                other.w(), at, at + SECTOR))
                        ? Optional.of(new Candidate(Damage.PATTERN, Strength.WEAK, Phrase.SECTOR_REPEATED,
                                sample.count()))
                        : partly(sample);
    }

    private static Candidate constant(byte value, Strength strength) {
        return switch (value) {
            case 0 -> new Candidate(Damage.ZEROED, strength, Phrase.ZEROES);
            case (byte) 0xFF -> new Candidate(Damage.ONES, strength, Phrase.ALL_ONES);
            default -> new Candidate(Damage.PATTERN, strength, Optional.of(Statement.of(Phrase.BYTE_REPEATED,
                    new Value.Word(String.format("%02x", value & 0xFF)))));
        };
    }

    /** The smallest distance at which a sector repeats itself; its length if it does not. */
    static int period(byte[] bytes, int at) {
        for (int period = 1; period <= LONGEST_PERIOD; period++) {
            if (Arrays.equals(bytes, at, at + SECTOR - period, bytes, at + period, at + SECTOR)) {
                return period;
            }
        }
        return SECTOR;
    }

    /** One value from the first byte that differs to the last, in each sector. */
    private static Optional<Candidate> partly(Sample sample) {
        int[] value = {-1};
        long[] span = new long[1];
        boolean same = sample.all((window, at) -> {
            int from = Arrays.mismatch(window.x(), at, at + SECTOR, window.w(), at, at + SECTOR);
            int to = SECTOR;
            while (window.x()[at + to - 1] == window.w()[at + to - 1]) {
                to--;
            }
            for (int i = at + from; i < at + to; i++) {
                if (value[0] < 0) {
                    value[0] = window.x()[i] & 0xFF;
                } else if (value[0] != (window.x()[i] & 0xFF)) {
                    return false;
                }
            }
            span[0] += to - from;
            return true;
        });
        return same && span[0] >= SPAN ? Optional.of(constant((byte) value[0], Strength.WEAK)) : Optional.empty();
    }

    /** Whether the other version is a fill that goes on in front and behind: it is what lies there. */
    static boolean goesOn(Sample sample) {
        for (Sample.Window window : sample.windows()) {
            byte[] bytes = window.w();
            int[] differing = window.differing();
            int first = differing[0] * SECTOR;
            int before = first - SECTOR;
            int behind = (differing[differing.length - 1] + 1) * SECTOR;
            if (before < 0 || behind + SECTOR > bytes.length || !isConstant(bytes, first)
                    || !Arrays.equals(bytes, first, first + SECTOR, bytes, before, before + SECTOR)
                    || !Arrays.equals(bytes, first, first + SECTOR, bytes, behind, behind + SECTOR)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sector has one value only: it says nothing of where it belongs. */
    static boolean isConstant(byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + SECTOR - 1, bytes, at + 1, at + SECTOR);
    }
}
