// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Divergent;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceIndex;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceSearch;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/** Finds what lies at clusters, and whether it harms anybody there. */
final class Placing {

    private final Verdicts verdicts;
    private final List<Child> children;
    private final BlockDevice winner;
    private final AtomicReference<Optional<PlaceSearch>> under = new AtomicReference<>(Optional.empty());
    private volatile boolean cancelled;
    private PlaceReport report = new PlaceReport(List.of(), List.of());
    private PlaceIndex index = new PlaceIndex(report);
    private Map<PlacedRange, PlaceVersions> disputed = Map.of();

    Placing(Verdicts verdicts, List<Child> children, BlockDevice winner) {
        this.verdicts = verdicts;
        this.children = children;
        this.winner = winner;
    }

    /** What was looked for already takes the place of {@link #find}. */
    void take(ScanPlaces known) {
        report = known.report();
        index = new PlaceIndex(report);
        disputed = known.disputed();
    }

    /** Looks for the places of all divergent runs; blocks. */
    void find() {
        report = search(winner, divergent(), SortedRanges.of(verdicts.ranges()));
        index = new PlaceIndex(report);
        List<PlacedRange> pieces = report.pieces().stream().filter(PlacedRange::isDisputed).toList();
        if (!pieces.isEmpty()) {
            SortedRanges wanted = SortedRanges.of(pieces.stream().map(PlacedRange::range).iterator());
            Map<String, PlaceReport> byChild = new LinkedHashMap<>();
            for (Child child : children) {
                byChild.put(child.name(), search(child.device(), Divergent.NONE, wanted));
            }
            disputed = PlaceVersions.of(pieces, byChild);
        }
    }

    /** What lies at other sectors, by the winner's metadata. */
    PlaceReport at(List<SectorRange> sorted) {
        return search(winner, Divergent.NONE, SortedRanges.of(sorted.iterator()));
    }

    private PlaceReport search(BlockDevice disk, Divergent divergent, SortedRanges wanted) {
        PlaceSearch search = new PlaceSearch(disk, divergent);
        under.set(Optional.of(search));
        if (cancelled) {
            search.cancel();
        }
        return search.find(wanted);
    }

    private Divergent divergent() {
        return (asked, most) -> {
            List<SectorRange> found = new ArrayList<>();
            long end = Math.min(asked.end(), verdicts.map().sectors());
            if (asked.first() < end) {
                Iterator<SectorRange> runs = verdicts.ranges(new SectorRange(asked.first(), end - asked.first()));
                while (runs.hasNext() && found.size() < most) {
                    found.add(runs.next());
                }
            }
            return found;
        };
    }

    void cancel() {
        cancelled = true;
        under.get().ifPresent(PlaceSearch::cancel);
    }

    PlaceReport report() {
        return report;
    }

    /** The pieces that a cluster's divergent sectors lie in, each once. */
    List<PlacedRange> of(Cluster cluster) {
        Set<PlacedRange> found = new LinkedHashSet<>();
        cluster.parts().forEach(part -> found.addAll(index.at(part)));
        return List.copyOf(found);
    }

    /** Why nobody is harmed there; empty if somebody may be, or most metadata says otherwise. */
    Optional<Harmless> harmless(List<PlacedRange> places) {
        Optional<Harmless> reason = Optional.empty();
        for (PlacedRange piece : places) {
            Optional<Harmless> here = harmless(piece.place());
            PlaceVersions versions = disputed.get(piece);
            // Where the metadata diverges, most children's own must say so too.
            if (versions != null && versions.mappedFrom().size() * 2 <= children.size()) {
                here = Optional.empty();
            }
            if (here.isEmpty()) {
                return Optional.empty();
            }
            reason = reason.isEmpty() ? here : reason;
        }
        return reason;
    }

    static Optional<Harmless> harmless(Place place) {
        return switch (place) {
            case Place.Unallocated _ -> Optional.of(Harmless.UNALLOCATED);
            case Place.Journal(String _, boolean live) when !live -> Optional.of(Harmless.JOURNAL);
            // The header says where the pages are; only the pages are dead.
            case Place.Swap(String name) when name.equals("swap pages") -> Optional.of(Harmless.SWAP);
            case Place.PerDevice(String name) when name.startsWith("metadata of ") ->
                Optional.of(Harmless.MD_SUPERBLOCK);
            default -> Optional.empty();
        };
    }

    /** Of several places the one that matters most, within the cluster. */
    static Optional<PlacedRange> worst(Cluster cluster, List<PlacedRange> places) {
        Optional<PlacedRange> worst = Optional.empty();
        for (PlacedRange piece : places) {
            if (worst.isEmpty() || weight(piece.place()) > weight(worst.get().place())) {
                worst = Optional.of(piece);
            }
        }
        return worst.flatMap(piece -> cluster.parts().stream().flatMap(part -> piece.within(part).stream())
                .findFirst());
    }

    private static int weight(Place place) {
        return switch (place) {
            case Place.Metadata _ -> 8;
            case Place.Directory _ -> 7;
            case Place.File _ -> 6;
            case Place.PerDevice _ -> harmless(place).isPresent() ? 1 : 5;
            case Place.Journal _,Place.Swap _ -> harmless(place).isPresent() ? 1 : 5;
            case Place.AllocatedNoOwner _ -> 4;
            case Place.Slack _ -> 3;
            case Place.NotMapped _,Place.OutsidePartitions _ -> 2;
            case Place.Unallocated _ -> 0;
        };
    }

    /** The children whose metadata says what the place is, where it is not agreed. */
    Optional<List<String>> mappedFrom(List<PlacedRange> places, Optional<PlacedRange> place) {
        return place.flatMap(chosen -> places.stream()
                .filter(piece -> piece.place().kind().equals(chosen.place().kind()))
                .flatMap(piece -> Optional.ofNullable(disputed.get(piece)).stream()).findFirst()
                .map(PlaceVersions::mappedFrom));
    }
}
