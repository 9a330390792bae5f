// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.scan.ChildState;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * A judged scan at a glance: its damages, and how each child fared. Immutable; made on any thread,
 * at the cost of a walk through all runs.
 *
 * @param verdicts
 *            the scan
 * @param damages
 *            by sector; at most {@link #MOST}
 * @param rest
 *            divergent sectors that are in none of the damages, since there were too many
 * @param children
 *            in the scan's order
 */
public record Survey(Verdicts verdicts, List<Damage> damages, long rest, List<Fared> children) {

    /** More than a person looks through; the table of runs has all. */
    public static final int MOST = 5_000;

    /**
     * How a child fared.
     *
     * @param leftOut
     *            whether it does not vote, as it is wondered about
     * @param sectors
     *            in each state but agreement; those that do not occur are absent
     * @param unexplained
     *            sectors in which it is outvoted and nothing accounts for it
     */
    public record Fared(String name, boolean leftOut, Map<ChildState, Long> sectors, long unexplained) {
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
        damages = List.copyOf(damages);
        children = List.copyOf(children);
    }

    private record Sort(Ruling ruling, Optional<Reason> explained, boolean suspectWinner) {}

    /** Walks through all that was found. */
    public static Survey of(Verdicts verdicts) {
        int children = verdicts.map().children().size();
        long[] unexplained = new long[children];
        List<Damage> damages = new ArrayList<>();
        Map<Sort, Integer> last = new HashMap<>();
        long rest = 0;
        for (Iterator<DivergentRun> runs = verdicts.runs(); runs.hasNext();) {
            DivergentRun run = runs.next();
            if (run.explained().isEmpty()) {
                run.ruling().outvoted().forEach(child -> unexplained[child] += run.range().count());
            }
            Sort sort = new Sort(run.ruling(), run.explained(), run.suspectWinner());
            Integer before = last.get(sort);
            if (before != null && damages.get(before).joins(run)) {
                damages.set(before, damages.get(before).with(run));
            } else if (damages.size() < MOST) {
                last.put(sort, damages.size());
                damages.add(Damage.of(run));
            } else {
                rest += run.range().count();
            }
        }
        return new Survey(verdicts, damages, rest, fared(verdicts, unexplained));
    }

    private static List<Fared> fared(Verdicts verdicts, long[] unexplained) {
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
            fared.add(new Fared(verdicts.map().children().get(child).name(), leftOut, sectors, unexplained[child]));
        }
        return fared;
    }

    /** The names of the children at these positions. */
    public List<String> names(List<Integer> positions) {
        return positions.stream().map(position -> children.get(position).name()).toList();
    }
}
