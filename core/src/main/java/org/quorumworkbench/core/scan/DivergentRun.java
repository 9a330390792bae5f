// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Reason;

/**
 * Sectors that lie together, vote alike and have one explanation, and in which the readable
 * children disagree or some child cannot be read; as long as can be within what was asked for and
 * scanned.
 *
 * @param explained
 *            what the members' evidence says the divergence comes from; empty if nothing accounts
 *            for it, or the children are no members
 * @param suspectWinner
 *            whether somebody wins, and has no children but members that are stale or do not hold
 *            the sectors yet
 */
public record DivergentRun(SectorRange range, Ruling ruling, Optional<Reason> explained, boolean suspectWinner) {

    /** Sectors that no evidence says anything of. */
    public DivergentRun(SectorRange range, Ruling ruling) {
        this(range, ruling, Optional.empty(), false);
    }

    /** Whether the two are one. */
    boolean joins(DivergentRun next) {
        return next.range.first() == range.end() && next.ruling.equals(ruling) && next.explained.equals(explained)
                && next.suspectWinner == suspectWinner;
    }

    /** Both as one. */
    DivergentRun with(DivergentRun next) {
        return new DivergentRun(new SectorRange(range.first(), range.count() + next.range.count()), ruling, explained,
                suspectWinner);
    }
}
