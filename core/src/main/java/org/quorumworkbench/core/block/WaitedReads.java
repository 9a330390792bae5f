// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * The reads of one piece of work: one at a time, waited for on the thread that asks, until the work
 * is cancelled from another.
 */
public final class WaitedReads {

    private final String work;
    private @Nullable CompletableFuture<Reply<Done>> pending;
    private boolean cancelled;

    /**
     * @param work
     *            what is told to be cancelled, "the search" for instance
     */
    public WaitedReads(String work) {
        this.work = work;
    }

    /**
     * Fills the buffer; waits for the device. What begins with a sector is read as requests on each
     * sector alone would give it, and anything else as one request.
     *
     * @throws CancellationException
     *             after {@link #cancel}
     */
    public Reply<Done> read(BlockDevice device, long offset, ByteBuffer into) {
        check();
        boolean bySector = offset % SectorRange.SECTOR == 0;
        Optional<Reply<Done>> atOnce = bySector
                ? device.readBySectorOnCaller(offset, into)
                : device.readOnCaller(offset, into);
        if (atOnce.isPresent()) {
            return atOnce.get();
        }
        CompletableFuture<Reply<Done>> answer = bySector
                ? device.readBySector(offset, into)
                : device.read(offset, into);
        // A future of its own: one of a device that hangs is not completed by cancelling it.
        CompletableFuture<Reply<Done>> waited = new CompletableFuture<>();
        answer.thenApply(waited::complete).exceptionally(waited::completeExceptionally);
        hold(waited);
        try {
            return waited.join();
        } catch (CancellationException e) {
            answer.cancel(false);
            throw e;
        }
    }

    private synchronized void hold(CompletableFuture<Reply<Done>> waited) {
        pending = waited;
        if (cancelled) {
            waited.cancel(false);
        }
    }

    /**
     * Ends the work that was cancelled.
     *
     * @throws CancellationException
     *             after {@link #cancel}
     */
    public synchronized void check() {
        if (cancelled) {
            throw new CancellationException(work + " was cancelled");
        }
    }

    /** From any thread. */
    public synchronized void cancel() {
        cancelled = true;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
