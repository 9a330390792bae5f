// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.vote.Vote;

/**
 * An immutable picture of one range for the views.
 *
 * @param range
 *            what was read
 * @param request
 *            the engine's story of the request on the whole range
 * @param requestVote
 *            what the guest saw, lettered; absent if the request was cancelled or the quorum does
 *            not vote
 * @param children
 *            bytes per child, in child order
 * @param sectors
 *            the vote on each sector alone, in order
 */
public record Inspection(SectorRange range, Outcome request, Optional<Vote> requestVote, List<ChildBytes> children,
        List<SectorVote> sectors) {

    public Inspection {
        children = List.copyOf(children);
        sectors = List.copyOf(sectors);
    }

    /**
     * Whether the sector votes tell another story than the request vote: one succeeds where the other
     * fails.
     */
    public boolean votesDiffer() {
        return requestVote.isPresent()
                && sectors.stream().anyMatch(s -> s.verdict().succeeds() != requestVote.get().verdict().succeeds());
    }
}
