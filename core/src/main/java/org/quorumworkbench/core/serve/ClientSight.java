// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.vote.Vote;

/**
 * What a client that reads in pieces of one size would have seen at a place: a vote is on the whole
 * request, so that the same damage has another fate in another request.
 *
 * @param request
 *            the sectors that the client would have asked for
 * @param error
 *            what it would have been told, if the request fails
 * @param vote
 *            the request's vote; absent where no bytes were voted on
 */
public record ClientSight(SectorRange request, Optional<String> error, Optional<Vote> vote) {

    /**
     * The piece, of those that begin at multiples of the size, that the place lies in.
     *
     * @param sector
     *            of the disk
     * @param sectors
     *            how long the disk is
     * @param size
     *            how many sectors the client reads at a time, 1 or more
     */
    public static SectorRange piece(long sector, long sectors, int size) {
        long first = sector - sector % size;
        return new SectorRange(first, Math.max(0, Math.min(size, sectors - first)));
    }

    /**
     * Asks the quorum as the client would.
     *
     * @param sector
     *            the place, on the disk
     * @param size
     *            how many sectors the client reads at a time, 1 or more
     * @return incomplete as long as a child that it depends on does not answer
     */
    public static CompletableFuture<ClientSight> of(Quorum quorum, long sector, int size) {
        long sectors = quorum.length() instanceof Reply.Ok<Long>(Long length) ? length / SectorRange.SECTOR : 0;
        SectorRange request = piece(sector, sectors, size);
        return quorum.examine(request).result().thenApply(outcome -> sight(quorum, request, outcome));
    }

    private static ClientSight sight(Quorum quorum, SectorRange request, Outcome outcome) {
        return new ClientSight(request,
                outcome.isSuccess() ? Optional.empty() : Optional.of(VoteWords.of(quorum.name(), outcome)),
                outcome.vote());
    }
}
