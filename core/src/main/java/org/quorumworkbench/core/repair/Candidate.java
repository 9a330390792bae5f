// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Sectors of a child that could be given the bytes of another.
 *
 * @param child
 *            position of the one that would be written
 * @param source
 *            position of the one that would be read
 * @param winner
 *            positions of all that have the source's bytes
 * @param range
 *            sectors of the quorum's disk
 * @param voters
 *            how many children there are
 * @param doubts
 *            what speaks against it
 * @param byEvidence
 *            whether members say so, and not a vote
 */
record Candidate(int child, int source, List<Integer> winner, SectorRange range, int voters, List<Doubt> doubts,
        boolean byEvidence) {

    Candidate {
        winner = List.copyOf(winner);
        doubts = List.copyOf(doubts);
    }

    /**
     * A reason to refuse it.
     *
     * @param why
     *            in sentences, without what to do
     */
    record Doubt(Refusal refusal, List<Why.Sentence> why) {
        Doubt {
            why = List.copyOf(why);
        }

        static Doubt of(Refusal refusal, Why.Phrase phrase, Object... values) {
            return new Doubt(refusal, List.of(Why.Sentence.of(phrase, values)));
        }

        /** As plans have it. */
        String english() {
            return new Why(why, Optional.empty()).english();
        }
    }

    StepVotes votes() {
        return new StepVotes.Counted(winner.size(), voters);
    }
}
