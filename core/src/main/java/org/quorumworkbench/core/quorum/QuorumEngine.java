// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The quorum block driver. All its work is done on one strand over the executor it was given;
 * children do theirs wherever their devices do it, and what they answer comes back to the strand.
 */
final class QuorumEngine implements Quorum {

    private final String name;
    private final boolean readOnly;
    private final Membership membership;
    private final Strand strand;
    private final Narrator narrator;
    private final Buffers buffers = new Buffers();
    private final RangeQueue queue = new RangeQueue();
    private final AtomicLong requests = new AtomicLong();
    private volatile @Nullable String aborted;
    private volatile boolean closed;
    private final FaultHearing faults;
    private final StrandReplies replies;

    QuorumEngine(String name, List<Child> children, Policy policy, boolean readOnly, Executor executor,
            Narrator narrator) {
        this.name = name;
        this.readOnly = readOnly;
        this.membership = new Membership(name, children, policy);
        this.strand = new Strand(executor);
        this.narrator = narrator;
        this.faults = new FaultHearing(strand, narrator);
        this.replies = new StrandReplies(name, strand);
        children.forEach(faults::hear);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Policy policy() {
        return membership.electorate().policy();
    }

    @Override
    public void setThreshold(int threshold) {
        membership.setThreshold(threshold);
    }

    @Override
    public List<Child> children() {
        return membership.electorate().children();
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public Reply<Long> length() {
        return membership.length();
    }

    @Override
    public Request<Outcome> read(long offset, ByteBuffer into) {
        SectorRange around = around(offset, into.remaining());
        long first = around.isEmpty() ? offset : around.offset();
        int length = around.isEmpty() ? into.remaining() : Math.toIntExact(around.length());
        return submit(readFlight(nextRequest(), first, length,
                ReadTarget.caller(buffers, length, into, (int) (offset - first))), policy().rewriteCorrupted());
    }

    @Override
    public Request<Outcome> examine(SectorRange range) {
        int length = (int) Math.min(range.length(), Integer.MAX_VALUE);
        Flight flight = readFlight(nextRequest(), range.offset(), length, ReadTarget.outcome(buffers, length));
        if (length < range.length()) {
            strand.execute(() -> flight.refuse(Refusal.with(Errno.EINVAL, "a request is of less than 2 GiB")));
            return flight;
        }
        return submit(flight, policy().rewriteCorrupted());
    }

    Flight readFlight(long number, long offset, int length, ReadTarget target) {
        return switch (policy().readPattern()) {
            case QUORUM -> new ReadFlight(this, number, offset, length, target);
            case FIFO -> new FifoFlight(this, number, offset, length, target);
        };
    }

    @Override
    public Request<Outcome> write(long offset, ByteBuffer from, boolean forceUnitAccess) {
        long number = nextRequest();
        Request<Outcome> write = around(offset, from.remaining()).isEmpty()
                ? submit(new WriteFlight(this, number, offset, from.remaining(), from), true)
                : new EdgeWrite(this, number, offset, from).begin();
        return forceUnitAccess ? new WriteThrough(this, write).begin() : write;
    }

    @Override
    public Request<Outcome> writeZeroes(long offset, long length) {
        long number = nextRequest();
        WriteFlight flight = new WriteFlight(this, number, offset, length, null);
        if (around(offset, length).isEmpty()) {
            return submit(flight, true);
        }
        if (length > Integer.MAX_VALUE) {
            strand.execute(() -> flight.refuse(
                    Refusal.with(Errno.EINVAL, "zeroes of 2 GiB or more begin and end with a sector in 2014")));
            return flight;
        }
        return new EdgeWrite(this, number, offset, ByteBuffer.allocate((int) length)).begin();
    }

    /**
     * The whole sectors around a byte range of which the 2014 driver makes its request; empty if the
     * range is a request as it is, or on no disk.
     */
    private SectorRange around(long offset, long length) {
        boolean asItIs = policy().semantics() == Semantics.V7_2 || (offset % SECTOR == 0 && length % SECTOR == 0);
        return asItIs || !inside(offset, length) || length == 0
                ? SectorRange.EMPTY
                : SectorRange.ofBytes(offset, length);
    }

    @Override
    public Request<Outcome> flush() {
        return flush(nextRequest());
    }

    Request<Outcome> flush(long number) {
        FlushFlight flight = new FlushFlight(this, number);
        strand.execute(() -> {
            if (readOnly && over().isEmpty()) {
                flight.finish(new Decision.EnoughSucceeded(0), new Result.Success(), Optional.empty());
            } else {
                flight.launch();
            }
        });
        return flight;
    }

    private Request<Outcome> submit(Flight flight, boolean writes) {
        submit(flight, flight, flight::launch, writes);
        return flight;
    }

    /** Starts the request once nothing is in its way, or refuses it at once. */
    void submit(Object holder, Flight flight, Runnable start, boolean exclusive) {
        strand.execute(() -> {
            Optional<Refusal> refusal = over().or(() -> refusal(flight));
            if (refusal.isPresent()) {
                flight.refuse(refusal.get());
            } else {
                queue.enter(holder, start, flight.offset, flight.length, exclusive);
            }
        });
    }

    /** Why nothing can be asked of this quorum any more, if that is so. */
    Optional<Refusal> over() {
        String message = aborted;
        if (message != null) {
            return Optional.of(new Refusal(message, new Result.Aborted(message)));
        }
        return closed ? Optional.of(Refusal.with(Errno.ECANCELED, "the quorum is closed")) : Optional.empty();
    }

    private Optional<Refusal> refusal(Flight flight) {
        if (readOnly && flight.requestKind != RequestKind.READ) {
            return Optional.of(Refusal.with(Errno.EROFS, "the quorum is read-only"));
        }
        if (length() instanceof Reply.Failed<Long>(Errno errno)) {
            return Optional.of(Refusal.with(errno, "the children have no common length"));
        }
        return inside(flight.offset, flight.length)
                ? Optional.empty()
                : Optional.of(Refusal.with(Errno.EIO, "the range is not on the disk"));
    }

    private boolean inside(long offset, long length) {
        return length() instanceof Reply.Ok<Long>(Long all) && offset >= 0 && length >= 0 && offset <= all
                && length <= all - offset;
    }

    @Override
    public CompletableFuture<ExtentOutcome> extent(long offset, long length) {
        CompletableFuture<ExtentOutcome> answer = new CompletableFuture<>();
        strand.execute(() -> {
            ExtentQuestion question = new ExtentQuestion(this, offset, length, answer);
            if (over().isPresent() || !inside(offset, length)) {
                question.answerData();
            } else {
                question.askNext(0);
            }
        });
        return answer;
    }

    @Override
    public CompletableFuture<Change> addChild(String childName, BlockDevice device) {
        CompletableFuture<Change> change = new CompletableFuture<>();
        // Behind the writes made before, which do not reach the new child, and before those made later.
        strand.execute(() -> queue.enter(change, () -> {
            Change made = over().<Change>map(refusal -> new Change.Refused(refusal.why()))
                    .orElseGet(() -> membership.add(childName, device));
            if (made instanceof Change.Made(List<Child> now)) {
                faults.hear(now.getLast());
                tellChange(new Event.Alteration.Added(childName, now.getLast().edge()));
            }
            strand.execute(() -> change.complete(made));
            queue.leave(change);
        }, 0, Long.MAX_VALUE, false));
        return change;
    }

    @Override
    public CompletableFuture<Change> removeChild(String edge) {
        CompletableFuture<Change> change = new CompletableFuture<>();
        strand.execute(() -> {
            Change made = over().<Change>map(refusal -> new Change.Refused(refusal.why()))
                    .orElseGet(() -> membership.remove(edge));
            if (made instanceof Change.Made) {
                faults.endHearing(edge);
                tellChange(new Event.Alteration.Removed(edge));
            }
            strand.execute(() -> change.complete(made));
        });
        return change;
    }

    private void tellChange(Event.Alteration what) {
        narrator.tell((sequence, time) -> new Event.Changed(sequence, time, what));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        CompletableFuture<Reply<Done>> answer = new CompletableFuture<>();
        strand.execute(() -> reopen(children(), answer));
        return answer;
    }

    private void reopen(List<Child> rest, CompletableFuture<Reply<Done>> answer) {
        if (rest.isEmpty()) {
            reopened(Reply.done(), answer);
            return;
        }
        replies.hear(StrandReplies.asked(() -> rest.getFirst().device().reopen()), reply -> {
            if (reply.isOk()) {
                reopen(rest.subList(1, rest.size()), answer);
            } else {
                reopened(reply, answer);
            }
        });
    }

    private void reopened(Reply<Done> reply, CompletableFuture<Reply<Done>> answer) {
        membership.measure();
        strand.execute(() -> answer.complete(reply));
    }

    @Override
    public void moveTo(Executor executor) {
        strand.moveTo(executor);
        for (Child child : children()) {
            if (child.device() instanceof QuorumDevice nested) {
                nested.quorum().moveTo(executor);
            }
        }
    }

    @Override
    public boolean recursesToFirstNonFilter(BlockDevice candidate) {
        return children().stream().map(Child::device)
                .anyMatch(device -> device instanceof QuorumDevice nested
                        ? nested.quorum().recursesToFirstNonFilter(candidate)
                        : device.equals(candidate));
    }

    @Override
    public Optional<String> aborted() {
        return Optional.ofNullable(aborted);
    }

    @Override
    public void close() {
        closed = true;
        strand.execute(queue::startAll);
        children().forEach(child -> child.device().close());
    }

    // What requests under way ask of the engine, on the strand.

    Membership membership() {
        return membership;
    }

    Strand strand() {
        return strand;
    }

    Narrator narrator() {
        return narrator;
    }

    Buffers buffers() {
        return buffers;
    }

    RangeQueue queue() {
        return queue;
    }

    FaultHearing faults() {
        return faults;
    }

    StrandReplies replies() {
        return replies;
    }

    private long nextRequest() {
        return requests.incrementAndGet();
    }

    void abort(String message) {
        aborted = message;
        strand.execute(queue::startAll);
    }
}
