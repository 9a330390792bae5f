// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.scan.ChildState;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;
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
 * @param unallocated
 *            the cells in which something diverges, and all of it in space that no file has
 * @param parts
 *            the partitions and other volumes of the disk, as far as they are known
 */
record MapGrid(Verdicts verdicts, MapWindow window, int cells, List<List<CellState>> rows, BitSet explained,
        BitSet unallocated, List<FoundVolume> parts) {

    MapGrid {
        rows = List.copyOf(rows);
        parts = List.copyOf(parts);
    }

    /** The map of that part with as many cells as fit. */
    static MapGrid of(Verdicts verdicts, MapWindow window, int atMost) {
        return of(verdicts, window, atMost, Optional.empty(), List.of());
    }

    /**
     * The same, with what lies there.
     *
     * @param places
     *            of the divergent runs, where they are known
     * @param parts
     *            the disk's volumes, where they are known
     */
    static MapGrid of(Verdicts verdicts, MapWindow window, int atMost, Optional<ScanPlaces.Finder> places,
            List<FoundVolume> parts) {
        int cells = window.cells(atMost);
        StateGrid grid = StateGrid.of(verdicts, cells, cell -> window.cell(cell, cells));
        List<List<CellState>> rows = new ArrayList<>();
        rows.add(row(grid.all()));
        // As long as nothing is known, one row says all there is to say.
        if (!verdicts.map().scanned().isEmpty()) {
            grid.children().forEach(states -> rows.add(row(states)));
        }
        BitSet explained = verdicts.evidence().isKnown()
                ? harmless(verdicts, window, cells, run -> run.explained().isPresent())
                : new BitSet();
        BitSet unallocated = places
                .map(known -> harmless(verdicts, window, cells, run -> isUnallocated(known.at(run.range()))))
                .orElseGet(BitSet::new);
        return new MapGrid(verdicts, window, cells, rows, explained, unallocated, parts);
    }

    /** The cells in which something diverges, and all of it is so. */
    private static BitSet harmless(Verdicts verdicts, MapWindow window, int cells, Predicate<DivergentRun> isSo) {
        BitSet harmless = new BitSet();
        for (int cell = 0; cell < cells; cell++) {
            Iterator<DivergentRun> runs = verdicts.runs(window.cell(cell, cells));
            boolean some = runs.hasNext();
            boolean all = true;
            // One that is not so settles it.
            while (all && runs.hasNext()) {
                all = isSo.test(runs.next());
            }
            harmless.set(cell, some && all);
        }
        return harmless;
    }

    private static boolean isUnallocated(List<ScanPlaces.At> places) {
        return !places.isEmpty() && places.stream().allMatch(at -> !at.piece().isDisputed() && switch (at.piece()
                .place()) {
            case Place.Unallocated _,Place.OutsidePartitions _ -> true;
            default -> false;
        });
    }

    /** Whether it is known how the disk is divided, or what has all of it. */
    boolean hasLane() {
        return parts.stream().anyMatch(part -> part.partition().isPresent() || part.fs().isPresent());
    }

    /** The partition or volume at that sector. */
    Optional<FoundVolume> part(long sector) {
        return parts.stream().filter(part -> part.range().overlaps(new SectorRange(sector, 1))).findFirst();
    }

    /**
     * Whether the evidence accounts for all that diverges in a cell of that row, so that it is tinted.
     */
    boolean isExplained(int row, int cell) {
        return explained.get(cell) && isDivergent(row, cell);
    }

    /**
     * Whether all that diverges in a cell of that row lies in unallocated space, so that it is tinted.
     */
    boolean isUnallocated(int row, int cell) {
        return unallocated.get(cell) && isDivergent(row, cell);
    }

    private boolean isDivergent(int row, int cell) {
        return switch (state(row, cell)) {
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
