// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;

/**
 * What lies at a scan's divergent sectors.
 *
 * @param report
 *            the places by the voted view's metadata
 * @param disputed
 *            by piece of the report, what the children's own metadata says where the view's
 *            diverges
 */
public record ScanPlaces(PlaceReport report, Map<PlacedRange, PlaceVersions> disputed) {

    public ScanPlaces {
        disputed = Map.copyOf(disputed);
    }

    /**
     * A place at a run.
     *
     * @param piece
     *            not longer than the run
     * @param mappedFrom
     *            the children whose metadata says so; absent where it is not disputed
     */
    public record At(PlacedRange piece, Optional<List<String>> mappedFrom) {}

    /** Goes along with the runs, so that each piece is looked at a few times at most. */
    public Walk walk() {
        return new Walk();
    }

    /** For one thread. */
    public final class Walk {

        private int next;

        private Walk() {}

        /** The places within a run, by sector; runs are asked for in their order. */
        public List<At> at(SectorRange run) {
            List<PlacedRange> pieces = report.pieces();
            while (next < pieces.size() && pieces.get(next).range().end() <= run.first()) {
                next++;
            }
            List<At> places = new ArrayList<>();
            // Files may share sectors: a short piece may come after a long one.
            for (int i = next; i < pieces.size() && pieces.get(i).range().first() < run.end(); i++) {
                PlacedRange piece = pieces.get(i);
                piece.within(run).ifPresent(part -> places.add(new At(part,
                        Optional.ofNullable(disputed.get(piece)).map(PlaceVersions::mappedFrom))));
            }
            return places;
        }
    }
}
