// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.vote.Agreement;
import org.quorumworkbench.core.vote.Vote;

/**
 * Who agrees with whom in a sector, before any threshold: what a scan stores of it, so that a vote
 * can be held again without reading again.
 *
 * @param agrees
 *            for each child the lowest child with the same bytes (itself, if it is that), or
 *            {@link #UNREADABLE}
 */
public record Grouping(List<Integer> agrees) {

    /** In place of a child: it could not be read. */
    public static final int UNREADABLE = Agreement.UNREADABLE;

    public Grouping {
        agrees = List.copyOf(agrees);
        for (int child = 0; child < agrees.size(); child++) {
            int lowest = agrees.get(child);
            if (lowest < UNREADABLE || lowest > child || (lowest >= 0 && agrees.get(lowest) != lowest)) {
                throw new IllegalArgumentException("no grouping: child " + child + " of " + agrees);
            }
        }
    }

    static Grouping of(int[] agrees, int children) {
        List<Integer> list = new ArrayList<>(children);
        for (int child = 0; child < children; child++) {
            list.add(agrees[child]);
        }
        return new Grouping(list);
    }

    /** All children read, and all agree. */
    public static Grouping unanimous(int children) {
        return new Grouping(Collections.nCopies(children, 0));
    }

    /** Whether every child could be read and all agree. */
    public boolean isUnanimous() {
        return agrees.stream().allMatch(lowest -> lowest == 0);
    }

    public boolean isReadable(int child) {
        return agrees.get(child) != UNREADABLE;
    }

    /** The grouping of the children that remain, which move up to close the gaps. */
    public Grouping without(Set<Integer> leftOut) {
        int[] lowestNow = new int[agrees.size()];
        Arrays.fill(lowestNow, UNREADABLE);
        List<Integer> rest = new ArrayList<>();
        for (int child = 0; child < agrees.size(); child++) {
            if (leftOut.contains(child)) {
                continue;
            }
            int lowest = agrees.get(child);
            if (lowest >= 0 && lowestNow[lowest] < 0) {
                lowestNow[lowest] = rest.size();
            }
            rest.add(lowest < 0 ? UNREADABLE : lowestNow[lowest]);
        }
        return new Grouping(rest);
    }

    /**
     * The vote that these children would give under that threshold; under fifo none is held, and it
     * tells whom the guest gets.
     */
    public Vote vote(int threshold, ReadPattern readPattern) {
        return Agreement.vote(agrees, threshold, readPattern != ReadPattern.FIFO);
    }
}
