// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/** Which sectors of the disk are known to diverge. */
@FunctionalInterface
public interface Divergent {

    Divergent NONE = (_, _) -> List.of();

    /**
     * The divergent parts of a range, by sector. Asked on the thread that searches, right after the
     * range has been read: a device that votes may find out by reading.
     *
     * @param most
     *            how many parts are enough
     */
    List<SectorRange> within(SectorRange range, int most);

    /** Those of a scan. */
    static Divergent of(SortedRanges ranges) {
        return (range, most) -> ranges.within(range.first(), range.end(), most);
    }
}
