// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.place.Divergent;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceSearch;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.scan.ScanPlaces;

/** What lies at sectors of a quorum's disk, by the file systems as the vote has them. */
final class VotedPlaces {

    private final OpenedQuorum opened;
    private final List<PlaceSearch> searches = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    VotedPlaces(OpenedQuorum opened) {
        this.opened = opened;
    }

    /**
     * Blocks as long as the children do.
     *
     * @throws java.util.concurrent.CancellationException
     *             after {@link #cancel}
     */
    ScanPlaces find(SortedRanges wanted) {
        ConcurrentSkipListSet<Long> diverging = new ConcurrentSkipListSet<>();
        Divergent divergent = (asked, most) -> diverging.subSet(asked.first(), asked.end()).stream().limit(most)
                .map(found -> new SectorRange(found, 1)).toList();
        PlaceReport report = find(new VotedView(opened.quorum(), diverging::add), divergent, wanted);
        return new ScanPlaces(report, disputed(report));
    }

    /** Gives up, from any thread, also what is asked for later. */
    void cancel() {
        cancelled = true;
        searches.forEach(PlaceSearch::cancel);
    }

    private PlaceReport find(BlockDevice disk, Divergent divergent, SortedRanges wanted) {
        PlaceSearch search = new PlaceSearch(disk, divergent);
        searches.add(search);
        if (cancelled) {
            search.cancel();
        }
        return search.find(wanted);
    }

    /** Asks each child alone what its metadata says, where the voted view's is disputed. */
    private Map<PlacedRange, PlaceVersions> disputed(PlaceReport report) {
        List<PlacedRange> pieces = report.pieces().stream().filter(PlacedRange::isDisputed).toList();
        if (pieces.isEmpty()) {
            return Map.of();
        }
        SortedRanges wanted = SortedRanges.of(pieces.stream().map(PlacedRange::range).iterator());
        Map<String, PlaceReport> byChild = new LinkedHashMap<>();
        for (OpenedChild child : opened.children()) {
            byChild.put(child.name(), find(child.child().device(), Divergent.NONE, wanted));
        }
        Map<PlacedRange, PlaceVersions> versions = new LinkedHashMap<>();
        pieces.forEach(piece -> versions.put(piece, PlaceVersions.of(piece, byChild)));
        return versions;
    }

    /** What is to be known of the file systems that something was found in. */
    static void warn(PlaceReport report, PrintWriter err) {
        List<String> lines = new ArrayList<>();
        for (FoundVolume volume : report.volumes()) {
            boolean isAsked = report.pieces().stream().anyMatch(piece -> piece.partition().equals(volume.partition())
                    && piece.volume().equals(volume.volume()) && piece.fs().equals(volume.fs()));
            if (isAsked && volume.fs().isPresent()) {
                String name = (volume.partition().isPresent()
                        ? "partition " + volume.partition().getAsInt() + ": "
                        : "")
                        + volume.fs().get();
                volume.remarks().forEach(remark -> lines.add(name + ": " + remark));
                volume.warnings().forEach(warning -> lines.add(name + ": " + warning));
            }
        }
        lines.forEach(line -> err.println("quorum-workbench: warning: "
                + PlacesText.printable(line)));
    }
}
