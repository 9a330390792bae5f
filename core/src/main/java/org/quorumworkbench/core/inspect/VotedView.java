// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.Request;

/**
 * The quorum's disk as its sectors' votes have it: each sector is the winner's, also where a
 * request on more of them fails, and one without a winner is its largest version's, of its lowest
 * child. It can only be read. Asks the quorum's children as an {@link Inspector} does.
 */
public final class VotedView implements ReadOnlyDevice {

    private final Quorum quorum;
    private final Watcher watcher;

    /**
     * Hears which sectors were found to diverge; on a thread of the quorum, before the read completes.
     */
    @FunctionalInterface
    public interface Watcher {
        void diverges(long sector);
    }

    public VotedView(Quorum quorum, Watcher watcher) {
        this.quorum = quorum;
        this.watcher = watcher;
    }

    @Override
    public Reply<Long> length() {
        return quorum.length();
    }

    /** EIO only where no child can read a sector. */
    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        int count = into.remaining();
        long length = length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        if (offset < 0 || offset > length - count) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        if (count == 0) {
            return completedFuture(Reply.done());
        }
        SectorRange range = SectorRange.ofBytes(offset, count);
        long most = Inspector.maxSectors(quorum.children().size());
        if (range.count() > most) {
            int part = (int) (most * SectorRange.SECTOR - offset % SectorRange.SECTOR);
            CompletableFuture<Reply<Done>> head = read(offset, into.slice(into.position(), part));
            return head.thenCompose(reply -> reply.isOk()
                    ? read(offset + part, into.slice(into.position() + part, count - part))
                    : completedFuture(reply));
        }
        Request<Inspection> inspecting = new Inspector(quorum).inspect(range);
        Pending<Reply<Done>> answer = new Pending<>(inspecting::cancel);
        inspecting.result().thenApply(inspection -> answer.complete(copy(inspection, offset, into)))
                .exceptionally(answer::completeExceptionally);
        return answer;
    }

    private Reply<Done> copy(Inspection inspection, long offset, ByteBuffer into) {
        long start = inspection.range().offset();
        boolean readable = true;
        for (int at = 0; at < inspection.sectors().size(); at++) {
            if (inspection.sectors().get(at).vote().isDivergent()) {
                watcher.diverges(inspection.range().first() + at);
            }
            // Also where nobody wins; without votes (fifo) this is the one that the guest gets.
            OptionalInt child = inspection.sectors().get(at).vote().largest().stream().mapToInt(Integer::intValue)
                    .min();
            if (child.isEmpty()) {
                readable = false;
                continue;
            }
            long from = Math.max(offset, start + (long) at * SectorRange.SECTOR);
            long to = Math.min(offset + into.remaining(), start + (at + 1L) * SectorRange.SECTOR);
            MemorySegment bytes = inspection.children().get(child.getAsInt()).bytes().asSlice(from - start, to - from);
            into.slice(into.position() + (int) (from - offset), (int) (to - from)).put(bytes.asByteBuffer());
        }
        return readable ? Reply.done() : Reply.failed(Errno.EIO);
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return quorum.extent(offset, length).thenApply(outcome -> Reply.ok(outcome.extent()));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return quorum.reopen();
    }

    /** Leaves the quorum open: it belongs to who made the view. */
    @Override
    public void close() {
        // Nothing is held.
    }
}
