// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Halves;
import org.quorumworkbench.core.block.Halves.Part;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Reads a range of a device, and halves what fails until single sectors are left, so that one bad
 * sector does not hide the others: at most twice as many reads as there are sectors, one at a time.
 * Parts complete on any thread; what is known so far may be asked at any time.
 */
final class PartedRead {

    private final BlockDevice device;
    private final SectorRange range;
    private final MemorySegment bytes;
    private final BitSet unreadable = new BitSet();
    private Optional<Errno> error = Optional.empty();
    private boolean answered;

    PartedRead(BlockDevice device, SectorRange range) {
        this.device = device;
        this.range = range;
        this.bytes = MemorySegment.ofArray(new byte[Math.toIntExact(range.length())]);
        this.unreadable.set(0, Math.toIntExact(range.count()));
    }

    /** Completes when every sector was read or found unreadable. */
    CompletableFuture<Void> read() {
        return readOn(new Halves(Math.toIntExact(range.count())));
    }

    /** As {@link #read}, where the whole range was just tried in vain. */
    CompletableFuture<Void> readAfter(Errno failure) {
        Halves halves = new Halves(Math.toIntExact(range.count()));
        halves.next().ifPresent(whole -> hear(halves, whole, Reply.failed(failure)));
        return readOn(halves);
    }

    private CompletableFuture<Void> readOn(Halves halves) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        readOn(halves, done);
        return done;
    }

    /**
     * Parts that complete on the spot are gone through here: a call within a call would be too deep.
     */
    private void readOn(Halves halves, CompletableFuture<Void> done) {
        for (Optional<Part> next = halves.next(); next.isPresent(); next = halves.next()) {
            Part part = next.get();
            CompletableFuture<Reply<Done>> reading = start(part);
            if (!reading.isDone() || reading.isCompletedExceptionally()) {
                reading.thenAccept(reply -> {
                    hear(halves, part, reply);
                    readOn(halves, done);
                }).exceptionally(failure -> {
                    done.completeExceptionally(failure);
                    return null;
                });
                return;
            }
            hear(halves, part, reading.join());
        }
        done.complete(null);
    }

    private CompletableFuture<Reply<Done>> start(Part part) {
        ByteBuffer into = bytes.asSlice((long) part.from() * SectorRange.SECTOR,
                (long) (part.to() - part.from()) * SectorRange.SECTOR).asByteBuffer();
        return device.readBySector((range.first() + part.from()) * SectorRange.SECTOR, into);
    }

    private void hear(Halves halves, Part part, Reply<Done> reply) {
        switch (reply) {
            case Reply.Ok<Done> _ -> wasRead(part.from(), part.to());
            case Reply.Failed<Done>(Errno errno) -> {
                if (halves.failed(part)) {
                    wasUnreadable(part.from(), errno);
                } else {
                    failed(errno);
                }
            }
        }
    }

    /** Until more is known, the error is that of the whole range. */
    private synchronized void failed(Errno errno) {
        answered = true;
        if (error.isEmpty()) {
            error = Optional.of(errno);
        }
    }

    private synchronized void wasRead(int from, int to) {
        answered = true;
        unreadable.clear(from, to);
        if (unreadable.isEmpty()) {
            error = Optional.empty();
        }
    }

    private synchronized void wasUnreadable(int sector, Errno errno) {
        answered = true;
        if (error.isEmpty() || unreadable.nextSetBit(0) == sector) {
            error = Optional.of(errno);
        }
    }

    MemorySegment bytes() {
        return bytes.asReadOnly();
    }

    /** The sectors, relative to the range, that were not read (yet). */
    synchronized BitSet unreadable() {
        return (BitSet) unreadable.clone();
    }

    /** Of the first sector that could not be read. */
    synchronized Optional<Errno> error() {
        return error;
    }

    /** Whether any part has been answered. */
    synchronized boolean isAnswered() {
        return answered;
    }
}
