// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.divergence;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.quorumworkbench.app.model.PlaceWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;

/**
 * All divergent runs in one file, or in one kind of space that nobody reads: those are folded into
 * a line each.
 *
 * @param name
 *            the file's, or the space's
 * @param folded
 *            whether nobody reads what lies there: unallocated, swap, a dead journal, per device
 * @param runs
 *            how many, parted where the owner changes
 * @param sectors
 *            in them
 * @param noWinner
 *            sectors of them in which nobody wins
 * @param dissenters
 *            positions of the children that were outvoted in one of them, lowest first
 * @param first
 *            the first of them
 */
record FileGroup(String name, boolean folded, long runs, long sectors, long noWinner, List<Integer> dissenters,
        SectorRange first) {

    FileGroup {
        dissenters = List.copyOf(dissenters);
    }

    /** What lies together. */
    private record Key(boolean folded, OptionalInt partition, Optional<String> volume, String name) {

        static Key of(PlacedRange piece) {
            boolean folded = switch (piece.place()) {
                case Place.Unallocated _,Place.Swap _,Place.PerDevice _ -> true;
                case Place.Journal(String _, boolean live) -> !live;
                case Place.File _,Place.Directory _,Place.Metadata _,Place.AllocatedNoOwner _,Place.Slack _,Place.OutsidePartitions _,Place.NotMapped _ ->
                    false;
            };
            String kind = PlaceWords.kind(piece.place());
            if (folded) {
                return new Key(true, OptionalInt.empty(), Optional.empty(), text("divergence.files.folded", kind));
            }
            return new Key(false, piece.partition(), piece.volume(),
                    piece.place().owner().map(PlaceWords::name).orElse(kind));
        }

        String words() {
            return partition.isPresent()
                    ? name + "  (" + text("place.partition", Integer.toString(partition.getAsInt())) + ")"
                    : name;
        }
    }

    private static final class Sum {
        private final SectorRange first;
        private final TreeSet<Integer> dissenters = new TreeSet<>();
        private long runs;
        private long sectors;
        private long noWinner;

        Sum(SectorRange first) {
            this.first = first;
        }

        void add(DivergentRun run, SectorRange part) {
            runs++;
            sectors += part.count();
            noWinner += run.ruling().verdict().succeeds() ? 0 : part.count();
            dissenters.addAll(run.ruling().outvoted());
        }
    }

    /** Groups runs: those with sectors without a winner first, then by sectors, the folded last. */
    static List<FileGroup> of(Iterator<DivergentRun> runs, ScanPlaces.Finder places) {
        Map<Key, Sum> sums = new LinkedHashMap<>();
        while (runs.hasNext()) {
            DivergentRun run = runs.next();
            for (ScanPlaces.At at : places.at(run.range())) {
                SectorRange part = at.piece().range();
                sums.computeIfAbsent(Key.of(at.piece()), _ -> new Sum(part)).add(run, part);
            }
        }
        List<FileGroup> groups = new ArrayList<>();
        sums.forEach((key, sum) -> groups.add(new FileGroup(key.words(), key.folded(), sum.runs, sum.sectors,
                sum.noWinner, List.copyOf(sum.dissenters), sum.first)));
        groups.sort(Comparator.comparing(FileGroup::folded).thenComparing(group -> group.noWinner() == 0)
                .thenComparing(Comparator.comparingLong(FileGroup::noWinner).reversed())
                .thenComparing(Comparator.comparingLong(FileGroup::sectors).reversed()));
        return List.copyOf(groups);
    }
}
