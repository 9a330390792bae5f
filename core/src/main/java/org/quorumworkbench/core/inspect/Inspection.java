// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/**
 * An immutable picture of one range for the views.
 *
 * @param range
 *            what was read
 * @param request
 *            the engine's story of the request on the whole range
 * @param requestVote
 *            what the guest saw, lettered; absent if no vote was held: the request was cancelled,
 *            fewer children than the threshold could be read, or the quorum does not vote
 * @param children
 *            bytes per child, in child order
 * @param sectors
 *            the vote on each sector alone, in order; a child that had not answered counts as
 *            unreadable. Under read pattern fifo no vote is held, and they tell where the children
 *            differ
 * @param references
 *            per sector the position of the child, or -1: see {@link #reference}
 */
public record Inspection(SectorRange range, Outcome request, Optional<Vote> requestVote, List<ChildBytes> children,
        List<SectorVote> sectors, List<Integer> references) {

    public Inspection {
        children = List.copyOf(children);
        sectors = List.copyOf(sectors);
        references = List.copyOf(references);
    }

    /**
     * The child whose bytes the others are compared with in that sector: one that gave what the guest
     * got, if the request succeeded; else, where the request has no winner to trust, the lowest child
     * of version A of the sector's own vote. Absent if no child could be read there.
     *
     * @param at
     *            the sector, relative to the range's start
     */
    public OptionalInt reference(int at) {
        return references.get(at) < 0 ? OptionalInt.empty() : OptionalInt.of(references.get(at));
    }

    /**
     * Whether the {@link #reference} has the bytes of a winner: of the request, or else of the sector's
     * own vote.
     *
     * @param at
     *            the sector, relative to the range's start
     */
    public boolean isReferenceWinner(int at) {
        return request.isSuccess() || sectors.get(at).verdict().succeeds();
    }

    /** The SHA-256 of what that child gave; absent if not all of it could be read. */
    public Optional<Digest> digest(int child) {
        ChildBytes bytes = children.get(child);
        if (bytes.pending() || !bytes.unreadable().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Digest.of(bytes.bytes().asByteBuffer()));
    }

    /**
     * Whether the sector votes tell another story than the request vote: one succeeds where the other
     * fails.
     */
    public boolean votesDiffer() {
        return requestVerdict()
                .map(verdict -> sectors.stream().anyMatch(s -> s.verdict().succeeds() != verdict.succeeds()))
                .orElse(false);
    }

    /** The verdict on the whole request; absent where it came to none (see {@link Outcome#verdict}). */
    public Optional<Verdict> requestVerdict() {
        return request.verdict();
    }

    /** Whether the children vote on what they read; under read pattern fifo they do not. */
    public boolean isVoted() {
        return request.policy().readPattern() == ReadPattern.QUORUM;
    }
}
