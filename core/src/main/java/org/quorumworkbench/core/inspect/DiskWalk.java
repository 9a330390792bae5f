// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.FaultedDevice;

/**
 * A search on its way over the children's own devices, part by part, in either direction. What it
 * does it does on one thread, which blocks as long as the children's files do; the rest may be used
 * from any thread.
 *
 * @param <R>
 *            what the search comes to
 */
public final class DiskWalk<R> {

    private static final int LARGEST_PART = 2048;

    private final List<BlockDevice> devices;
    private final R cancelled;
    private final long atMost;
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final AtomicLong walked = new AtomicLong();
    private int part;

    /**
     * A walk that has not begun.
     *
     * @param cancelled
     *            what it comes to when it is given up
     * @param firstPart
     *            in sectors: small, so that what is near is found at once; later parts are larger
     * @param atMost
     *            how far it may have to go, in sectors
     */
    DiskWalk(List<BlockDevice> devices, R cancelled, int firstPart, long atMost) {
        this.devices = devices;
        this.cancelled = cancelled;
        this.part = firstPart;
        this.atMost = atMost;
    }

    /** Completes on a thread of the executor, or on the thread that cancels. */
    public CompletableFuture<R> result() {
        return result;
    }

    /** How far it has come, in sectors from where it began. */
    public long walked() {
        return Math.min(atMost, walked.get());
    }

    /** How far it may have to go, in sectors. */
    public long atMost() {
        return atMost;
    }

    /** Stops at once; a child that hangs is not waited for. */
    public void cancel() {
        result.complete(cancelled);
    }

    /** Walks on the executor; what the walk gives is the result, unless it was given up before. */
    DiskWalk<R> begin(Executor executor, Supplier<R> walk) {
        try {
            executor.execute(() -> {
                try {
                    result.complete(walk.get());
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            cancel();
        }
        return this;
    }

    boolean isOver() {
        return result.isDone();
    }

    void advance(long sectors) {
        walked.addAndGet(sectors);
    }

    /** How many sectors to read next; twice as many the time after. */
    int nextPart() {
        int now = part;
        part = Math.min(LARGEST_PART, part * 2);
        return now;
    }

    /** What every child gives of the range; empty if the walk is over. */
    Optional<List<PartedRead>> read(SectorRange range) {
        List<PartedRead> reads = devices.stream().map(device -> new PartedRead(device, range)).toList();
        return await(CompletableFuture.allOf(reads.stream().map(PartedRead::read).toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> reads));
    }

    /**
     * How many sectors from the start of the range no child has stored, so that all read as zeroes; 0
     * if a fault may change what a hole reads as, or the walk is over.
     */
    long holes(SectorRange range) {
        if (devices.stream()
                .anyMatch(device -> device instanceof FaultedDevice faulted && !faulted.faults().isEmpty())) {
            return 0;
        }
        long holes = range.count();
        for (BlockDevice device : devices) {
            Reply<Extent> extent = await(device.extent(range.offset(), holes * SectorRange.SECTOR)).orElse(null);
            holes = extent instanceof Reply.Ok<Extent>(Extent told) && told.zero()
                    ? Math.min(holes, told.length() / SectorRange.SECTOR)
                    : 0;
            if (holes == 0) {
                return 0;
            }
        }
        return holes;
    }

    /** The answer; empty if the walk is over first. */
    private <T> Optional<T> await(CompletableFuture<T> answer) {
        if (!answer.isDone()) {
            CompletableFuture.anyOf(answer, result).join();
        }
        return answer.isDone() && !result.isDone() ? Optional.of(answer.join()) : Optional.empty();
    }
}
