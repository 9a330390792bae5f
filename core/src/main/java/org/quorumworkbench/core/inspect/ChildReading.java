// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
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
 * What could be had of one child's bytes so far: from its reply to the request, else read again in
 * parts.
 */
final class ChildReading {

    private final ChildReply reply;
    private final SectorRange range;
    private final Optional<PartedRead> again;
    private volatile boolean underWay;

    /**
     * @param device
     *            to read again from, if the child did not give the whole range; absent if it must not
     *            be
     */
    ChildReading(ChildReply reply, SectorRange range, Optional<BlockDevice> device) {
        this.reply = reply;
        this.range = range;
        this.again = reply.bytes().isPresent() ? Optional.empty() : device.map(d -> new PartedRead(d, range));
    }

    /** Completes when everything that there is to have is here; never if the device hangs. */
    CompletableFuture<Void> readAgain() {
        if (again.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        underWay = true;
        return error().map(again.get()::readAfter).orElseGet(again.get()::read).thenRun(() -> underWay = false);
    }

    String name() {
        return reply.name();
    }

    /** Whether it is being read again. */
    boolean isUnderWay() {
        return underWay;
    }

    private Optional<Errno> error() {
        return reply.reply().isPresent() && reply.reply().get() instanceof Reply.Failed<?>(Errno errno)
                ? Optional.of(errno)
                : Optional.empty();
    }

    /** The picture of this child as it stands, without its differing runs. */
    ChildBytes soFar() {
        if (reply.bytes().isPresent()) {
            return picture(reply.bytes().get(), new BitSet(), Optional.empty(), false);
        }
        if (again.isPresent()) {
            boolean pending = reply.reply().isEmpty() && !again.get().isAnswered();
            return picture(again.get().bytes(), again.get().unreadable(), again.get().error(), pending);
        }
        BitSet all = new BitSet();
        all.set(0, Math.toIntExact(range.count()));
        return picture(MemorySegment.ofArray(new byte[Math.toIntExact(range.length())]).asReadOnly(), all, error(),
                reply.reply().isEmpty());
    }

    private ChildBytes picture(MemorySegment bytes, BitSet unreadable, Optional<Errno> error, boolean pending) {
        return new ChildBytes(reply.child(), reply.name(), bytes, unreadable, error, pending, reply.latency(),
                List.of());
    }
}
