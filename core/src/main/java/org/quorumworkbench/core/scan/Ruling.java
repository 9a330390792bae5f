// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/**
 * What a vote says of sectors with one grouping, under one policy and perhaps without some
 * children. Children are positions in the scan's list, whoever is left out.
 *
 * @param pattern
 *            a character a child: its version's letter, {@code !} if it could not be read,
 *            {@code -} if it is left out
 * @param votes
 *            of version A; 0 if no child could be read, absent where no vote is held (fifo)
 * @param winner
 *            the children of the version that won, by list order in a tie; empty where none has
 *            won. Where no vote is held, the one child that the guest gets
 * @param largest
 *            the children of version A, whether it has won or not
 * @param largestAlone
 *            the same where no other version has as many votes; else empty, as A is only the one
 *            whose first vote came last
 * @param outvoted
 *            the children that lost to a winner alone at the top, lowest first; empty in a tie and
 *            where nobody wins
 * @param notChosen
 *            in a tie the children that list order did not choose, lowest first
 * @param unreadable
 *            the children that could not be read, lowest first
 */
public record Ruling(String pattern, OptionalInt votes, Verdict verdict, List<Integer> winner, List<Integer> largest,
        List<Integer> largestAlone, List<Integer> outvoted, List<Integer> notChosen, List<Integer> unreadable) {

    public Ruling {
        winner = List.copyOf(winner);
        largest = List.copyOf(largest);
        largestAlone = List.copyOf(largestAlone);
        outvoted = List.copyOf(outvoted);
        notChosen = List.copyOf(notChosen);
        unreadable = List.copyOf(unreadable);
    }

    static Ruling of(Grouping grouping, Policy policy, Set<Integer> leftOut) {
        List<Integer> voters = new ArrayList<>();
        for (int child = 0; child < grouping.agrees().size(); child++) {
            if (!leftOut.contains(child)) {
                voters.add(child);
            }
        }
        Vote vote = grouping.without(leftOut).vote(policy.threshold(), policy.readPattern());
        StringBuilder pattern = new StringBuilder("-".repeat(grouping.agrees().size()));
        String letters = vote.pattern();
        for (int i = 0; i < voters.size(); i++) {
            pattern.setCharAt(voters.get(i), letters.charAt(i));
        }
        return new Ruling(pattern.toString(), vote.votes(), vote.verdict(), named(vote.winner(), voters),
                named(vote.largest(), voters), named(vote.largestAlone(), voters), named(vote.outvoted(), voters),
                named(vote.notChosen(), voters),
                named(vote.unreadable(), voters));
    }

    private static List<Integer> named(List<Integer> places, List<Integer> voters) {
        return places.stream().map(voters::get).toList();
    }

    /** Whether the readable children disagree or some child could not be read. */
    public boolean isDivergent() {
        return verdict != Verdict.UNANIMOUS;
    }

    /** How that child stands here. */
    public ChildState stateOf(int child) {
        if (unreadable.contains(child)) {
            return ChildState.UNREADABLE;
        }
        return switch (verdict) {
            case BELOW_THRESHOLD, UNREADABLE -> ChildState.NO_WINNER;
            case TIE -> ChildState.TIE;
            // Nobody is trusted without a vote, not even whom the guest gets.
            case DIFFERS -> trusts(child) ? ChildState.AGREES : ChildState.DIFFERS;
            case MAJORITY, UNANIMOUS -> outvoted.contains(child) ? ChildState.OUTVOTED : ChildState.AGREES;
        };
    }

    /**
     * How all of them stand here together: a sector that a child cannot read does not hide behind a
     * vote that is won all the same.
     */
    ChildState state() {
        return switch (verdict) {
            case UNANIMOUS -> ChildState.AGREES;
            case MAJORITY -> unreadable.isEmpty() ? ChildState.OUTVOTED : ChildState.UNREADABLE;
            case DIFFERS -> unreadable.isEmpty() ? ChildState.DIFFERS : ChildState.UNREADABLE;
            case UNREADABLE -> ChildState.UNREADABLE;
            case TIE -> ChildState.TIE;
            case BELOW_THRESHOLD -> ChildState.NO_WINNER;
        };
    }

    /**
     * Whether nothing here speaks against the child's bytes: it is in the version that won alone at the
     * top, or, where no vote is held, every child that could be read gives the same.
     */
    boolean trusts(int child) {
        return switch (verdict) {
            case UNANIMOUS -> true;
            case MAJORITY -> winner.contains(child);
            case DIFFERS -> largest.contains(child) && pattern.indexOf('B') < 0;
            case UNREADABLE, TIE, BELOW_THRESHOLD -> false;
        };
    }
}
