// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.vote.Ballot;
import org.quorumworkbench.core.vote.Tally;

/** A read that all children answer and vote on: seed lines 471-572. */
final class ReadFlight extends Flight {

    private final @Nullable ByteBuffer into;
    private ByteBuffer[] buffers = {};
    private int rewriting;

    /**
     * @param into
     *            where the winner's bytes go, from position to limit; null if the outcome is to keep
     *            all bytes
     */
    ReadFlight(QuorumEngine engine, long offset, int length, @Nullable ByteBuffer into) {
        super(engine, Operation.READ, offset, length);
        this.into = into;
    }

    @Override
    void start() {
        buffers = new ByteBuffer[children.size()];
        for (int child = 0; child < buffers.length; child++) {
            buffers[child] = into == null ? ByteBuffer.allocate((int) length) : engine.buffers().take((int) length);
        }
        for (int child = 0; child < buffers.length && !isFinished(); child++) {
            ask(child, children.get(child).device().read(offset, buffers[child]));
        }
    }

    @Override
    void answered(int child) {
        reportError(child);
        if (isOk(child) && into == null) {
            keep(child, MemorySegment.ofBuffer(buffers[child]));
        }
        if (answers() == buffers.length && !endIfTooFewSucceeded()) {
            decide();
        }
    }

    @Override
    boolean isBusy() {
        return rewriting > 0;
    }

    @Override
    void released() {
        if (into != null) {
            for (ByteBuffer buffer : buffers) {
                if (buffer != null) {
                    engine.buffers().giveBack(buffer);
                }
            }
        }
    }

    private void decide() {
        List<Integer> readable = new ArrayList<>();
        for (int child = 0; child < buffers.length; child++) {
            if (isOk(child)) {
                readable.add(child);
            }
        }
        int first = readable.getFirst();
        for (int child : readable) {
            int difference = buffers[first].mismatch(buffers[child]);
            if (difference >= 0 && policy.blkverify()) {
                String message = mismatch(difference);
                engine.abort(message);
                finish(new Decision.Mismatch(message), new Result.Aborted(message), Optional.empty());
                return;
            }
            if (difference >= 0) {
                vote(readable);
                return;
            }
        }
        succeed(new Decision.Agreed(readable), first);
    }

    private void vote(List<Integer> readable) {
        Ballot<Digest> ballot = new Ballot<>();
        readable.forEach(child -> ballot.cast(child, Digest.of(buffers[child])));
        Tally<Digest> tally = ballot.count();
        if (tally.winner().votes() < policy.threshold()) {
            reportFailure();
            finish(new Decision.Voted(tally), new Result.Failure(Errno.EIO), Optional.empty());
            return;
        }
        List<Integer> outvoted = tally.outvoted();
        outvoted.forEach(child -> reportBad(child, Optional.empty()));
        int winner = tally.winner().index();
        if (policy.rewriteCorrupted()) {
            rewrite(outvoted, winner, tally);
        } else {
            succeed(new Decision.Voted(tally), winner);
        }
    }

    /**
     * Overwrites the outvoted children with the winner before the read completes; a rewrite that fails
     * changes nothing for the reader (measured).
     */
    private void rewrite(List<Integer> outvoted, int winner, Tally<Digest> tally) {
        rewriting = outvoted.size();
        for (int child : outvoted) {
            engine.wrote(children.get(child));
            engine.onStrand(children.get(child).device().write(offset, buffers[winner].duplicate()),
                    reply -> rewritten(child, reply, tally));
        }
    }

    private void rewritten(int child, Reply<Done> reply, Tally<Digest> tally) {
        rewriting--;
        if (isFinished()) {
            leaveIfReleased();
            return;
        }
        Optional<Errno> error = reply instanceof Reply.Failed<Done>(Errno errno)
                ? Optional.of(errno)
                : Optional.empty();
        tell((sequence, time) -> new Event.Rewritten(sequence, time, children.get(child).name(), range(), error));
        if (rewriting == 0) {
            succeed(new Decision.Voted(tally), tally.winner().index());
        }
    }

    private void succeed(Decision decision, int child) {
        if (into == null) {
            finish(decision, new Result.Success(), Optional.of(MemorySegment.ofBuffer(buffers[child]).asReadOnly()));
        } else {
            into.put(into.position(), buffers[child], 0, (int) length);
            finish(decision, new Result.Success(), Optional.empty());
        }
    }

    /**
     * The line that the driver prints before it ends the process (seed lines 404-437, case
     * bv-mismatch).
     */
    private String mismatch(int difference) {
        return switch (policy.semantics()) {
            case V2014 ->
                "quorum: sector_num=%d nb_sectors=%d contents mismatch in sector %d".formatted(range().first(),
                        range().count(), range().first() + difference / 512);
            case V7_2 -> "quorum: offset=%d bytes=%d contents mismatch at offset %d".formatted(offset, length,
                    offset + difference);
        };
    }
}
