// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.vote.Verdict;

/**
 * A divergence map judged: under a policy, and perhaps without some children. Judging the same map
 * again costs a vote for each grouping, not for each sector, and reads nothing. Immutable.
 */
public final class Verdicts {

    private static final Set<Verdict> NO_VOTE = EnumSet.of(Verdict.UNANIMOUS, Verdict.DIFFERS, Verdict.UNREADABLE);

    /** Sectors whose verdict is another one. */
    public record Change(Verdict from, Verdict to, long sectors) {}

    private final DivergenceMap map;
    private final Policy policy;
    private final Set<Integer> leftOut;
    private final MemberEvidence evidence;
    private final Ruling unanimous;
    private final List<Ruling> rulings;

    private Verdicts(DivergenceMap map, Policy policy, Set<Integer> leftOut, MemberEvidence evidence) {
        this.map = map;
        this.policy = policy;
        this.leftOut = Set.copyOf(leftOut);
        this.evidence = evidence;
        unanimous = Ruling.of(Grouping.unanimous(map.children().size()), policy, leftOut);
        rulings = map.groupings().stream().map(grouping -> Ruling.of(grouping, policy, leftOut)).toList();
    }

    public static Verdicts of(DivergenceMap map, int threshold) {
        return of(map, threshold, Set.of());
    }

    /** Judges the map by a vote under that threshold; see {@link #of(DivergenceMap, Policy, Set)}. */
    public static Verdicts of(DivergenceMap map, int threshold, Set<Integer> leftOut) {
        return of(map, Policy.threshold(threshold), leftOut);
    }

    /** Judges a map of plain images; see {@link #of(DivergenceMap, Policy, Set, MemberEvidence)}. */
    public static Verdicts of(DivergenceMap map, Policy policy, Set<Integer> leftOut) {
        return of(map, policy, leftOut, MemberEvidence.NONE);
    }

    /**
     * Judges the map.
     *
     * @param policy
     *            its threshold, and whether a vote is held at all
     * @param leftOut
     *            positions of children that do not vote
     * @param evidence
     *            what the children's metadata says; it explains runs and changes no verdict
     * @throws IllegalArgumentException
     *             if the threshold is not between 1 and the number of children that vote, or the
     *             evidence is of another number of children
     */
    public static Verdicts of(DivergenceMap map, Policy policy, Set<Integer> leftOut, MemberEvidence evidence) {
        if (evidence.isKnown() && evidence.explanation().children() != map.children().size()) {
            throw new IllegalArgumentException("evidence of " + evidence.explanation().children()
                    + " children for a map of " + map.children().size());
        }
        int threshold = policy.threshold();
        long voters = map.children().size() - leftOut.stream().filter(c -> c >= 0 && c < map.children().size()).count();
        if (threshold < 1 || threshold > voters) {
            throw new IllegalArgumentException(
                    "a threshold of " + threshold + " cannot be met or missed by " + voters + " children");
        }
        return new Verdicts(map, policy, leftOut, evidence);
    }

    public DivergenceMap map() {
        return map;
    }

    /** Another map of the same children, judged as this one. */
    public Verdicts of(DivergenceMap other) {
        return of(other, policy, leftOut, evidence);
    }

    /** Whether the other is the same map, judged in the same way. */
    public boolean isAlike(Verdicts other) {
        return map.equals(other.map) && policy.equals(other.policy) && leftOut.equals(other.leftOut)
                && evidence.equals(other.evidence);
    }

    public int threshold() {
        return policy.threshold();
    }

    /** Whether a vote is held; under read pattern fifo none is. */
    public boolean isVoted() {
        return policy.readPattern() == ReadPattern.QUORUM;
    }

    public Set<Integer> leftOut() {
        return leftOut;
    }

    /** What the children's metadata says. */
    public MemberEvidence evidence() {
        return evidence;
    }

    /** The divergent runs of the whole device, in order. */
    public Iterator<DivergentRun> runs() {
        return runs(new SectorRange(0, map.sectors()));
    }

    /**
     * The divergent runs in the range, in order; cut at its ends and where their explanation changes.
     * They are found as they are asked for: there may be millions.
     */
    public Iterator<DivergentRun> runs(SectorRange range) {
        return new JudgedRuns(map.runs(range), rulings, evidence);
    }

    /** Where the divergent runs of the whole device are, in order. */
    public Iterator<SectorRange> ranges() {
        return ranges(new SectorRange(0, map.sectors()));
    }

    /** Where the divergent runs in the range are, in order, as {@link #runs(SectorRange)} has them. */
    public Iterator<SectorRange> ranges(SectorRange range) {
        Iterator<DivergentRun> runs = runs(range);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return runs.hasNext();
            }

