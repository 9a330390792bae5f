// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.SectorRange;

/** Which piece a client that reads in pieces of one size asks for to see a sector. */
class ClientSightTest {

    @ParameterizedTest
    @CsvSource({"0,1000,128,0,128", "127,1000,128,0,128", "128,1000,128,128,128", "999,1000,128,896,104",
            "5,1000,1,5,1", "5,8,4096,0,8"})
    void aPieceBeginsAtAMultipleOfTheSizeAndEndsWithTheDisk(long sector, long sectors, int size, long first,
            long count) {
        assertEquals(new SectorRange(first, count), ClientSight.piece(sector, sectors, size));
    }
}
