// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Finding;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.scan.ChildState;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * A judged scan at a glance: its places, and how each child fared. Immutable; made on any thread,
 * at the cost of a walk through all runs.
 *
 * @param verdicts
 *            the scan
 * @param places
 *            by sector; at most {@link #MOST}
 * @param rest
 *            divergent sectors that are in none of the places, since there were too many
 * @param children
 *            in the scan's order
 * @param diagnosed
 *            whether the places are findings, but for those in which children only could not be
 *            read
 */
public record Survey(Verdicts verdicts, List<DivergentPlace> places, long rest, List<Fared> children,
        boolean diagnosed) {

    /** More than a person looks through; the table of runs has all. */
    public static final int MOST = 5_000;

    /**
     * How a child fared.
     *
     * @param leftOut
     *            whether it does not vote, as it is wondered about
     * @param sectors
     *            in each state but agreement; those that do not occur are absent
     * @param byOldData
     *            sectors in which it is outvoted by members that are stale
     * @param unexplained
     *            sectors in which it is outvoted and nothing accounts for it
     */
    public record Fared(String name, boolean leftOut, Map<ChildState, Long> sectors, long byOldData,
            long unexplained) {
        public Fared {
            EnumMap<ChildState, Long> ordered = new EnumMap<>(ChildState.class);
            ordered.putAll(sectors);
            sectors = Collections.unmodifiableMap(ordered);
        }

        /** Sectors in that state. */
        public long in(ChildState state) {
            return sectors.getOrDefault(state, 0L);
        }
    }

    public Survey {
        places = List.copyOf(places);
        children = List.copyOf(children);
    }

    private record Sort(Ruling ruling, Optional<Reason> explained, boolean suspectWinner) {}

    /**
     * Walks through all that was found.
     *
     * @param found
     *            what kind of damage it is, if that is known
     * @param lies
     *            finds what lies there, if that is known
     */
    public static Survey of(Verdicts verdicts, Optional<Findings.Found> found, Optional<ScanPlaces.Finder> lies) {
        IdentityHashMap<Finding, Optional<Reason>> findings = new IdentityHashMap<>();
        int children = verdicts.map().children().size();
        long[] unexplained = new long[children];
        long[] byOldData = new long[children];
        List<DivergentPlace> places = new ArrayList<>();
        Map<Sort, Integer> last = new HashMap<>();
        long rest = 0;
        for (Iterator<DivergentRun> runs = verdicts.runs(); runs.hasNext();) {
            DivergentRun run = runs.next();
            if (run.explained().isEmpty()) {
                run.ruling().outvoted().forEach(child -> unexplained[child] += run.range().count());
            }
            if (run.suspectWinner()) {
                run.ruling().outvoted().forEach(child -> byOldData[child] += run.range().count());
            }
            List<Finding> here = found.map(known -> known.at(run.range())).orElse(List.of());
            if (!here.isEmpty()) {
                here.forEach(finding -> findings.putIfAbsent(finding, run.explained()));
                continue;
            }
            Sort sort = new Sort(run.ruling(), run.explained(), run.suspectWinner());
            Integer before = last.get(sort);
            if (before != null && places.get(before).joins(run)) {
                places.set(before, places.get(before).with(run));
            } else if (places.size() < MOST) {
                last.put(sort, places.size());
                places.add(DivergentPlace.of(run));
            } else {
                rest += run.range().count();
            }
        }
        List<DivergentPlace> all = new ArrayList<>(places.stream().map(place -> place.lying(lies
                .flatMap(finder -> finder.at(place.first()).stream().map(ScanPlaces.At::piece).findFirst()))).toList());
        all.addAll(places(found, findings));
        all.sort(Comparator.comparingLong(place -> place.range().first()));
        List<DivergentPlace> first = all.subList(0, Math.min(MOST, all.size()));
        return new Survey(verdicts, first,
                rest + all.subList(first.size(), all.size()).stream().mapToLong(DivergentPlace::sectors).sum(),
                fared(verdicts, byOldData, unexplained), found.isPresent());
    }

    /** A place for each finding that was met; one for those of several versions that name nobody. */
    private static List<DivergentPlace> places(Optional<Findings.Found> found,
            IdentityHashMap<Finding, Optional<Reason>> explained) {
        List<DivergentPlace> places = new ArrayList<>();
        for (Finding finding : found.map(known -> known.diagnosed().findings()).orElse(List.of())) {
            Optional<Reason> reason = explained.getOrDefault(finding, Optional.empty());
            if (!places.isEmpty() && places.getLast().isBeside(finding)) {
                places.set(places.size() - 1, places.getLast().beside(finding));
            } else if (explained.containsKey(finding)) {
                places.add(DivergentPlace.of(finding, reason));
            }
        }
        return places;
    }

    private static List<Fared> fared(Verdicts verdicts, long[] byOldData, long[] unexplained) {
        List<Fared> fared = new ArrayList<>();
        Map<Ruling, Long> rulings = verdicts.rulings();
        for (int child = 0; child < unexplained.length; child++) {
            int position = child;
            boolean leftOut = verdicts.leftOut().contains(child);
            Map<ChildState, Long> sectors = new EnumMap<>(ChildState.class);
            if (!leftOut) {
                rulings.forEach((ruling, count) -> {
                    if (count > 0 && ruling.stateOf(position) != ChildState.AGREES) {
                        sectors.merge(ruling.stateOf(position), count, Long::sum);
                    }
                });
            }
            fared.add(new Fared(verdicts.map().children().get(child).name(), leftOut, sectors, byOldData[child],
                    unexplained[child]));
        }
        return fared;
    }

    /** The names of the children at these positions. */
    public List<String> names(List<Integer> positions) {
        return positions.stream().map(position -> children.get(position).name()).toList();
    }
}
