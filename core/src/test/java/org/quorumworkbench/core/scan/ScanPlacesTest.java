// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.Owner;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlaceVersions;
import org.quorumworkbench.core.place.PlacedRange;

/** Which places are told for which run. */
final class ScanPlacesTest {

    private static PlacedRange piece(long first, long count, Place place, SectorRange... disputed) {
        return new PlacedRange(new SectorRange(first, count), OptionalInt.empty(), Optional.empty(),
                Optional.of("xfs"), place, List.of(disputed));
    }

    private static Place.File file(String path, long offset) {
        return new Place.File(new Owner(OptionalLong.empty(), Optional.of(path), 0), offset, Optional.empty());
    }

    private static List<String> told(ScanPlaces.Finder walk, long first, long count) {
        return walk.at(new SectorRange(first, count)).stream()
                .map(at -> at.piece().range() + " "
                        + (at.piece().place() instanceof Place.File file
                                ? file.file().name() + " " + file.fileOffset()
                                : at.piece().place().kind())
                        + at.mappedFrom().map(children -> " " + children).orElse(""))
                .toList();
    }

    @Test
    void aPieceIsCutAtTheRunsAndItsFileOffsetMovesAlong() {
        PlacedRange shared = piece(10, 20, file("/long", 4096));
        ScanPlaces places = new ScanPlaces(
                new PlaceReport(List.of(shared, piece(12, 2, file("/short", 0)), piece(40, 5, new Place.Unallocated())),
                        List.of()),
                Map.of());
        ScanPlaces.Finder walk = places.finder();
        assertEquals(List.of(), told(walk, 0, 10));
        assertEquals(List.of("10+3 /long 4096", "12+1 /short 0"), told(walk, 10, 3));
        assertEquals(List.of("13+2 /long 5632", "13+1 /short 512"), told(walk, 13, 2));
        assertEquals(List.of("29+1 /long 13824", "40+1 unallocated"), told(walk, 29, 12));
        assertEquals(List.of("41+4 unallocated"), told(walk, 41, 10));
        assertEquals(List.of(), told(walk, 60, 1));
    }

    @Test
    void aDisputedPieceSaysWhoseMetadataItRestsOn() {
        PlacedRange disputed = piece(10, 20, file("/x", 0), new SectorRange(3, 1));
        ScanPlaces places = new ScanPlaces(new PlaceReport(List.of(disputed), List.of()),
                Map.of(disputed, new PlaceVersions(List.of("c0", "c2"), List.of())));
        assertEquals(List.of("15+1 /x 2560 [c0, c2]"), told(places.finder(), 15, 1));
    }
}
