// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Who agrees with whom in one sector, and the vote that follows. An agreement is a number for each
 * child: the lowest child with the same bytes (itself, if it is that), or {@link #UNREADABLE}. Pure
 * functions, over arrays of the caller's, since a scan asks millions of times.
 */
public final class Agreement {

    /** In place of a child: it could not be read. */
    public static final int UNREADABLE = -1;

    private Agreement() {}

    /** Whether two children that could be read have the same bytes. */
    public interface Comparer {

        /**
         * Whether they have.
         *
         * @param lower
         *            the lowest child of a version
         * @param child
         *            one after it
         */
        boolean isSame(int lower, int child);
    }

    /**
     * Finds it: at most one comparison for each child and each version before it.
     *
     * @param agrees
     *            is filled, with one number for each child
     * @param readable
     *            whether a child could be read
     */
    public static void find(int[] agrees, IntPredicate readable, Comparer comparer) {
        for (int child = 0; child < agrees.length; child++) {
            agrees[child] = readable.test(child) ? lowest(agrees, child, comparer) : UNREADABLE;
        }
    }

    private static int lowest(int[] agrees, int child, Comparer comparer) {
        for (int lower = 0; lower < child; lower++) {
            if (agrees[lower] == lower && comparer.isSame(lower, child)) {
                return lower;
            }
        }
        return child;
    }

    /**
     * The vote of the children.
     *
     * @param agrees
     *            an agreement
     * @param threshold
     *            the votes that a winner needs, 1 or more
     * @param held
     *            whether the quorum votes at all: under fifo it does not
     */
    public static Vote vote(List<Integer> agrees, int threshold, boolean held) {
        Ballot<Integer> ballot = new Ballot<>();
        List<Integer> unreadable = new ArrayList<>();
        for (int child = 0; child < agrees.size(); child++) {
            if (agrees.get(child) == UNREADABLE) {
                unreadable.add(child);
            } else {
                ballot.cast(child, agrees.get(child));
            }
        }
        Optional<Tally<Integer>> tally = ballot.isEmpty() ? Optional.empty() : Optional.of(ballot.count());
        return held ? Vote.of(tally, unreadable, threshold) : Vote.notHeld(tally, unreadable, threshold);
    }
}
