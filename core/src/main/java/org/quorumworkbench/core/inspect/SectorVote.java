// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/**
 * The vote that one sector alone would give.
 *
 * @param sector
 *            its number on the disk
 * @param vote
 *            who agrees with whom in it
 */
public record SectorVote(long sector, Vote vote) {
    public Verdict verdict() {
        return vote.verdict();
    }
}
