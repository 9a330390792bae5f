// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What the map shows, worked out: the union's row and one for each child. Immutable; may be made on
 * any thread.
 *
 * @param verdicts
 *            the judged scan that it shows
 * @param window
 *            the part of the device that it shows
 * @param cells
 *            in a row
 * @param rows
 *            the union's first, then the children's in order once something has been scanned
 */
record MapGrid(Verdicts verdicts, MapWindow window, int cells, List<List<CellState>> rows) {

    MapGrid {
        rows = List.copyOf(rows);
    }

    /** The map of that part with as many cells as fit. */
    static MapGrid of(Verdicts verdicts, MapWindow window, int atMost) {
        int cells = window.cells(atMost);
        // As long as nothing is known, one row says all there is to say.
        int children = verdicts.map().scanned().isEmpty() ? 0 : verdicts.map().children().size();
        List<List<CellState>> rows = new ArrayList<>();
        for (int row = 0; row <= children; row++) {
            List<CellState> states = new ArrayList<>(cells);
            for (int cell = 0; cell < cells; cell++) {
                states.add(worst(verdicts, row, window.cell(cell, cells)));
            }
            rows.add(List.copyOf(states));
        }
        return new MapGrid(verdicts, window, cells, rows);
    }

    private static CellState worst(Verdicts verdicts, int row, SectorRange range) {
        if (row == 0) {
            return CellState.ofVerdict(verdicts.worst(range));
        }
        int child = row - 1;
        return verdicts.leftOut().contains(child)
                ? CellState.NOT_SCANNED
                : CellState.ofChild(verdicts.worst(range, child));
    }

    CellState state(int row, int cell) {
        return rows.get(row).get(cell);
    }

    /** The sectors of a cell. */
    SectorRange range(int cell) {
        return window.cell(cell, cells);
    }

    /** The cell at a place from 0, the left edge, to 1. */
    int cellAt(double place) {
        return Math.clamp((int) (place * cells), 0, cells - 1);
    }
}
