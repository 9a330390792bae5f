// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.PlaceIndex;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceText;
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

    private static final int MOST_TOLD = 4;

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

    /** For runs in any order. */
    public Finder finder() {
        return new Finder(new PlaceIndex(report));
    }

    /** Finds the places at a run. */
    public final class Finder {

        private final PlaceIndex index;

        private Finder(PlaceIndex index) {
            this.index = index;
        }

        /** The places within a run, by sector. */
        public List<At> at(SectorRange run) {
            List<At> places = new ArrayList<>();
            for (PlacedRange piece : index.at(run)) {
                piece.within(run).ifPresent(part -> places.add(new At(part,
                        Optional.ofNullable(disputed.get(piece)).map(PlaceVersions::mappedFrom))));
            }
            return places;
        }
    }

    /** The runs' places in a few words, the first few of them; empty where nothing is known. */
    static String words(List<At> places) {
        String words = places.stream().limit(MOST_TOLD).map(place -> PlaceText.of(place.piece())
                + (place.piece().isDisputed() ? " (disputed)" : "")).collect(Collectors.joining("; "));
        return places.size() > MOST_TOLD ? words + "; and " + (places.size() - MOST_TOLD) + " more" : words;
    }
}
