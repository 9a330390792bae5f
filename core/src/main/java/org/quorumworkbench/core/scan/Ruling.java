// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/**
 * What a vote says of sectors with one grouping, under one threshold and perhaps without some
 * children. Children are positions in the scan's list, whoever is left out.
 *
 * @param pattern
 *            a character a child: its version's letter, {@code !} if it could not be read,
 *            {@code -} if it is left out
 * @param votes
 *            of version A; 0 if no child could be read
 * @param winner
 *            the children of version A, which may be below the threshold
 * @param outvoted
 *            the children of the other versions, lowest first
 * @param unreadable
 *            the children that could not be read, lowest first
 */
public record Ruling(String pattern, int votes, Verdict verdict, List<Integer> winner, List<Integer> outvoted,
        List<Integer> unreadable) {

    public Ruling {
        winner = List.copyOf(winner);
        outvoted = List.copyOf(outvoted);
        unreadable = List.copyOf(unreadable);
    }

    static Ruling of(Grouping grouping, int threshold, Set<Integer> leftOut) {
        List<Integer> voters = new ArrayList<>();
        for (int child = 0; child < grouping.agrees().size(); child++) {
            if (!leftOut.contains(child)) {
                voters.add(child);
            }
        }
        Vote vote = grouping.without(leftOut).vote(threshold);
        StringBuilder pattern = new StringBuilder("-".repeat(grouping.agrees().size()));
        String letters = vote.pattern();
        for (int i = 0; i < voters.size(); i++) {
            pattern.setCharAt(voters.get(i), letters.charAt(i));
        }
        List<Integer> winner = vote.winner().stream().map(voters::get).toList();
        List<Integer> unreadable = vote.unreadable().stream().map(voters::get).toList();
        List<Integer> outvoted = voters.stream().filter(c -> !winner.contains(c) && !unreadable.contains(c)).toList();
        return new Ruling(pattern.toString(), winner.size(), vote.verdict(), winner, outvoted, unreadable);
    }

    /** Whether some child was outvoted or could not be read. */
    public boolean isDivergent() {
        return !outvoted.isEmpty() || !unreadable.isEmpty();
    }

    /** How that child stands here. */
    public ChildState stateOf(int child) {
        if (unreadable.contains(child)) {
            return ChildState.UNREADABLE;
        }
        return switch (verdict) {
            case BELOW_THRESHOLD, UNREADABLE -> ChildState.NO_WINNER;
            case TIE -> ChildState.TIE;
            case MAJORITY, UNANIMOUS -> outvoted.contains(child) ? ChildState.OUTVOTED : ChildState.AGREES;
        };
    }
}
