// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.SectorRange;

/** Sets of ranges against sets of bits. */
class SectorRangesTest {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rangesAreTheSetsThatTheyStandFor(long seed) {
        Random random = new Random(seed);
        List<SectorRange> some = some(random);
        List<SectorRange> others = some(random);
        SectorRanges one = SectorRanges.of(some);
        SectorRanges other = SectorRanges.of(others);
        BitSet bits = bits(some);
        assertEquals(bits, bits(one.ranges()));
        assertEquals(bits.cardinality(), one.count());

        SectorRange range = any(random);
        SectorRanges plus = one.plus(range);
        BitSet more = bits(some);
        more.set((int) range.first(), (int) range.end());
        assertEquals(more, bits(plus.ranges()));

        BitSet less = bits(some);
        less.andNot(bits(others));
        assertEquals(less, bits(one.minus(other).ranges()));

        BitSet within = bits(some);
        within.and(bits(List.of(range)));
        assertEquals(within, bits(one.within(range).ranges()));
        assertEquals(within.cardinality(), one.count(range));

        int sector = random.nextInt(120);
        assertEquals(bits.get(sector), one.contains(sector));
        assertEquals(bits.nextClearBit(sector), one.firstGap(sector));
        assertEquals(bits.previousClearBit(sector), one.lastGap(sector).orElse(-1));
    }

    private static List<SectorRange> some(Random random) {
        List<SectorRange> ranges = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            ranges.add(any(random));
        }
        return ranges;
    }

    private static SectorRange any(Random random) {
        return new SectorRange(random.nextInt(100), random.nextInt(15));
    }

    private static BitSet bits(List<SectorRange> ranges) {
        BitSet bits = new BitSet();
        ranges.forEach(range -> bits.set((int) range.first(), (int) range.end()));
        return bits;
    }
}