            @Override
            public SectorRange next() {
                return runs.next().range();
            }
        };
    }

    /**
     * How many sectors have each verdict, of those scanned; verdicts that do not occur have 0, and
     * those are left out that cannot, with a vote or without.
     */
    public Map<Verdict, Long> summary() {
        Map<Verdict, Long> summary = new EnumMap<>(Verdict.class);
        (isVoted() ? EnumSet.complementOf(EnumSet.of(Verdict.DIFFERS)) : NO_VOTE)
                .forEach(verdict -> summary.put(verdict, 0L));
        long rest = map.scanned().count();
        for (int grouping = 0; grouping < rulings.size(); grouping++) {
            long count = map.count(grouping);
            summary.merge(rulings.get(grouping).verdict(), count, Long::sum);
            rest -= count;
        }
        summary.merge(unanimous.verdict(), rest, Long::sum);
        return summary;
    }

    /** The ways in which divergent sectors vote, each with how many do so; in no order. */
    public Map<Ruling, Long> rulings() {
        Map<Ruling, Long> counts = new HashMap<>();
        for (int grouping = 0; grouping < rulings.size(); grouping++) {
            if (rulings.get(grouping).isDivergent()) {
                counts.merge(rulings.get(grouping), map.count(grouping), Long::sum);
            }
        }
        return Map.copyOf(counts);
    }

    /** How many sectors are divergent: the readable children disagree, or some could not be read. */
    public long divergent() {
        long sum = 0;
        for (int grouping = 0; grouping < rulings.size(); grouping++) {
            sum += rulings.get(grouping).isDivergent() ? map.count(grouping) : 0;
        }
        return sum;
    }

    /**
     * How much of the divergence the evidence accounts for. Walks the whole map if there is evidence:
     * in the background.
     */
    public Explained explained() {
        return evidence.isKnown() ? Explained.ofRuns(runs()) : Explained.nothing(divergent());
    }

    /** In how many sectors each child was outvoted: by a winner alone at the top. */
    public List<Long> dissent() {
        CoDissent coDissent = coDissent();
        List<Long> dissent = new ArrayList<>();
        for (int child = 0; child < coDissent.children(); child++) {
            dissent.add(coDissent.sectors(child, child));
        }
        return dissent;
    }

    /** In how many sectors each child could not be read. */
    public List<Long> unreadable() {
        long[] sectors = new long[map.children().size()];
        for (int grouping = 0; grouping < rulings.size(); grouping++) {
            for (int child : rulings.get(grouping).unreadable()) {
                sectors[child] += map.count(grouping);
            }
        }
        return Arrays.stream(sectors).boxed().toList();
    }

    public CoDissent coDissent() {
        CoDissent coDissent = new CoDissent(map.children().size());
        for (int grouping = 0; grouping < rulings.size(); grouping++) {
            coDissent.add(rulings.get(grouping), map.count(grouping));
        }
        return coDissent;
    }

    /** The worst verdict of any scanned sector in the range; absent if none was scanned. */
    public Optional<Verdict> worst(SectorRange range) {
        if (map.scanned().count(range) == 0) {
            return Optional.empty();
        }
        return Optional.of(worst(range, Verdict.values(), Ruling::verdict));
    }

    /** The worst state of a child in any scanned sector of the range; absent if none was scanned. */
    public Optional<ChildState> worst(SectorRange range, int child) {
        return map.scanned().count(range) == 0
                ? Optional.empty()
                : Optional.of(worst(range, ChildState.values(), ruling -> ruling.stateOf(child)));
    }

    /**
     * The worst that there is in any scanned sector of the range, of all children together: what the
     * device map paints in the union's row. Absent if none was scanned.
     */
    public Optional<ChildState> worstOfAll(SectorRange range) {
        return map.scanned().count(range) == 0
                ? Optional.empty()
                : Optional.of(worst(range, ChildState.values(), Ruling::state));
    }

    /** The worst, in the order of the enum, of the rulings in the range. */
    private <E extends Enum<E>> E worst(SectorRange range, E[] bestFirst, Function<Ruling, E> of) {
        E best = of.apply(unanimous);
        for (int at = bestFirst.length - 1; bestFirst[at] != best; at--) {
            E state = bestFirst[at];
            if (map.anyIn(range, grouping -> of.apply(rulings.get(grouping)) == state)) {
                return state;
            }
        }
        return best;
    }

    /**
     * How many sectors have another verdict in {@code other}, by their verdict here and there; only
     * changes that occur.
     *
     * @param other
     *            a judgement of the same map
     */
    public List<Change> changes(Verdicts other) {
        if (other.map != map) {
            throw new IllegalArgumentException("the two judge different maps");
        }
        List<Change> changes = new ArrayList<>();
        long unanimousSectors = map.scanned().count();
        for (int grouping = 0; grouping < rulings.size(); grouping++) {
            long count = map.count(grouping);
            unanimousSectors -= count;
            add(changes, rulings.get(grouping), other.rulings.get(grouping), count);
        }
        add(changes, unanimous, other.unanimous, unanimousSectors);
        return List.copyOf(changes);
    }

    private static void add(List<Change> changes, Ruling before, Ruling after, long count) {
        if (before.verdict() == after.verdict() || count == 0) {
            return;
        }
        for (int i = 0; i < changes.size(); i++) {
            Change known = changes.get(i);
            if (known.from() == before.verdict() && known.to() == after.verdict()) {
                changes.set(i, new Change(known.from(), known.to(), known.sectors() + count));
                return;
            }
        }
        changes.add(new Change(before.verdict(), after.verdict(), count));
    }
}
