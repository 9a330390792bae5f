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
        for (int child = 0; child < children; child++) {
            List<CellState> states = new ArrayList<>(cells);
            for (int cell = 0; cell < cells; cell++) {
                states.add(verdicts.leftOut().contains(child)
                        ? CellState.NOT_SCANNED
                        : CellState.ofChild(verdicts.worst(window.cell(cell, cells), child)));
            }
            rows.add(List.copyOf(states));
        }
        List<CellState> union = new ArrayList<>(cells);
        for (int cell = 0; cell < cells; cell++) {
            CellState worst = CellState.ofVerdict(verdicts.worst(window.cell(cell, cells)));
            int place = cell;
            // A vote may be won all the same, but a sector that a child cannot read must not hide behind it.
            boolean unreadable = rows.stream().anyMatch(row -> row.get(place) == CellState.UNREADABLE);
            union.add(unreadable && worst.compareTo(CellState.UNREADABLE) < 0 ? CellState.UNREADABLE : worst);
        }
        rows.addFirst(List.copyOf(union));
        return new MapGrid(verdicts, window, cells, rows);
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
