// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a plan was allowed to do. It is written into the plan, so that a second person sees it.
 *
 * @param threshold
 *            votes that a winner needs
 * @param minMargin
 *            by how many votes the winner has to be ahead of the next version
 * @param allowed
 *            what would else be refused; only what can be overridden
 * @param source
 *            whose bytes stale members get
 * @param only
 *            what was selected, in the words of the command line, each an alternative; empty for
 *            all
 */
public record PlanPolicy(int threshold, int minMargin, Set<Refusal> allowed, Source source, List<String> only) {

    /** Votes by which a winner is ahead, usually: 4 of 5 are 3, 2 of 3 are 1. */
    public static final int USUAL_MARGIN = 2;

    /** Whose bytes are taken. */
    public enum Source {
        /** The winner's; stale members are left to their own system. */
        VOTE,
        /** For stale members the current member's. */
        CURRENT;

        /** As plans and the command line have it. */
        public String word() {
            return this == VOTE ? "vote" : "current";
        }
    }

    public PlanPolicy {
        allowed = Collections
                .unmodifiableSet(allowed.isEmpty() ? EnumSet.noneOf(Refusal.class) : EnumSet.copyOf(allowed));
        only = List.copyOf(only);
        if (threshold < 1 || minMargin < 0 || !allowed.stream().allMatch(Refusal::isOverridable)) {
            throw new IllegalArgumentException("no policy: threshold " + threshold + ", margin " + minMargin + ", "
                    + allowed);
        }
    }

    boolean refuses(Refusal refusal) {
        return !allowed.contains(refusal);
    }
}
