// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/**
 * The sectors of one version that are judged together: one damage is often several runs, with
 * sectors between that happen to agree.
 *
 * @param version
 *            the children that have it
 * @param winner
 *            the children of the version that it is compared with: the winner, or the largest
 * @param parts
 *            in order
 */
record Cluster(Ruling ruling, List<Integer> version, List<Integer> winner, Optional<Reason> explained,
        boolean suspectWinner, List<SectorRange> parts) {

    /** Sectors between two runs of one cluster, at most. */
    static final int GAP = 8;
    /** The most clusters, and the most parts in all of them, that are kept. */
    static final int MOST = 100_000;
    private static final int MOST_PARTS = 500_000;

    Cluster {
        version = List.copyOf(version);
        winner = List.copyOf(winner);
        parts = List.copyOf(parts);
    }

    SectorRange hull() {
        return new SectorRange(parts.getFirst().first(), parts.getLast().end() - parts.getFirst().first());
    }

    /** The child whose bytes stand for the version. */
    int child() {
        return version.getFirst();
    }

    /** Whether somebody lost here to a winner that is alone at the top. */
    boolean isOutvoted() {
        return ruling.verdict() == Verdict.MAJORITY;
    }

    private record Key(Ruling ruling, char letter, Optional<Reason> explained, boolean suspectWinner) {
        List<Integer> children() {
            return childrenOf(ruling.pattern(), letter);
        }
    }

    private static List<Integer> childrenOf(String pattern, char letter) {
        List<Integer> children = new ArrayList<>();
        for (int child = 0; child < pattern.length(); child++) {
            if (pattern.charAt(child) == letter) {
                children.add(child);
            }
        }
        return children;
    }

    /** What was collected. {@code isComplete}: false if there was more than is kept. */
    record Collected(List<Cluster> clusters, boolean isComplete) {}

    /** The clusters of all versions that did not win, by first sector. */
    static Collected of(Iterator<DivergentRun> runs) {
        List<Cluster> clusters = new ArrayList<>();
        Map<Key, List<SectorRange>> open = new LinkedHashMap<>();
        long parts = 0;
        while (runs.hasNext()) {
            DivergentRun run = runs.next();
            close(open, run.range().first() - GAP, clusters);
            if (clusters.size() + open.size() >= MOST || parts >= MOST_PARTS) {
                close(open, Long.MAX_VALUE, clusters);
                return new Collected(sorted(clusters), false);
            }
            Ruling ruling = run.ruling();
            for (int at = 1; ruling.pattern().indexOf(Vote.letter(at)) >= 0; at++) {
                open.computeIfAbsent(new Key(ruling, Vote.letter(at), run.explained(), run.suspectWinner()),
                        _ -> new ArrayList<>()).add(run.range());
                parts++;
            }
        }
        close(open, Long.MAX_VALUE, clusters);
        return new Collected(sorted(clusters), true);
    }

    private static List<Cluster> sorted(List<Cluster> clusters) {
        clusters.sort((one, other) -> one.hull().first() == other.hull().first()
                ? Integer.compare(one.child(), other.child())
                : Long.compare(one.hull().first(), other.hull().first()));
        return clusters;
    }

    private static void close(Map<Key, List<SectorRange>> open, long before, List<Cluster> clusters) {
        for (Iterator<Map.Entry<Key, List<SectorRange>>> each = open.entrySet().iterator(); each.hasNext();) {
            Map.Entry<Key, List<SectorRange>> entry = each.next();
            if (entry.getValue().getLast().end() < before) {
                Key key = entry.getKey();
                clusters.add(new Cluster(key.ruling, key.children(), childrenOf(key.ruling.pattern(), 'A'),
                        key.explained, key.suspectWinner, entry.getValue()));
                each.remove();
            }
        }
    }
}
