// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.vote.Ballot;
import org.quorumworkbench.core.vote.Tally;

/** A read that all children answer and vote on: seed lines 471-572. */
final class ReadFlight extends Flight {

    private final ReadTarget target;
    private int rewriting;

    ReadFlight(QuorumEngine engine, long number, long offset, int length, ReadTarget target) {
        super(engine, number, RequestKind.READ, offset, length);
        this.target = target;
    }

    @Override
    void start() {
        if (!target.prepare(children.size())) {
            refuse(target.tooLarge());
            return;
        }
        askAll(child -> device(child).read(offset, target.buffer(child)));
    }

    @Override
    void answered(int child) {
        reportError(child);
        if (isOk(child)) {
            target.kept(child).ifPresent(read -> keep(child, read));
        }
        if (answers() == children.size() && !endIfTooFewSucceeded()) {
            decide();
        }
    }

    @Override
    boolean isChanging() {
        return rewriting > 0;
    }

    @Override
    void released() {
        target.release();
    }

    private void decide() {
        List<Integer> readable = new ArrayList<>();
        for (int child = 0; child < children.size(); child++) {
            if (isOk(child)) {
                readable.add(child);
            }
        }
        int first = readable.getFirst();
        for (int child : readable) {
            int difference = target.buffer(first).mismatch(target.buffer(child));
            if (difference >= 0 && policy.blkverify()) {
                abort(difference);
                return;
            }
            if (difference >= 0) {
                vote(readable);
                return;
            }
        }
        finish(new Decision.Agreed(readable), new Result.Success(), target.deliver(first));
    }

    private void vote(List<Integer> readable) {
        Ballot<Digest> ballot = new Ballot<>();
        readable.forEach(child -> ballot.cast(child, Digest.of(target.buffer(child))));
        Tally<Digest> tally = ballot.count();
        if (tally.winner().votes() < policy.threshold()) {
            reportFailure();
            finish(new Decision.Voted(tally), new Result.Failure(Errno.EIO), Optional.empty());
            return;
        }
        tally.reported().forEach(child -> reportBad(child, Optional.empty()));
        if (policy.rewriteCorrupted()) {
            rewrite(tally);
        } else {
            succeed(tally);
        }
    }

    private void succeed(Tally<Digest> tally) {
        finish(new Decision.Voted(tally), new Result.Success(), target.deliver(tally.winner().index()));
    }

    /**
     * Overwrites the outvoted children with the winner before the read completes; a rewrite that fails
     * changes nothing for the reader (measured).
     */
    private void rewrite(Tally<Digest> tally) {
        List<Integer> reported = tally.reported();
        ByteBuffer winner = target.buffer(tally.winner().index());
        rewriting = reported.size();
        for (int child : reported) {
            ask(() -> device(child).write(offset, winner.duplicate()), reply -> rewritten(child, reply, tally));
        }
    }

    private void rewritten(int child, Reply<Done> reply, Tally<Digest> tally) {
        rewriting--;
        engine.membership().wrote(device(child));
        if (isFinished()) {
            return;
        }
        Optional<Errno> error = reply instanceof Reply.Failed<Done>(Errno errno)
                ? Optional.of(errno)
                : Optional.empty();
        tell((sequence, time) -> new Event.Rewritten(sequence, time, children.get(child).name(), range(), error));
        if (rewriting == 0) {
            succeed(tally);
        }
    }

    /**
     * Ends the quorum with the line that the driver prints before it ends the process (seed lines
     * 404-437, case bv-mismatch).
     */
    private void abort(int difference) {
        String message = switch (policy.semantics()) {
            case V2014 ->
                "quorum: sector_num=%d nb_sectors=%d contents mismatch in sector %d".formatted(range().first(),
                        range().count(), range().first() + difference / SECTOR);
            case V7_2 -> "quorum: offset=%d bytes=%d contents mismatch at offset %d".formatted(offset, length,
                    offset + difference);
        };
        engine.abort(message);
        tell((sequence, time) -> new Event.Changed(sequence, time, new Event.Alteration.Aborted(message)));
        finish(new Decision.Mismatch(message), new Result.Aborted(message), Optional.empty());
    }
}
