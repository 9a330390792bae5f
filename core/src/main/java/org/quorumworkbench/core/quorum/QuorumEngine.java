// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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

    /**
     * What the generic layer knows of a child since it was opened: what was written and up to where it
     * was flushed.
     */
    private static final class Generations {
        private long written;
        private long flushed;
    }

    private final String name;
    private final boolean readOnly;
    private final Strand strand;
    private final Narrator narrator;
    private final Buffers buffers = new Buffers();
    private final RangeQueue queue = new RangeQueue();
    private final AtomicLong requests = new AtomicLong();
    private final Map<String, Generations> generations = new HashMap<>();

    private volatile Policy policy;
    private volatile List<Child> children;
    private volatile @Nullable String aborted;
    private volatile boolean closed;
    private int nextEdge;

    QuorumEngine(String name, List<Child> children, Policy policy, boolean readOnly, Executor executor,
            Narrator narrator) {
        this.name = name;
        this.children = List.copyOf(children);
        this.policy = policy;
        this.readOnly = readOnly;
        this.strand = new Strand(executor);
        this.narrator = narrator;
        this.nextEdge = children.size();
        checkThreshold(policy.threshold());
    }

    private void checkThreshold(int threshold) {
        if (threshold < 1 || threshold > children.size()) {
            throw new IllegalArgumentException("threshold " + threshold + " for " + children.size() + " children");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public void setThreshold(int threshold) {
        checkThreshold(threshold);
        policy = policy.withThreshold(threshold);
    }

    @Override
    public List<Child> children() {
        return children;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public Reply<Long> length() {
        Reply<Long> common = Reply.failed(Errno.EIO);
        for (Child child : children) {
            Reply<Long> own = rounded(child.device());
            if (!own.isOk()) {
                return own;
            }
            if (!child.edge().equals(children.getFirst().edge()) && !own.equals(common)) {
                return Reply.failed(Errno.EIO);
            }
            common = own;
        }
        return common;
    }

    private static Reply<Long> rounded(BlockDevice device) {
        return device.length() instanceof Reply.Ok<Long>(Long length)
                ? Reply.ok(Math.ceilDiv(length, (long) SECTOR) * SECTOR)
                : device.length();
    }

    @Override
    public Request read(long offset, ByteBuffer into) {
        if (wholeSectors(offset, into.remaining())) {
            return submit(readFlight(offset, into.remaining(), into), false);
        }
        SectorRange around = SectorRange.ofBytes(offset, into.remaining());
        ByteBuffer sectors = ByteBuffer.allocate(Math.toIntExact(around.length()));
        Request aligned = read(around.offset(), sectors);
        return new Chained(aligned, outcome -> {
            if (outcome.isSuccess()) {
                into.put(into.position(), sectors, Math.toIntExact(offset - around.offset()), into.remaining());
            }
            return CompletableFuture.completedFuture(outcome);
        });
    }

    @Override
    public Request examine(SectorRange range) {
        return submit(readFlight(range.offset(), Math.toIntExact(range.length()), null), false);
    }

    private Flight readFlight(long offset, int length, @Nullable ByteBuffer into) {
        return switch (policy.readPattern()) {
            case QUORUM -> new ReadFlight(this, offset, length, into);
            case FIFO -> new FifoFlight(this, offset, length, into);
        };
    }

    @Override
    public Request write(long offset, ByteBuffer from, boolean forceUnitAccess) {
        Request write = wholeSectors(offset, from.remaining())
                ? submit(new WriteFlight(this, offset, from.remaining(), from), true)
                : new EdgeWrite(this, offset, from).begin();
        return forceUnitAccess ? new Chained(write, this::flushAfter) : write;
    }

    /**
     * FUA is emulated: a flush of the quorum follows the write, and its error is the write's (cases
     * wr-fua*).
     */
    private CompletableFuture<Outcome> flushAfter(Outcome written) {
        return written.isSuccess()
                ? flush().outcome().thenApply(written::followedBy)
                : CompletableFuture.completedFuture(written);
    }

    @Override
    public Request writeZeroes(long offset, long length) {
        return wholeSectors(offset, length)
                ? submit(new WriteFlight(this, offset, length, null), true)
                : new EdgeWrite(this, offset, ByteBuffer.allocate(Math.toIntExact(length))).begin();
    }

    @Override
    public Request flush() {
        FlushFlight flight = new FlushFlight(this);
        strand.execute(() -> {
            if (readOnly) {
                flight.finish(new Decision.EnoughSucceeded(0), new Result.Success(), Optional.empty());
            } else if (!refused(flight, 0, 0, false)) {
                flight.launch();
            }
        });
        return flight;
    }

    private boolean wholeSectors(long offset, long length) {
        return policy.semantics() == Semantics.V7_2 || (offset % SECTOR == 0 && length % SECTOR == 0);
    }

    private Request submit(Flight flight, boolean writes) {
        strand.execute(() -> {
            if (!refused(flight, flight.offset, flight.length, writes)) {
                queue.enter(flight, () -> startUnlessOver(flight), flight.offset, flight.length,
                        writes || flight.policy.rewriteCorrupted());
            }
        });
        return flight;
    }

    /** A request that waited may have been given up, or the quorum may have ended, meanwhile. */
    private void startUnlessOver(Flight flight) {
        String message = aborted;
        if (!flight.isFinished() && message != null) {
            flight.refuse(message, new Result.Aborted(message));
        } else if (!flight.isFinished()) {
            flight.launch();
        }
    }

    /** Ends the request at once if no child may be asked. */
    boolean refused(Flight flight, long offset, long length, boolean writes) {
        String message = aborted;
        if (flight.isFinished()) {
            return true;
        }
        if (message != null) {
            flight.refuse(message, new Result.Aborted(message));
        } else if (closed) {
            flight.refuse("the quorum is closed", new Result.Failure(Errno.ECANCELED));
        } else if (writes && readOnly) {
            flight.refuse("the quorum is read-only", new Result.Failure(Errno.EROFS));
        } else if (length() instanceof Reply.Failed<Long>(Errno errno)) {
            flight.refuse("the length of the quorum is not known", new Result.Failure(errno));
        } else if (!inside(offset, length)) {
            flight.refuse("the range is not on the disk", new Result.Failure(Errno.EIO));
        }
        return flight.isFinished();
    }

    private boolean inside(long offset, long length) {
        return length() instanceof Reply.Ok<Long>(Long all) && offset >= 0 && length >= 0 && offset <= all
                && length <= all - offset;
    }

    @Override
    public CompletableFuture<ExtentOutcome> extent(long offset, long length) {
        CompletableFuture<ExtentOutcome> answer = new CompletableFuture<>();
        strand.execute(() -> new ExtentQuestion(this, offset, length, answer).askNext(0));
        return answer;
    }

    @Override
    public CompletableFuture<Change> addChild(String childName, BlockDevice device) {
        CompletableFuture<Change> change = new CompletableFuture<>();
        strand.execute(() -> queue.enter(change, () -> {
            Change made = add(childName, device);
            queue.leave(change);
            strand.execute(() -> change.complete(made));
        }, 0, Long.MAX_VALUE, true));
        return change;
    }

    private Change add(String childName, BlockDevice device) {
        if (policy.blkverify()) {
            return new Change.Refused("Cannot add a child to a quorum in blkverify mode");
        }
        if (!rounded(device).equals(length())) {
            return new Change.Refused("The length of %s (%s) is not that of the quorum (%s)".formatted(childName,
                    words(rounded(device)), words(length())));
        }
        List<Child> more = new ArrayList<>(children);
        more.add(new Child("children." + nextEdge++, childName, device));
        children = List.copyOf(more);
        tellChange("child " + childName + " added as " + more.getLast().edge());
        return new Change.Made(children);
    }

    private static String words(Reply<Long> length) {
        return switch (length) {
            case Reply.Ok<Long>(Long bytes) -> bytes + " bytes";
            case Reply.Failed<Long>(Errno errno) -> errno.text();
        };
    }

    @Override
    public CompletableFuture<Change> removeChild(String edge) {
        CompletableFuture<Change> change = new CompletableFuture<>();
        strand.execute(() -> {
            Change made = remove(edge);
            strand.execute(() -> change.complete(made));
        });
        return change;
    }

    private Change remove(String edge) {
        Optional<Child> child = children.stream().filter(c -> c.edge().equals(edge)).findFirst();
        if (child.isEmpty()) {
            return new Change.Refused("Node '%s' does not have child '%s'".formatted(name, edge));
        }
        if (children.size() <= policy.threshold()) {
            return new Change.Refused(
                    "The number of children cannot be lower than the vote threshold " + policy.threshold());
        }
        // The name of the next child goes back only if the last name is free again (measured: dyn-names-*).
        if (edge.equals("children." + (nextEdge - 1))) {
            nextEdge--;
        }
        children = children.stream().filter(c -> !c.edge().equals(edge)).toList();
        generations.remove(child.get().edge());
        tellChange("child " + child.get().name() + " removed from " + edge);
        return new Change.Made(children);
    }

    private void tellChange(String message) {
        narrator.tell((sequence, time) -> new Event.Changed(sequence, time, message));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        CompletableFuture<Reply<Done>> all = CompletableFuture.completedFuture(Reply.done());
        for (Child child : children) {
            all = all.thenCompose(before -> before.isOk()
                    ? child.device().reopen()
                    : CompletableFuture.completedFuture(before));
        }
        return all.thenApplyAsync(reply -> reply, strand);
    }

    @Override
    public void moveTo(Executor executor) {
        strand.moveTo(executor);
    }

    @Override
    public boolean recursesToFirstNonFilter(BlockDevice candidate) {
        return children.stream().map(Child::device).anyMatch(device -> device.equals(candidate)
                || (device instanceof QuorumDevice nested && nested.quorum().recursesToFirstNonFilter(candidate)));
    }

    @Override
    public Optional<String> aborted() {
        return Optional.ofNullable(aborted);
    }

    @Override
    public void close() {
        closed = true;
        children.forEach(child -> child.device().close());
    }

    // What requests under way ask of the engine, on the strand.

    Strand strand() {
        return strand;
    }

    Narrator narrator() {
        return narrator;
    }

    Buffers buffers() {
        return buffers;
    }

    long nextRequest() {
        return requests.incrementAndGet();
    }

    RangeQueue queue() {
        return queue;
    }

    /**
     * Hears a device's answer on the strand: on the spot if the device answered on the spot. A device
     * that broke its promise and threw has failed with EIO.
     */
    <T> void onStrand(CompletableFuture<Reply<T>> future, Consumer<Reply<T>> hear) {
        future.handle((reply, failure) -> failure == null ? reply : Reply.<T>failed(errno(failure)))
                .thenAccept(reply -> strand.enter(() -> hear.accept(reply))).exceptionally(this::broken);
    }

    private static Errno errno(Throwable failure) {
        return failure instanceof CancellationException ? Errno.ECANCELED : Errno.EIO;
    }

    /**
     * An exception here is a fault of this program: it is shown where uncaught exceptions are, and the
     * strand goes on.
     */
    private @Nullable Void broken(Throwable bug) {
        strand.execute(() -> {
            throw new IllegalStateException("the quorum " + name + " lost a reply", bug);
        });
        return null;
    }

    void leave(Flight flight) {
        queue.leave(flight);
    }

    void abort(String message) {
        aborted = message;
        tellChange("aborted: " + message);
    }

    private Generations of(Child child) {
        return generations.computeIfAbsent(child.edge(), edge -> new Generations());
    }

    void wrote(Child child) {
        of(child).written++;
    }

    long generation(Child child) {
        return of(child).written;
    }

    void flushed(Child child, long generation) {
        of(child).flushed = Math.max(of(child).flushed, generation);
    }

    /**
     * Since QEMU 2.7 a child that was not written since its last good flush is not asked (cases
     * fl-clean, fl-repeat).
     */
    boolean needsFlush(Child child, Semantics semantics) {
        return semantics == Semantics.V2014 || of(child).written != of(child).flushed;
    }
}
