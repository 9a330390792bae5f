// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.number;
import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;

/** A row of the findings, or of the divergent places. Immutable; made on any thread. */
public sealed interface DivergentPlaceRow {

    /** By what they are put together. */
    enum Grouping {
        FILE, CHILD, KIND
    }

    /** What stands first in the row. */
    String title();

    /** What it is, in words. */
    String kind();

    /** Who stands apart. */
    String children();

    /** That diverge. */
    long sectors();

    /** The worst kind in it. */
    DivergentPlace.Kind worst();

    /**
     * Places that belong together.
     *
     * @param position
     *            of the child whose they all are; -1 if they are of no child, or of several
     * @param places
     *            by their kind, then by sector
     */
    record Group(String title, String kind, String children, long sectors, DivergentPlace.Kind worst, int position,
            List<One> places) implements DivergentPlaceRow {
        public Group {
            places = List.copyOf(places);
        }
    }

    /** A place. */
    record One(DivergentPlace place, String title, String kind, String children) implements DivergentPlaceRow {
        @Override
        public long sectors() {
            return place.sectors();
        }

        @Override
        public DivergentPlace.Kind worst() {
            return place.kind();
        }
    }

    /** All of a survey, in each way of putting it together; the worst groups first. */
    static Map<Grouping, List<Group>> of(Survey survey) {
        DivergentPlaceWords words = new DivergentPlaceWords(survey);
        List<DivergentPlace> sorted = survey.places().stream().sorted(Comparator.comparing(DivergentPlace::kind)
                .thenComparingLong(place -> place.range().first())).toList();
        Map<Grouping, List<Group>> all = new EnumMap<>(Grouping.class);
        for (Grouping grouping : Grouping.values()) {
            Map<String, List<DivergentPlace>> groups = new LinkedHashMap<>();
            sorted.forEach(place -> groups.computeIfAbsent(title(words, place, grouping), _ -> new ArrayList<>())
                    .add(place));
            all.put(grouping,
                    groups.entrySet().stream()
                            .map(group -> group(words, grouping, group.getKey(), group.getValue(), survey.diagnosed()))
                            .sorted(Comparator.comparing(Group::worst)
                                    .thenComparing(Comparator.comparingLong(Group::sectors).reversed()))
                            .toList());
        }
        return all;
    }

    private static String title(DivergentPlaceWords words, DivergentPlace place, Grouping grouping) {
        return switch (grouping) {
            case FILE -> DivergentPlaceWords.file(place)
                    .orElseGet(() -> place.lies().map(there -> PlaceWords.kind(there.place()))
                            .orElseGet(() -> text("overview.place.unknown")));
            case KIND -> DivergentPlaceWords.what(place);
            case CHILD -> {
                String apart = words.apart(place);
                yield apart.isEmpty() ? DivergentPlaceWords.kind(place.kind()) : apart;
            }
        };
    }

    private static Group group(DivergentPlaceWords words, Grouping grouping, String title, List<DivergentPlace> places,
            boolean diagnosed) {
        DivergentPlace first = places.getFirst();
        boolean oneChild = first.apart().size() == 1
                && places.stream().allMatch(place -> place.apart().equals(first.apart()));
        String kinds = kinds(places, grouping);
        return new Group(title,
                grouping == Grouping.KIND || kinds.endsWith(title) ? count(places.size(), diagnosed) : kinds,
                grouping == Grouping.CHILD ? "" : children(words, places),
                sectors(places), first.kind(),
                oneChild ? first.apart().getFirst() : -1,
                places.stream().map(place -> new One(place, where(place, grouping), kind(place, grouping),
                        words.apart(place))).toList());
    }

    private static String count(int places, boolean diagnosed) {
        String key = diagnosed ? "overview.findings" : "overview.places";
        return places == 1 ? text(key + ".one") : text(key + ".many", number(places));
    }

    /** A sector may be in several findings, one for each version; it is one sector all the same. */
    private static long sectors(List<DivergentPlace> places) {
        Map<SectorRange, Long> each = new HashMap<>();
        places.forEach(place -> each.merge(place.range(), place.sectors(), Math::max));
        return each.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Each once, with how often it occurs. */
    private static String kinds(List<DivergentPlace> places, Grouping grouping) {
        Map<String, Long> kinds = new LinkedHashMap<>();
        places.forEach(place -> kinds.merge(kind(place, grouping), 1L, Long::sum));
        return kinds.entrySet().stream()
                .map(kind -> kind.getValue() == 1
                        ? kind.getKey()
                        : text("overview.times", number(kind.getValue()), kind.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** Beside who stands apart, or that nobody does, the vote need not be told again. */
    private static String kind(DivergentPlace place, Grouping grouping) {
        return grouping == Grouping.CHILD && place.apart().isEmpty()
                ? DivergentPlaceWords.damage(place).orElseGet(() -> DivergentPlaceWords.kind(place.kind()))
                : DivergentPlaceWords.what(place);
    }

    private static String children(DivergentPlaceWords words, List<DivergentPlace> places) {
        return places.stream().map(words::apart).filter(apart -> !apart.isEmpty()).distinct()
                .collect(Collectors.joining(", "));
    }

    /** The sector; and behind it whose it is, where the group does not say so. */
    private static String where(DivergentPlace place, Grouping grouping) {
        String sector = DivergentPlaceWords.where(place);
        Optional<String> file = grouping == Grouping.FILE ? Optional.empty() : DivergentPlaceWords.file(place);
        return file.map(name -> sector + "  " + name).orElse(sector);
    }
}
