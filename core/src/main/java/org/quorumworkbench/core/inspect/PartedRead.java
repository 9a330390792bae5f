// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
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
        return readPart(0, Math.toIntExact(range.count()));
    }

    /** As {@link #read}, where the whole range was just tried in vain. */
    CompletableFuture<Void> readAfter(Errno failure) {
        int sectors = Math.toIntExact(range.count());
        if (sectors == 1) {
            wasUnreadable(0, failure);
            return CompletableFuture.completedFuture(null);
        }
        synchronized (this) {
            answered = true;
            error = Optional.of(failure);
        }
        return readHalves(0, sectors);
    }

    private CompletableFuture<Void> readPart(int from, int to) {
        ByteBuffer part = bytes.asSlice((long) from * SectorRange.SECTOR, (long) (to - from) * SectorRange.SECTOR)
                .asByteBuffer();
        return device.readBySector((range.first() + from) * SectorRange.SECTOR, part).thenCompose(reply -> {
            switch (reply) {
                case Reply.Ok<?> _ -> wasRead(from, to);
                case Reply.Failed<?>(Errno errno) -> {
                    if (to - from > 1) {
                        return readHalves(from, to);
                    }
                    wasUnreadable(from, errno);
                }
            }
            return CompletableFuture.completedFuture(null);
        });
    }

    private CompletableFuture<Void> readHalves(int from, int to) {
        int middle = (from + to) >>> 1;
        return readPart(from, middle).thenCompose(_ -> readPart(middle, to));
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
