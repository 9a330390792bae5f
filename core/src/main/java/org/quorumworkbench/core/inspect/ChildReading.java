// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.ChildReply;

/**
 * What could be had of one child's bytes so far: from its reply to the request, or read again in
 * parts. Parts complete on any thread; {@link #soFar} may be asked at any time.
 */
final class ChildReading {

    private final ChildReply reply;
    private final SectorRange range;
    private final MemorySegment bytes;
    private final BitSet unreadable = new BitSet();
    private Optional<Errno> error = Optional.empty();
    private boolean pending;

    ChildReading(ChildReply reply, SectorRange range) {
        this.reply = reply;
        this.range = range;
        if (reply.isOk() && reply.bytes().isPresent()) {
            this.bytes = reply.bytes().get();
        } else {
            this.bytes = MemorySegment.ofArray(new byte[Math.toIntExact(range.length())]);
            this.unreadable.set(0, Math.toIntExact(range.count()));
            this.pending = reply.reply().isEmpty();
            if (reply.reply().isPresent() && reply.reply().get() instanceof Reply.Failed<?>(Errno errno)) {
                this.error = Optional.of(errno);
            }
        }
    }

    /** Whether the child gave the whole range when the quorum asked it. */
    boolean isWhole() {
        return reply.isOk() && reply.bytes().isPresent();
    }

    /**
     * Reads the range from the child's own device, and halves what fails until single sectors are left:
     * at most twice as many reads as there are sectors, one at a time. Completes when every sector was
     * read or found unreadable.
     */
    CompletableFuture<Boolean> readParts(BlockDevice device) {
        int sectors = Math.toIntExact(range.count());
        // What failed as a whole need not be tried as a whole again; a child that was not asked is.
        return pending || sectors == 1 ? readPart(device, 0, sectors) : readHalves(device, 0, sectors);
    }

    private CompletableFuture<Boolean> readPart(BlockDevice device, int from, int to) {
        ByteBuffer part = bytes.asSlice((long) from * SectorRange.SECTOR, (long) (to - from) * SectorRange.SECTOR)
                .asByteBuffer();
        return device.read((range.first() + from) * SectorRange.SECTOR, part).thenCompose(reply -> switch (reply) {
            case Reply.Ok<?> _ -> {
                wasRead(from, to);
                yield CompletableFuture.completedFuture(true);
            }
            case Reply.Failed<?>(Errno errno) -> {
                if (to - from > 1) {
                    yield readHalves(device, from, to);
                }
                wasUnreadable(from, errno);
                yield CompletableFuture.completedFuture(false);
            }
        });
    }

    private CompletableFuture<Boolean> readHalves(BlockDevice device, int from, int to) {
        int middle = (from + to) >>> 1;
        return readPart(device, from, middle).thenCompose(left -> readPart(device, middle, to)
                .thenApply(right -> left && right));
    }

    private synchronized void wasRead(int from, int to) {
        unreadable.clear(from, to);
        settle();
    }

    private synchronized void wasUnreadable(int sector, Errno errno) {
        if (unreadable.nextSetBit(0) == sector || error.isEmpty()) {
            error = Optional.of(errno);
        }
        settle();
    }

    private void settle() {
        pending = false;
        if (unreadable.isEmpty()) {
            error = Optional.empty();
        }
    }

    /** The picture of this child as it stands, without its differing runs. */
    synchronized ChildBytes soFar() {
        return new ChildBytes(reply.child(), reply.name(), bytes.asReadOnly(), unreadable, error, pending, latency(),
                List.of());
    }

    private Duration latency() {
        return reply.latency();
    }
}
