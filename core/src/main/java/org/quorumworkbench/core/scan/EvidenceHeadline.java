// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.quorumworkbench.core.member.Evidence;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.Standing;
import org.quorumworkbench.core.vote.Verdict;

/**
 * What a headline tells of the members' evidence: whether the winner can be trusted after all, and
 * how much nothing accounts for. {@link EvidenceText} has the sentences.
 *
 * @param stale
 *            the members that miss writes, those together of which the same is known
 * @param recovering
 *            the members that are being filled
 * @param split
 *            pairs that went on without each other
 * @param explained
 *            what the evidence accounts for
 * @param majorities
 *            sectors that somebody won alone at the top
 */
public record EvidenceHeadline(List<Stale> stale, List<String> recovering, List<Split> split, Explained explained,
        long majorities) {

    /**
     * Members that miss writes.
     *
     * @param since
     *            by how far; empty where no member counts
     */
    public record Stale(List<String> names, Optional<Since> since) {
        public Stale {
            names = List.copyOf(names);
        }
    }

    /**
     * How far members got.
     *
     * @param events
     *            theirs
     * @param others
     *            those that went furthest
     * @param othersEvents
     *            how far that is
     */
    public record Since(long events, List<String> others, long othersEvents) {
        public Since {
            others = List.copyOf(others);
        }
    }

    /** Two that both went on, so that neither is the older one. */
    public record Split(String one, String other) {}

    public EvidenceHeadline {
        stale = List.copyOf(stale);
        recovering = List.copyOf(recovering);
        split = List.copyOf(split);
    }

    /** Of what a scan has found; nothing if its children are no members. */
    static Optional<EvidenceHeadline> of(Verdicts verdicts, Explained explained) {
        IntFunction<String> name = child -> verdicts.map().children().get(child).name();
        return verdicts.evidence().set().map(set -> new EvidenceHeadline(stale(set, name),
                set.files(Standing.RECOVERING).stream().map(name::apply).toList(), split(set, name), explained,
                verdicts.rulings().entrySet().stream()
                        .filter(ruling -> ruling.getKey().verdict() == Verdict.MAJORITY)
                        .mapToLong(Map.Entry::getValue).sum()));
    }

    private static List<Stale> stale(MemberSet set, IntFunction<String> name) {
        Map<Optional<Since>, List<String>> groups = new LinkedHashMap<>();
        for (SetMember member : set.members()) {
            if (member.standing() == Standing.STALE) {
                groups.computeIfAbsent(since(set, member.file(), name), _ -> new ArrayList<>())
                        .add(name.apply(member.file()));
            }
        }
        return groups.entrySet().stream().map(group -> new Stale(group.getValue(), group.getKey())).toList();
    }

    private static Optional<Since> since(MemberSet set, int file, IntFunction<String> name) {
        for (Evidence evidence : set.evidence()) {
            if (evidence instanceof Evidence.StaleSince since && since.file() == file) {
                return Optional.of(new Since(since.events(), since.others().stream().map(name::apply).toList(),
                        since.othersEvents()));
            }
        }
        return Optional.empty();
    }

    private static List<Split> split(MemberSet set, IntFunction<String> name) {
        return set.evidence().stream()
                .flatMap(evidence -> evidence instanceof Evidence.SplitBrain(int one, int other, _)
                        ? Optional.of(new Split(name.apply(one), name.apply(other))).stream()
                        : Optional.<Split>empty().stream())
                .toList();
    }
}
