// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    private static final int LENGTH = 700;

    private final MemorySegment one = Arena.ofAuto().allocate(LENGTH);
    private final MemorySegment other = Arena.ofAuto().allocate(LENGTH);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoStretchesAreEqualIfNoByteWithinDiffersWhateverLiesAround(long seed) {
        Random random = new Random(seed);
        for (int turn = 0; turn < 500; turn++) {
            int differs = random.nextInt(LENGTH);
            int from = random.nextInt(LENGTH + 1);
            int to = from + random.nextInt(LENGTH + 1 - from);
            one.fill((byte) turn);
            other.fill((byte) turn);
            other.set(ValueLayout.JAVA_BYTE, differs, (byte) (turn + 1 + random.nextInt(255)));
            assertEquals(differs < from || differs >= to, Bytes.equal(one, other, from, to),
                    differs + " in " + from + " to " + to);
        }
    }

    @Test
    void whatOneOfTheTwoDoesNotHaveIsNotCompared() {
        MemorySegment shorter = one.asSlice(0, LENGTH - 1);
        assertTrue(Bytes.equal(shorter, other, 0, LENGTH - 1));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.equal(shorter, other, 0, LENGTH));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.equal(other, shorter, 1, LENGTH));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.equal(one, other, -1, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.equal(one, other, 8, 7));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.equal(MemorySegment.NULL, other, 0, 1));
    }

    @Test
    void memoryThatTheCollectorMayMoveIsRefused() {
        MemorySegment heap = MemorySegment.ofArray(new byte[LENGTH]);
        assertThrows(IllegalArgumentException.class, () -> Bytes.equal(heap, other, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Bytes.equal(one, heap, 0, 1));
    }
}
