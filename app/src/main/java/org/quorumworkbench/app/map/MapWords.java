// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Iterator;
import java.util.Optional;
import org.quorumworkbench.app.model.MemberWords;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.PlaceText;
import org.quorumworkbench.core.place.Remark;
import org.quorumworkbench.core.scan.DivergentRun;

/** What is in a cell of the map, in words. */
final class MapWords {

    /** More runs than these are not listed: a cell may hold millions. */
    private static final int RUNS = 6;

    private MapWords() {}

    /** The name of a row: the union's, or the child's. */
    static String row(MapGrid grid, int row) {
        return row == 0 ? text("map.union") : grid.verdicts().map().children().get(row - 1).name();
    }

    /** Where the cell is, its worst state, and its first runs with their patterns. */
    static String cell(MapGrid grid, int row, int cell) {
        SectorRange range = grid.range(cell);
        StringBuilder words = new StringBuilder(row(grid, row)).append(": ").append(sectors(range)).append(", ")
                .append(text(grid.state(row, cell).key()));
        if (grid.isUnallocated(row, cell)) {
            words.append(", ").append(text(Tint.UNALLOCATED.key()));
        }
        Iterator<DivergentRun> runs = grid.verdicts().runs(range);
        for (int told = 0; runs.hasNext(); told++) {
            if (told == RUNS) {
                words.append('\n').append(text("map.more"));
                break;
            }
            DivergentRun run = runs.next();
            words.append("\n  ").append(sectors(run.range())).append("  ").append(run.ruling().pattern()).append("  ")
                    .append(text("word." + run.ruling().verdict().word()));
            if (grid.verdicts().evidence().isKnown()) {
                words.append(", ").append(run.explained().map(MemberWords::reason)
                        .orElseGet(() -> text("members.reason.none")));
                words.append(run.suspectWinner() ? ", " + text("map.suspect") : "");
            }
        }
        return words.toString();
    }

    /** The name of the lane of partitions. */
    static String lane() {
        return text("map.lane");
    }

    /**
     * What fits into the lane: the partition's number and its file system, and whether it is unclean.
     */
    static String shortly(FoundVolume part) {
        String number = part.partition().isPresent() ? part.partition().getAsInt() + " " : "";
        String name = part.volume().map(volume -> PlaceText.printable(volume) + " ").orElse("");
        return (number + name + part.fs().orElse("")).strip() + (part.isUnclean() ? " !" : "");
    }

    /** What has that sector, and what to know of it. */
    static String part(MapGrid grid, long sector) {
        Optional<FoundVolume> found = grid.part(sector);
        if (found.isEmpty()) {
            return text("map.part.outside");
        }
        FoundVolume part = found.get();
        StringBuilder words = new StringBuilder(part.partition().isPresent()
                ? text("map.part.partition", Integer.toString(part.partition().getAsInt()))
                : text("map.part.whole"));
        part.volume().ifPresent(volume -> words.append(", ").append(PlaceText.printable(volume)));
        part.fs().ifPresent(fs -> words.append(", ").append(fs));
        words.append(": ").append(sectors(part.range()));
        if (part.hasLiveJournal()) {
            words.append('\n').append(text("map.part.live"));
        } else if (part.isUnclean()) {
            words.append('\n').append(text("map.part.unclean"));
        }
        // What is not read says why in a sentence of its own.
        part.remarks().stream().filter(remark -> part.fs().isEmpty() || remark.means(Remark.Meaning.DAMAGED))
                .forEach(remark -> words.append('\n').append(PlaceText.printable(Wordings.of(remark.words()))));
        return words.toString();
    }

    static String sectors(SectorRange range) {
        return range.count() == 1
                ? text("map.sector", Long.toString(range.first()))
                : text("map.sectors", Long.toString(range.first()), Long.toString(range.end() - 1));
    }

    /** How much is shown, and how much of it a cell stands for. */
    static String scale(MapGrid grid) {
        SectorRange first = grid.range(0);
        if (grid.verdicts().map().scanned().isEmpty()) {
            return text("map.unscanned");
        }
        return text(grid.window().shown().count() == grid.window().sectors() ? "map.scale.whole" : "map.scale.part",
                Long.toString(grid.window().shown().first()), Long.toString(grid.window().shown().end() - 1),
                first.count());
    }
}
