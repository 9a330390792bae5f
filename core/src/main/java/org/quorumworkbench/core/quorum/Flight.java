// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.vote.Ballot;
import org.quorumworkbench.core.vote.Tally;

/**
 * A request under way. Everything but {@link #result}, {@link #waitingFor} and {@link #cancel} runs
 * on the quorum's strand.
 */
abstract class Flight implements Request<Outcome> {

    /** What one device was asked for this request. */
    private static final class Part {
        private final CompletableFuture<Reply<Done>> future;

        Part(CompletableFuture<Reply<Done>> future) {
            this.future = future;
        }
    }

    final QuorumEngine engine;
    final RequestKind requestKind;
    final long offset;
    final long length;
    /** As it is when the request starts. */
    Policy policy;
    /** As they are when the request starts: one added before is asked, one removed before is not. */
    List<Child> children = List.of();

    private final long number;
    private final long began = System.nanoTime();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    /** Who is waited for, by index; the one thing here that is read on other threads. */
    private volatile NavigableMap<Integer, String> silent = new ConcurrentSkipListMap<>();
    private final List<Part> pending = new ArrayList<>();
    private final List<Integer> completion = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable Reply<Done>[] replies;
    private long[] latencies = {};
    private @Nullable MemorySegment[] bytes = {};
    private Runnable leave;
    private boolean finished;
    private boolean left;
    private boolean abandoned;
    private boolean released;

    Flight(QuorumEngine engine, long number, RequestKind requestKind, long offset, long length) {
        this.engine = engine;
        this.number = number;
        this.requestKind = requestKind;
        this.offset = offset;
        this.length = length;
        this.policy = engine.policy();
        this.replies = replies(0);
        this.leave = () -> engine.queue().leave(this);
    }

    /** What is done, instead of leaving the queue, once this request can change nothing any more. */
    final void whenLeaving(Runnable what) {
        leave = what;
    }

    /**
     * Starts the request with the children that the quorum has now, unless it was given up or the
     * quorum has ended meanwhile.
     */
    final void launch() {
        if (finished) {
            return;
        }
        Optional<Refusal> over = engine.over();
        if (over.isPresent()) {
            refuse(over.get());
            return;
        }
        Membership.Electorate electorate = engine.membership().electorate();
        policy = electorate.policy();
        children = electorate.children();
        replies = replies(children.size());
        latencies = new long[children.size()];
        bytes = new MemorySegment[children.size()];
        start();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type
    private static @Nullable Reply<Done>[] replies(int count) {
        return new Reply[count];
    }

    /** Asks the children; called when no overlapping request is in the way. */
    abstract void start();

    /** Called when a child has answered, unless the request was given up before. */
    abstract void answered(int child);

    /** Called for every answer, also one that comes after the request was given up. */
    void heard(Child child) {}

    /** Whether a child may still change its bytes for this request. */
    boolean isChanging() {
        return false;
    }

    /**
     * Called once, when the outcome is known and no child can touch a buffer of this request any more.
     */
    void released() {}

    @Override
    public final CompletableFuture<Outcome> result() {
        return outcome;
    }

    @Override
    public final List<String> waitingFor() {
        return outcome.isDone() ? List.of() : List.copyOf(silent.values());
    }

    @Override
    public final void cancel() {
        engine.strand().execute(this::giveUp);
    }

    final void giveUp() {
        if (finished) {
            return;
        }
        SectorRange range = range();
        tell((sequence, time) -> new Event.Cancelled(sequence, time, requestKind, range));
        finish(new Decision.GivenUp(), new Result.Cancelled(), Optional.empty());
        List.copyOf(pending).forEach(part -> part.future.cancel(true));
    }

    final boolean isFinished() {
        return finished;
    }

    final boolean isPending() {
        return !pending.isEmpty();
    }

    final SectorRange range() {
        return SectorRange.ofBytes(offset, length);
    }

    /**
     * Asks all children at once: every one is waited for before the first is asked, so that whoever
     * gives up because of one child does not leave out others that only had not been asked yet.
     */
    final void askAll(IntFunction<CompletableFuture<Reply<Done>>> operation) {
        NavigableMap<Integer, String> all = new ConcurrentSkipListMap<>();
        for (int child = 0; child < children.size(); child++) {
            all.put(child, children.get(child).name());
        }
        silent = all;
        for (int child = 0; child < children.size() && !finished; child++) {
            int asked = child;
            askChild(child, () -> operation.apply(asked));
        }
    }

    /** Asks one child for its part; a device that answers on the spot is heard on the spot. */
    final void askChild(int child, Supplier<CompletableFuture<Reply<Done>>> operation) {
        silent.put(child, children.get(child).name());
        ask(operation, reply -> {
            silent.remove(child);
            heard(children.get(child));
            if (!finished) {
                replies[child] = reply;
                latencies[child] = System.nanoTime() - began;
                completion.add(child);
                answered(child);
            }
        });
    }

    /** Asks a device for anything that belongs to this request. */
    final void ask(Supplier<CompletableFuture<Reply<Done>>> operation, Consumer<Reply<Done>> hear) {
        Part part = new Part(engine.faults().askedFor(this, operation));
        pending.add(part);
        engine.replies().hear(part.future, reply -> {
            pending.remove(part);
            // A device that ended a future by an exception has not said that it leaves the buffer alone.
            abandoned |= part.future.isCompletedExceptionally();
            hear.accept(reply);
            letGo();
        });
    }

    /** Lets go of the range and of the buffers as soon as that is safe. */
    private void letGo() {
        if (finished && !left && !isChanging()) {
            left = true;
            leave.run();
        }
        if (finished && !released && pending.isEmpty()) {
            released = true;
            if (!abandoned) {
                released();
            }
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

    final BlockDevice device(int child) {
        return children.get(child).device();
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
        SectorRange range = range();
        tell((sequence, time) -> new Event.ReportBad(sequence, time, requestKind, children.get(child).name(), range,
                errno));
    }

    final void reportFailure() {
        SectorRange range = range();
        tell((sequence, time) -> new Event.QuorumFailure(sequence, time, requestKind, engine.name(), range));
    }

    /** The errors of the children that failed, counted in index order (seed lines 440-469). */
    final Tally<Errno> errors() {
        Ballot<Errno> errors = new Ballot<>();
        for (int child = 0; child < replies.length; child++) {
            Errno errno = errno(child);
            if (errno != null) {
                errors.cast(child, errno);
            }
        }
        return errors.count();
    }

    /**
     * Ends the request as failed if fewer children than the threshold succeeded (seed lines 222-233).
     */
    final boolean endIfTooFewSucceeded() {
        int succeeded = succeeded();
        if (succeeded >= policy.threshold()) {
            return false;
        }
        reportFailure();
        fail(succeeded);
        return true;
    }

    /** Ends the request with the error that most of the failed children gave. */
    final void fail(int succeeded) {
        Tally<Errno> tally = errors();
        finish(new Decision.TooFewSucceeded(succeeded, tally), new Result.Failure(tally.winner().value()),
                Optional.empty());
    }

    final void refuse(Refusal refusal) {
        finish(new Decision.Refused(refusal.why()), refusal.result(), Optional.empty());
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
        Outcome story = new Outcome(number, requestKind, offset, length, policy, told, completion, decision, result,
                data,
                events, Duration.ofNanos(elapsed));
        engine.strand().execute(() -> outcome.complete(story));
        letGo();
    }
}
