// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.session;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.quorum.Request;

/**
 * One thing of a session, which begins when those before it have ended. May be used from any
 * thread.
 *
 * @param <T>
 *            what comes of it
 */
final class QueuedRequest<T> implements Request<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable Request<T> running;
    private final boolean firm;
    private boolean cancelled;

    /**
     * Begins later.
     *
     * @param firm
     *            whether it cannot be cancelled
     */
    QueuedRequest(boolean firm) {
        this.firm = firm;
    }

    void begin(Supplier<Request<T>> start) {
        Request<T> begun;
        synchronized (this) {
            if (cancelled) {
                result.completeExceptionally(new CancellationException());
                return;
            }
            begun = start.get();
            running = begun;
        }
        begun.result().thenAccept(result::complete).exceptionally(failure -> {
            result.completeExceptionally(failure);
            return null;
        });
    }

    /**
     * What came of it; a {@link CancellationException} if it was cancelled before it began. Completes
     * on a thread of the quorum or that of the caller.
     */
    @Override
    public CompletableFuture<T> result() {
        return result;
    }

    /** The names of the children that have not answered yet, in order; empty before it has begun. */
    @Override
    public List<String> waitingFor() {
        Request<T> begun;
        synchronized (this) {
            begun = running;
        }
        return begun == null ? List.of() : begun.waitingFor();
    }

    /** Gives up waiting for children. */
    @Override
    public void cancel() {
        Request<T> begun;
        synchronized (this) {
            cancelled = !firm;
            begun = running;
        }
        if (begun != null) {
            begun.cancel();
        }
    }

    boolean isOver() {
        return result.isDone();
    }
}
