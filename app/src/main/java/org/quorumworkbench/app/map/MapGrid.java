// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.ChildState;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.StateGrid;
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
 * @param explained
 *            the cells in which something diverges, and the members' evidence accounts for all of
 *            it
 */
record MapGrid(Verdicts verdicts, MapWindow window, int cells, List<List<CellState>> rows, BitSet explained) {

    MapGrid {
        rows = List.copyOf(rows);
    }

    /** The map of that part with as many cells as fit. */
    static MapGrid of(Verdicts verdicts, MapWindow window, int atMost) {
        int cells = window.cells(atMost);
        StateGrid grid = StateGrid.of(verdicts, cells, cell -> window.cell(cell, cells));
        List<List<CellState>> rows = new ArrayList<>();
        rows.add(row(grid.all()));
        // As long as nothing is known, one row says all there is to say.
        if (!verdicts.map().scanned().isEmpty()) {
            grid.children().forEach(states -> rows.add(row(states)));
        }
        return new MapGrid(verdicts, window, cells, rows, explained(verdicts, window, cells));
    }

    private static BitSet explained(Verdicts verdicts, MapWindow window, int cells) {
        BitSet explained = new BitSet();
        for (int cell = 0; verdicts.evidence().isKnown() && cell < cells; cell++) {
            Iterator<DivergentRun> runs = verdicts.runs(window.cell(cell, cells));
            boolean some = runs.hasNext();
            boolean all = true;
            // One that is not explained settles it.
            while (all && runs.hasNext()) {
                all = runs.next().explained().isPresent();
            }
            explained.set(cell, some && all);
        }
        return explained;
    }

    /**
     * Whether the evidence accounts for all that diverges in a cell of that row, so that it is tinted.
     */
    boolean isExplained(int row, int cell) {
        return explained.get(cell) && switch (state(row, cell)) {
            case NOT_SCANNED, AGREES -> false;
            case OUTVOTED, DIFFERS, UNREADABLE, TIE, NO_WINNER -> true;
        };
    }

    private static List<CellState> row(List<Optional<ChildState>> states) {
        return states.stream().map(CellState::of).toList();
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
