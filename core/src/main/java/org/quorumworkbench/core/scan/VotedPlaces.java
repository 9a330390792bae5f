// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.place.Divergent;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceSearch;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Quorum;

/** What lies at sectors of a quorum's disk, by the file systems as the vote has them. */
public final class VotedPlaces {

    private final Quorum quorum;
    private final List<PlaceSearch> searches = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    /**
     * @param quorum
     *            whose disk it is; stays open
     */
    public VotedPlaces(Quorum quorum) {
        this.quorum = quorum;
    }

    /**
     * Blocks as long as the children do.
     *
     * @throws java.util.concurrent.CancellationException
     *             after {@link #cancel}
     */
    public ScanPlaces find(SortedRanges wanted) {
        ConcurrentSkipListSet<Long> diverging = new ConcurrentSkipListSet<>();
        Divergent divergent = (asked, most) -> diverging.subSet(asked.first(), asked.end()).stream().limit(most)
                .map(found -> new SectorRange(found, 1)).toList();
        PlaceReport report = find(new VotedView(quorum, diverging::add), divergent, wanted);
        return new ScanPlaces(report, disputed(report));
    }

    /** Gives up, from any thread, also what is asked for later. */
    public void cancel() {
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
        for (Child child : quorum.children()) {
            byChild.put(child.name(), find(child.device(), Divergent.NONE, wanted));
        }
        return PlaceVersions.of(pieces, byChild);
    }
}
