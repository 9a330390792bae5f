// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.ChildBytes;
import org.quorumworkbench.core.inspect.Inspection;

/** A line of the hex view. */
public sealed interface HexRow {

    /**
     * The rule above a sector.
     *
     * @param sector
     *            relative to the range's start
     */
    record Ruler(int sector) implements HexRow {}

    /**
     * Bytes side by side.
     *
     * @param from
     *            the first, relative to the range's start
     */
    record Bytes(int from) implements HexRow {}

    /**
     * Rows that are the same as the one above, in every child, folded to one line.
     *
     * @param from
     *            the first byte of the first of them, relative to the range's start
     * @param rows
     *            how many
     */
    record Folded(int from, int rows) implements HexRow {}

    /**
     * Rows in which nothing differs, left out.
     *
     * @param from
     *            the first byte of the first of them, relative to the range's start
     * @param rows
     *            how many
     */
    record Equal(int from, int rows) implements HexRow {}

    /** Fewer identical rows than these are not worth folding. */
    int WORTH_FOLDING = 3;

    /**
     * The lines for a picture.
     *
     * @param width
     *            bytes in a row; divides a sector
     * @param fold
     *            whether identical rows are folded
     * @param unfolded
     *            first bytes of folds that stay open
     */
    static List<HexRow> of(Inspection inspection, int width, boolean fold, BitSet unfolded) {
        List<HexRow> rows = new ArrayList<>();
        int sectors = (int) inspection.range().count();
        for (int sector = 0; sector < sectors; sector++) {
            rows.add(new Ruler(sector));
            int end = (sector + 1) * SectorRange.SECTOR;
            for (int at = sector * SectorRange.SECTOR; at < end; at += width) {
                rows.add(new Bytes(at));
                int same = fold && !unfolded.get(at + width) ? sameBelow(inspection, at, width, end) : 0;
                if (same >= WORTH_FOLDING) {
                    rows.add(new Folded(at + width, same));
                    at += same * width;
                }
            }
        }
        return rows;
    }

    /**
     * The lines of which something is to be seen; one line in place of those between.
     *
     * @param worth
     *            the bytes that are to be seen, relative to the range's start
     * @param unfolded
     *            first bytes of what is shown all the same
     */
    static List<HexRow> differing(Inspection inspection, int width, BitSet worth, BitSet unfolded) {
        List<HexRow> rows = new ArrayList<>();
        int end = (int) inspection.range().length();
        int sector = -1;
        for (int at = 0; at < end;) {
            int next = unfolded.get(at) ? end : worth.nextSetBit(at);
            int same = unfolded.get(at) ? 0 : ((next < 0 ? end : next) - at) / width;
            if (same > 0) {
                rows.add(new Equal(at, same));
                at += same * width;
                continue;
            }
            int shown = unfolded.get(at) ? equalFrom(worth, at, width, end) : at + width;
            for (; at < shown; at += width) {
                if (at / SectorRange.SECTOR != sector) {
                    sector = at / SectorRange.SECTOR;
                    rows.add(new Ruler(sector));
                }
                rows.add(new Bytes(at));
            }
        }
        return rows;
    }

    /** Where the rows end that were left out and are shown all the same. */
    private static int equalFrom(BitSet worth, int at, int width, int end) {
        int next = worth.nextSetBit(at);
        return next < 0 ? end : Math.max(at + width, next / width * width);
    }

    private static int sameBelow(Inspection inspection, int at, int width, int end) {
        int rows = 0;
        while (at + (rows + 2) * width <= end && isSame(inspection, at, at + (rows + 1) * width, width)) {
            rows++;
        }
        return rows;
    }

    private static boolean isSame(Inspection inspection, int row, int below, int width) {
        for (ChildBytes child : inspection.children()) {
            MemorySegment bytes = child.bytes();
            if (MemorySegment.mismatch(bytes, row, row + width, bytes, below, below + width) >= 0) {
                return false;
            }
        }
        return true;
    }
}
