// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.vote.Ballot;
import org.quorumworkbench.core.vote.Tally;

/**
 * A flush: one child after the other in index order. The two behaviours differ in how the results
 * count.
 */
final class FlushFlight extends Flight {

    private long generation;

    FlushFlight(QuorumEngine engine, long number) {
        super(engine, number, RequestKind.FLUSH, 0, 0);
    }

    @Override
    void start() {
        askNext(0);
    }

    private void askNext(int child) {
        BlockDevice device = device(child);
        generation = engine.membership().generation(device);
        askChild(child, () -> {
            if (engine.membership().needsFlush(device, policy.semantics())) {
                return device.flush();
            }
            if (!device.isReadOnly()) {
                device.flushSkipped();
            }
            return CompletableFuture.completedFuture(Reply.done());
        });
    }

    @Override
    void answered(int child) {
        if (isOk(child)) {
            engine.membership().flushed(device(child), generation);
        }
        if (policy.semantics() == Semantics.V7_2) {
            reportError(child);
        }
        if (child + 1 < children.size()) {
            askNext(child + 1);
            return;
        }
        switch (policy.semantics()) {
            case V2014 -> voteOnAllResults();
            case V7_2 -> countSuccesses();
        }
    }

    /**
     * Success is a result like any other, the threshold plays no part, nothing is told (seed lines
     * 634-658).
     */
    private void voteOnAllResults() {
        Ballot<Integer> results = new Ballot<>();
        for (int child = 0; child < children.size(); child++) {
            Errno errno = errno(child);
            results.cast(child, errno == null ? 0 : errno.number());
        }
        Tally<Integer> tally = results.count();
        int winner = tally.winner().value();
        finish(new Decision.FlushVoted(tally),
                winner == 0 ? new Result.Success() : new Result.Failure(new Errno(winner)), Optional.empty());
    }

    /**
     * As many successes as the threshold suffice, else the errors vote; there is never a QUORUM_FAILURE
     * (cases fl-*).
     */
    private void countSuccesses() {
        int succeeded = succeeded();
        if (succeeded >= policy.threshold()) {
            finish(new Decision.EnoughSucceeded(succeeded), new Result.Success(), Optional.empty());
        } else {
            fail(succeeded);
        }
    }
}
