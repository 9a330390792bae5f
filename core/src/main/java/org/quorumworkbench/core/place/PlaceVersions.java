// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.block.SectorRange;

/**
 * What lies at a disputed piece by each version of the metadata.
 *
 * @param mappedFrom
 *            the children whose metadata says the same as the piece itself, which came from the
 *            voted view; none if it took sectors from several of them
 * @param others
 *            what others say, by their lowest child
 */
public record PlaceVersions(List<String> mappedFrom, List<Other> others) {

    /**
     * Another answer.
     *
     * @param children
     *            whose metadata says so
     * @param pieces
     *            for the same sectors
     */
    public record Other(List<String> children, List<PlacedRange> pieces) {
        public Other {
            children = List.copyOf(children);
            pieces = List.copyOf(pieces);
        }
    }

    public PlaceVersions {
        mappedFrom = List.copyOf(mappedFrom);
        others = List.copyOf(others);
    }

    /**
     * Parts the children by what their own metadata says, piece by piece.
     *
     * @param pieces
     *            the voted view's
     * @param byChild
     *            the reports of searches on each child alone, in child order, which asked for the
     *            pieces' sectors or more
     */
    public static Map<PlacedRange, PlaceVersions> of(List<PlacedRange> pieces, Map<String, PlaceReport> byChild) {
        Map<String, PlaceIndex> indexes = new LinkedHashMap<>();
        byChild.forEach((child, report) -> indexes.put(child, new PlaceIndex(report)));
        Map<PlacedRange, PlaceVersions> versions = new LinkedHashMap<>();
        pieces.forEach(piece -> versions.put(piece, of(piece, indexes)));
        return versions;
    }

    private static PlaceVersions of(PlacedRange piece, Map<String, PlaceIndex> byChild) {
        List<PlacedRange> voted = List.of(agreed(piece));
        Map<List<PlacedRange>, List<String>> byAnswer = new LinkedHashMap<>();
        byChild.forEach((child, index) -> byAnswer
                .computeIfAbsent(within(index, piece.range()), _ -> new ArrayList<>()).add(child));
        List<String> same = byAnswer.getOrDefault(voted, List.of());
        byAnswer.remove(voted);
        return new PlaceVersions(same,
                byAnswer.entrySet().stream().map(entry -> new Other(entry.getValue(), entry.getKey())).toList());
    }

    private static PlacedRange agreed(PlacedRange piece) {
        return new PlacedRange(piece.range(), piece.partition(), piece.volume(), piece.fs(), piece.place(), List.of());
    }

    /** The parts of a report's pieces that lie in the range. */
    private static List<PlacedRange> within(PlaceIndex index, SectorRange range) {
        return index.at(range).stream().flatMap(piece -> piece.within(range).stream()).map(PlaceVersions::agreed)
                .toList();
    }
}
