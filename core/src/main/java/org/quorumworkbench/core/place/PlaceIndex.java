// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Finds the pieces of a report at any sectors, at the cost of a binary search and of those found:
 * files may share sectors, so that a short piece may begin behind a long one that reaches further.
 * Immutable.
 */
public final class PlaceIndex {

    private final List<PlacedRange> pieces;
    /** The furthest end of a piece and of those before it. */
    private final long[] reach;

    /**
     * @param report
     *            pieces by sector
     */
    public PlaceIndex(PlaceReport report) {
        pieces = report.pieces();
        reach = new long[pieces.size()];
        long end = 0;
        for (int at = 0; at < reach.length; at++) {
            end = Math.max(end, pieces.get(at).range().end());
            reach[at] = end;
        }
    }

    /** The pieces that lie at some of these sectors, whole, by sector. */
    public List<PlacedRange> at(SectorRange range) {
        List<PlacedRange> found = new ArrayList<>();
        for (int at = firstReaching(range.first()); at < pieces.size()
                && pieces.get(at).range().first() < range.end(); at++) {
            if (pieces.get(at).range().overlaps(range)) {
                found.add(pieces.get(at));
            }
        }
        return found;
    }

    private int firstReaching(long sector) {
        int low = 0;
        int high = reach.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (reach[middle] > sector) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
