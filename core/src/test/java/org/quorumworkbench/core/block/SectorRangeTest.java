// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectorRangeTest {

    @ParameterizedTest
    @CsvSource({"0, 512, 0+1", "0, 1, 0+1", "511, 2, 0+2", "512, 0, 1+0", "1000, 24, 1+1", "1000, 25, 1+2",
            "8192, 4096, 16+8"})
    void byteRangesAreRoundedOutwards(long offset, long length, String range) {
        assertEquals(range, SectorRange.ofBytes(offset, length).toString());
    }

    @Test
    void aRangeKnowsItsBytes() {
        SectorRange range = new SectorRange(16, 8);
        assertEquals(8192, range.offset());
        assertEquals(4096, range.length());
        assertEquals(24, range.end());
        assertTrue(range.contains(16) && range.contains(23));
        assertFalse(range.contains(15) || range.contains(24));
    }

    @ParameterizedTest
    @CsvSource({"0, 8, 8, 8, false", "0, 9, 8, 8, true", "4, 0, 0, 8, true", "8, 0, 0, 8, false", "10, 1, 8, 8, true"})
    void rangesOverlapWhenTheyShareASector(long a, long an, long b, long bn, boolean overlap) {
        SectorRange one = new SectorRange(a, an);
        SectorRange other = new SectorRange(b, bn);
        assertEquals(overlap && an > 0, one.overlaps(other));
        assertEquals(one.overlaps(other), other.overlaps(one));
        assertEquals(!one.overlaps(other), one.within(other).isEmpty());
    }

    @Test
    void theSharedPartLiesInBoth() {
        assertEquals(new SectorRange(4, 4), new SectorRange(0, 8).within(new SectorRange(4, 100)));
    }

    @Test
    void aRangeThatNoDiskHasIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SectorRange(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SectorRange(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new SectorRange(Long.MAX_VALUE / 512, 1));
    }

    @Test
    void anErrnoHasTheTextThatStrerrorGives() {
        assertEquals("Input/output error", Errno.EIO.text());
        assertEquals("EOPNOTSUPP", Errno.named("ENOTSUP").orElseThrow().name());
        assertEquals("Unknown error 4000", new Errno(4000).text());
        assertEquals("errno 4000", new Errno(4000).name());
        assertTrue(Errno.named("EWHATEVER").isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new Errno(0));
    }
}
