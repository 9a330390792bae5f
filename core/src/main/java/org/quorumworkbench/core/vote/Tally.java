// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import java.util.ArrayList;
import java.util.List;

/**
 * A counted ballot.
 *
 * @param <V>
 *            the type of what was voted on
 * @param versions
 *            in list order, newest first: a version goes to the head of the list with its first
 *            vote (seed line 316); never empty
 */
public record Tally<V>(List<Version<V>> versions) {

    public Tally {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a tally needs a vote");
        }
    }

    /**
     * The first version in list order with the most votes (seed lines 364-377): a tie goes to the
     * newest version, the one whose first vote came last. {@code A B B A} is won by B.
     */
    public Version<V> winner() {
        Version<V> winner = versions.getFirst();
        for (Version<V> candidate : versions) {
            if (candidate.votes() > winner.votes()) {
                winner = candidate;
            }
        }
        return winner;
    }

    /** Whether another version has as many votes as the winner, so that list order alone decided. */
    public boolean isTie() {
        int most = winner().votes();
        return versions.stream().filter(v -> v.votes() == most).count() > 1;
    }

    /**
     * The children outside the winner in the order in which the driver reports them, in a tie too: list
     * order, highest child first (seed lines 271-278, 323).
     */
    public List<Integer> reported() {
        Version<V> winner = winner();
        List<Integer> order = new ArrayList<>();
        for (Version<V> version : versions) {
            if (version.index() != winner.index()) {
                order.addAll(version.children().reversed());
            }
        }
        return List.copyOf(order);
    }
}
