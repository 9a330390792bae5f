// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.vote.Ballot;

/**
 * A request under way. Everything but {@link #outcome} and {@link #cancel} runs on the quorum's
 * strand.
 */
abstract class Flight implements Quorum.Request {

    final QuorumEngine engine;
    final Operation operation;
    final long offset;
    final long length;
    final Policy policy;
    /** As they are when the request starts: one added before is asked, one removed before is not. */
    List<Child> children = List.of();

    private final long number;
    private final long began = System.nanoTime();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private @Nullable Reply<Done>[] replies;
    private @Nullable CompletableFuture<Reply<Done>>[] asked;
    private long[] latencies = {};
    private @Nullable MemorySegment[] bytes = {};
    private final List<Integer> completion = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private boolean finished;
    private boolean left;

    Flight(QuorumEngine engine, Operation operation, long offset, long length) {
        this.engine = engine;
        this.operation = operation;
        this.offset = offset;
        this.length = length;
        this.policy = engine.policy();
        this.number = engine.nextRequest();
        this.replies = replies(0);
        this.asked = asked(0);
    }

    /** Starts the request with the children that the quorum has now. */
    final void launch() {
        children = engine.children();
        replies = replies(children.size());
        asked = asked(children.size());
        latencies = new long[children.size()];
        bytes = new MemorySegment[children.size()];
        start();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type
    private static @Nullable Reply<Done>[] replies(int count) {
        return new Reply[count];
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type
    private static @Nullable CompletableFuture<Reply<Done>>[] asked(int count) {
        return new CompletableFuture[count];
    }

    /** Asks the children; called when no overlapping request is in the way. */
    abstract void start();

    /** Called when a child has answered, unless the request was given up before. */
    abstract void answered(int child);

    /**
     * Called once, when the outcome is known and no child can touch a buffer of this request any more.
     */
    void released() {}

    /** Whether a child still does something for this request besides answering it. */
    boolean isBusy() {
        return false;
    }

    @Override
    public final CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public final void cancel() {
        engine.strand().execute(this::giveUp);
    }

    private void giveUp() {
        if (finished) {
            return;
        }
        tell((sequence, time) -> new Event.Cancelled(sequence, time, operation, range()));
        finish(new Decision.GivenUp(), new Result.Cancelled(), Optional.empty());
        for (CompletableFuture<Reply<Done>> future : asked) {
            if (future != null) {
                future.cancel(true);
            }
        }
    }

    final boolean isFinished() {
        return finished;
    }

    final SectorRange range() {
        return SectorRange.ofBytes(offset, length);
    }

    /** Asks one child; a device that answers on the spot is heard on the spot. */
    final void ask(int child, CompletableFuture<Reply<Done>> future) {
        asked[child] = future;
        engine.onStrand(future, reply -> hear(child, reply));
    }

    private void hear(int child, Reply<Done> reply) {
        asked[child] = null;
        if (finished) {
            leaveIfReleased();
            return;
        }
        replies[child] = reply;
        latencies[child] = System.nanoTime() - began;
        completion.add(child);
        answered(child);
    }

    final void leaveIfReleased() {
        if (finished && !left && !isBusy() && Arrays.stream(asked).allMatch(future -> future == null)) {
            left = true;
            released();
            engine.leave(this);
        }
    }

    final int answers() {
        return completion.size();
    }

    final boolean isOk(int child) {
        return replies[child] instanceof Reply.Ok;
    }

    final @Nullable Errno errno(int child) {
        return replies[child] instanceof Reply.Failed<Done>(Errno errno) ? errno : null;
    }

    final int succeeded() {
        int count = 0;
        for (int child = 0; child < replies.length; child++) {
            count += isOk(child) ? 1 : 0;
        }
        return count;
    }

    final void keep(int child, MemorySegment read) {
        bytes[child] = read.asReadOnly();
    }

    final void tell(Narrator.Draft draft) {
        events.add(engine.narrator().tell(draft));
    }

    /** Tells that the child failed, if it did. */
    final void reportError(int child) {
        Errno errno = errno(child);
        if (errno != null) {
            reportBad(child, Optional.of(errno));
        }
    }

    final void reportBad(int child, Optional<Errno> errno) {
        SectorRange range = operation == Operation.FLUSH ? SectorRange.EMPTY : range();
        tell((sequence, time) -> new Event.ReportBad(sequence, time, operation, children.get(child).name(), range,
                errno));
    }

    final void reportFailure() {
        tell((sequence, time) -> new Event.QuorumFailure(sequence, time, operation, engine.name(), range()));
    }

    /** The errors of the children that failed, counted in index order (seed lines 440-469). */
    final Ballot<Errno> errors() {
        Ballot<Errno> errors = new Ballot<>();
        for (int child = 0; child < replies.length; child++) {
            Errno errno = errno(child);
            if (errno != null) {
                errors.cast(child, errno);
            }
        }
        return errors;
    }

    /**
     * Ends the request as failed if fewer children than the threshold succeeded (seed lines 222-233).
     */
    final boolean endIfTooFewSucceeded() {
        int succeeded = succeeded();
        if (succeeded >= policy.threshold()) {
            return false;
        }
        var tally = errors().count();
        reportFailure();
        finish(new Decision.TooFewSucceeded(succeeded, tally), new Result.Failure(tally.winner().value()),
                Optional.empty());
        return true;
    }

    final void refuse(String why, Result result) {
        finish(new Decision.Refused(why), result, Optional.empty());
    }

    final void finish(Decision decision, Result result, Optional<MemorySegment> data) {
        finished = true;
        long elapsed = System.nanoTime() - began;
        List<ChildReply> told = new ArrayList<>();
        for (int child = 0; child < replies.length; child++) {
            told.add(new ChildReply(child, children.get(child).name(), Optional.ofNullable(replies[child]),
                    Duration.ofNanos(replies[child] == null ? elapsed : latencies[child]),
                    Optional.ofNullable(bytes[child])));
        }
        Outcome story = new Outcome(number, operation, offset, length, policy, told, completion, decision, result, data,
                events, Duration.ofNanos(elapsed));
        leaveIfReleased();
        engine.strand().execute(() -> outcome.complete(story));
    }
}
