// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;

/** Effects that leave the bytes as they are and move them: swapped in words, or shifted. */
final class Moved {

    /** The furthest shift that is looked for in the margins of a sample, in bytes. */
    private static final int FURTHEST = Sample.MARGIN * SECTOR;
    /** Bytes; compared as two numbers of eight. */
    private static final int ANCHOR = 16;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int MOST_SHIFTS = 48;
    private static final double SURE = 0.97;
    private static final double LIKELY = 0.9;
    private static final int ENOUGH = 24;

    private Moved() {}

    static Optional<Candidate> of(Sample sample) {
        return swapped(sample).or(() -> shifted(sample));
    }

    private static Optional<Candidate> swapped(Sample sample) {
        for (int width : new int[]{2, 4, 8}) {
            if (sample.all((window, at) -> isSwapped(window.x(), window.w(), at, width))) {
                return Optional.of(new Candidate(Damage.BYTE_SWAP, Strength.STRONG, Phrase.SWAPPED, width));
            }
        }
        return Optional.empty();
    }

    private static boolean isSwapped(byte[] x, byte[] w, int at, int width) {
        for (int i = 0; i < SECTOR; i++) {
            if (x[at + i] != w[at + (i ^ (width - 1))]) {
                return false;
            }
        }
        return true;
    }

    /** By how many bytes; positive where the bytes lie later than they should. */
    private record Shift(int bytes, double fits, long compared) {}

    private static Optional<Candidate> shifted(Sample sample) {
        Shift best = new Shift(0, 0, 0);
        for (int shift : shifts(sample)) {
            Shift found = measure(sample, shift);
            if (found.fits > best.fits + 0.005
                    || (found.fits > best.fits - 0.005 && Math.abs(shift) < Math.abs(best.bytes))) {
                best = found;
            }
        }
        if (best.fits < LIKELY || best.compared < ENOUGH) {
            return Optional.empty();
        }
        return Optional
                .of(new Candidate(Damage.SHIFTED, best.fits >= SURE ? Strength.STRONG : Strength.FAIR, Optional.of(
                        switch (best.bytes) {
                            case 1 -> Statement.of(Phrase.BYTE_LATER);
                            case -1 -> Statement.of(Phrase.BYTE_EARLIER);
                            default ->
                                Statement.of(best.bytes > 0 ? Phrase.LATER : Phrase.EARLIER, Math.abs(best.bytes));
                        })));
    }

    /**
     * Which of two versions that are shifted against each other is the shifted one: what came in at its
     * edge are the neighbour's bytes once more.
     *
     * @return above 0 for the judged one, below for the other, 0 if it cannot be told
     */
    static int shiftedOne(Sample sample) {
        Shift best = new Shift(0, 0, 0);
        for (int shift : shifts(sample)) {
            Shift found = measure(sample, shift);
            best = found.fits > best.fits ? found : best;
        }
        if (best.bytes == 0 || sample.windows().size() > 1) {
            return 0;
        }
        Sample.Window window = sample.windows().getFirst();
        boolean judged = repeats(window, window.x(), best.bytes);
        boolean other = repeats(window, window.w(), -best.bytes);
        return judged == other ? 0 : judged ? 1 : -1;
    }

    private static boolean repeats(Sample.Window window, byte[] bytes, int shift) {
        int[] differing = window.differing();
        int count = Math.abs(shift);
        int edge = shift > 0
                ? differing[0] * SECTOR
                : (differing[differing.length - 1] + 1) * SECTOR;
        int inside = shift > 0 ? edge : edge - count;
        int outside = shift > 0 ? edge - count : edge;
        return inside >= 0 && outside >= 0 && Math.max(inside, outside) + count <= bytes.length
                && Arrays.equals(bytes, inside, inside + count, bytes, outside, outside + count);
    }

    /** Distances at which a telling piece of the judged bytes is found among the others. */
    private static Set<Integer> shifts(Sample sample) {
        Set<Integer> shifts = new LinkedHashSet<>();
        for (Sample.Window window : sample.windows()) {
            int[] differing = window.differing();
            for (int turn = 0; turn < 4 && shifts.size() < MOST_SHIFTS; turn++) {
                int at = differing[(differing.length - 1) * turn / 3] * SECTOR;
                anchors(window, at, shifts);
            }
        }
        return shifts;
    }

    private static void anchors(Sample.Window window, int at, Set<Integer> shifts) {
        for (int part = 0; part < 4 && shifts.size() < MOST_SHIFTS; part++) {
            int anchor = telling(window.x(), at + part * SECTOR / 4, SECTOR / 4);
            int from = Math.max(0, anchor - FURTHEST);
            int to = Math.min(window.w().length - ANCHOR, anchor + FURTHEST);
            for (int place = from; place <= to && shifts.size() < MOST_SHIFTS; place++) {
                if (place != anchor && equal(window.x(), anchor, window.w(), place)) {
                    int shift = anchor - place;
                    // A whole number of sectors is another place's content, but for the neighbour's.
                    if (shift % SECTOR != 0 || Math.abs(shift) == SECTOR) {
                        shifts.add(shift);
                    }
                }
            }
        }
    }

    private static boolean equal(byte[] x, int at, byte[] w, int place) {
        return (long) LONGS.get(x, at) == (long) LONGS.get(w, place)
                && (long) LONGS.get(x, at + ANCHOR - Long.BYTES) == (long) LONGS.get(w, place + ANCHOR - Long.BYTES);
    }

    /** The piece with the most different bytes. */
    private static int telling(byte[] x, int from, int count) {
        int best = from;
        int most = 0;
        for (int at = from; at <= from + count - ANCHOR; at += ANCHOR / 2) {
            long low = 0;
            long high = 0;
            long third = 0;
            long fourth = 0;
            for (int i = at; i < at + ANCHOR; i++) {
                int value = x[i] & 0xFF;
                long bit = 1L << (value & 63);
                switch (value >> 6) {
                    case 0 -> low |= bit;
                    case 1 -> high |= bit;
                    case 2 -> third |= bit;
                    default -> fourth |= bit;
                }
            }
            int distinct = Long.bitCount(low) + Long.bitCount(high) + Long.bitCount(third) + Long.bitCount(fourth);
            if (distinct > most) {
                most = distinct;
                best = at;
            }
        }
        return best;
    }

    /** Only bytes that differ tell; those that come in from outside the damage are left out. */
    private static Shift measure(Sample sample, int shift) {
        long fits = 0;
        long compared = 0;
        for (Sample.Window window : sample.windows()) {
            int[] differing = window.differing();
            int start = differing[0] * SECTOR + Math.max(0, shift);
            int end = (differing[differing.length - 1] + 1) * SECTOR + Math.min(0, shift);
            for (int sector : differing) {
                for (int i = Math.max(start, sector * SECTOR); i < Math.min(end, (sector + 1) * SECTOR); i++) {
                    int place = i - shift;
                    if (place >= 0 && place < window.w().length && window.x()[i] != window.w()[i]) {
                        compared++;
                        fits += window.x()[i] == window.w()[place] ? 1 : 0;
                    }
                }
            }
        }
        return new Shift(shift, compared == 0 ? 0 : (double) fits / compared, compared);
    }
}
