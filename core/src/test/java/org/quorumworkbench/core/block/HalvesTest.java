// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Halves.Part;

class HalvesTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void exactlyTheBadSectorsAreLeft(long seed) {
        Random random = new Random(seed);
        int sectors = 1 + random.nextInt(300);
        BitSet bad = new BitSet();
        random.ints(random.nextInt(sectors + 1), 0, sectors).forEach(bad::set);
        BitSet unreadable = new BitSet();
        BitSet read = new BitSet();
        Halves halves = new Halves(sectors);
        int parts = 0;
        int before = 0;
        for (Optional<Part> next = halves.next(); next.isPresent(); next = halves.next()) {
            Part part = next.get();
            parts++;
            assertTrue(part.from() >= before && part.to() <= sectors, "in the order of the disk");
            boolean fails = bad.nextSetBit(part.from()) >= 0 && bad.nextSetBit(part.from()) < part.to();
            if (!fails) {
                read.set(part.from(), part.to());
                before = part.to();
            } else if (halves.failed(part)) {
                unreadable.set(part.from());
                before = part.to();
            }
        }
        assertEquals(bad, unreadable);
        read.or(unreadable);
        assertEquals(sectors, read.cardinality());
        assertTrue(parts < 2 * sectors, parts + " parts of " + sectors + " sectors");
    }
}
