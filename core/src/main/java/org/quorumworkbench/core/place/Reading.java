// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/** The reads of one search: one at a time, waited for, until it is cancelled. */
final class Reading {

    private final Divergent divergent;
    private @Nullable CompletableFuture<Reply<Done>> pending;
    private boolean cancelled;

    Reading(Divergent divergent) {
        this.divergent = divergent;
    }

    /**
     * Waits for the device.
     *
     * @throws CancellationException
     *             after {@link #cancel}
     */
    Reply<Done> read(BlockDevice device, long offset, ByteBuffer into) {
        checkCancelled();
        Optional<Reply<Done>> atOnce = device.readOnCaller(offset, into);
        if (atOnce.isPresent()) {
            return atOnce.get();
        }
        CompletableFuture<Reply<Done>> answer = device.read(offset, into);
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

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException("the search for owners was cancelled");
        }
    }

    /** From any thread. */
    synchronized void cancel() {
        cancelled = true;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    List<SectorRange> divergent(SectorRange range) {
        return divergent.within(range, Basis.MOST);
    }
}
