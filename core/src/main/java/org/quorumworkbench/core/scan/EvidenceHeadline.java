// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.member.Evidence;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.Standing;

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
 * @param copies
 *            children that are one member, copied, and so one witness
 * @param explained
 *            what the evidence accounts for
 * @param majorities
 *            sectors that somebody won alone at the top
 * @param oldMajority
 *            whether most of those that vote are stale
 * @param inBitmaps
 *            whether bitmaps say of every stale member where it may differ
 */
public record EvidenceHeadline(List<Stale> stale, List<String> recovering, List<Split> split,
        List<List<String>> copies, Explained explained,
        long majorities, boolean oldMajority, boolean inBitmaps) {

    /**
     * Members that miss writes.
     *
     * @param since
     *            by how far; empty where no member counts
     * @param leftOut
     *            whether they do not vote
     */
    public record Stale(List<String> names, Optional<Since> since, boolean leftOut) {
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

    /** Whether a winner is not to be trusted, somewhere or, for what was not compared yet, anywhere. */
    public boolean doubts() {
        return explained.suspect() > 0 || oldMajority || !split.isEmpty();
    }

    public EvidenceHeadline {
        stale = List.copyOf(stale);
        recovering = List.copyOf(recovering);
        split = List.copyOf(split);
        copies = List.copyOf(copies);
    }

    /**
     * Of what was found; nothing if the children are no members.
     *
     * @param voters
     *            the names of the children that vote
     * @param majorities
     *            sectors that somebody won alone at the top
     */
    static Optional<EvidenceHeadline> of(MemberEvidence evidence, List<String> voters, Explained explained,
            long majorities) {
        return evidence.set().map(set -> new EvidenceHeadline(stale(set, evidence.names(), voters),
                set.files(Standing.RECOVERING).stream().map(evidence.names()::get).toList(),
                split(set, evidence.names()), copies(set, evidence.names()), explained, majorities,
                isOldMajority(set, evidence.names(), voters),
                isInBitmaps(set)));
    }

    private static List<Stale> stale(MemberSet set, List<String> names, List<String> voters) {
        Map<Map.Entry<Optional<Since>, Boolean>, List<String>> groups = new LinkedHashMap<>();
        for (int file : set.files(Standing.STALE)) {
            groups.computeIfAbsent(Map.entry(since(set, file, names), !voters.contains(names.get(file))),
                    _ -> new ArrayList<>()).add(names.get(file));
        }
        return groups.entrySet().stream()
                .map(group -> new Stale(group.getValue(), group.getKey().getKey(), group.getKey().getValue()))
                .toList();
    }

    private static Optional<Since> since(MemberSet set, int file, List<String> names) {
        for (Evidence evidence : set.evidence()) {
            if (evidence instanceof Evidence.StaleSince since && since.file() == file) {
                return Optional.of(new Since(since.events(), since.others().stream().map(names::get).toList(),
                        since.othersEvents()));
            }
        }
        return Optional.empty();
    }

    private static List<Split> split(MemberSet set, List<String> names) {
        return set.evidence().stream().<Split>mapMulti((evidence, splits) -> {
            if (evidence instanceof Evidence.SplitBrain || evidence instanceof Evidence.SplitGenerations) {
                splits.accept(
                        new Split(names.get(evidence.files().getFirst()), names.get(evidence.files().getLast())));
            }
        }).toList();
    }

    private static List<List<String>> copies(MemberSet set, List<String> names) {
        return set.evidence().stream().filter(Evidence.Duplicate.class::isInstance)
                .map(copy -> copy.files().stream().map(names::get).toList()).toList();
    }

    private static boolean isOldMajority(MemberSet set, List<String> names, List<String> voters) {
        long old = set.files().stream().filter(file -> set.member(file).filter(SetMember::stale).isPresent())
                .map(names::get).filter(voters::contains).count();
        return old > voters.size() - old;
    }

    private static boolean isInBitmaps(MemberSet set) {
        List<SetMember> stale = set.members().stream().filter(SetMember::stale).toList();
        return !stale.isEmpty() && stale.stream().noneMatch(member -> member.dirty().isEmpty());
    }
}
