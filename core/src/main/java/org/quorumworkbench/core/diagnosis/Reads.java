// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** The reads of one diagnosis: one at a time, waited for, until it is cancelled. */
final class Reads {

    private @Nullable CompletableFuture<Reply<Done>> pending;
    private boolean cancelled;

    /**
     * Fills the buffer; waits for the device.
     *
     * @return false if it cannot be read
     * @throws CancellationException
     *             after {@link #cancel}
     */
    boolean read(BlockDevice device, long offset, ByteBuffer into) {
        check();
        Optional<Reply<Done>> atOnce = device.votesOnRequest()
                ? Optional.empty()
                : device.readOnCaller(offset, into);
        if (atOnce.isPresent()) {
            return atOnce.get().isOk();
        }
        CompletableFuture<Reply<Done>> answer = device.readBySector(offset, into);
        // A future of its own: one of a device that hangs is not completed by cancelling it.
        CompletableFuture<Reply<Done>> waited = new CompletableFuture<>();
        answer.thenApply(waited::complete).exceptionally(waited::completeExceptionally);
        hold(waited);
        try {
            return waited.join().isOk();
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

    synchronized void check() {
        if (cancelled) {
            throw new CancellationException("the diagnosis was cancelled");
        }
    }

    /** From any thread. */
    synchronized void cancel() {
        cancelled = true;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
