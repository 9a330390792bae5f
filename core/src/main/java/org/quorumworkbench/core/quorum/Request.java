// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Something under way that waits for children. May be used from any thread; nothing here blocks.
 *
 * @param <T>
 *            what comes of it
 */
public interface Request<T> {

    /**
     * What came of it. Completes on a thread of the quorum, of a child's device, or of whoever cancels;
     * what hangs on it must not block.
     */
    CompletableFuture<T> result();

    /**
     * The names of the children that have been asked and have not answered yet, in order; empty for a
     * request that waits for another, or that is over.
     */
    List<String> waitingFor();

    /**
     * Gives up waiting, if it is still under way: it ends with what there is, and a child that hangs is
     * no longer waited for. Other requests are untouched.
     */
    void cancel();

    /** The same request with something else made of its result, on the thread that completes it. */
    default <U> Request<U> map(Function<T, U> made) {
        Request<T> whole = this;
        CompletableFuture<U> result = whole.result().thenApply(made);
        return new Request<>() {
            @Override
            public CompletableFuture<U> result() {
                return result;
            }

            @Override
            public List<String> waitingFor() {
                return whole.waitingFor();
            }

            @Override
            public void cancel() {
                whole.cancel();
            }
        };
    }

    /** What waits for no child and cannot be given up. */
    static <T> Request<T> of(CompletableFuture<T> result) {
        return new Request<>() {
            @Override
            public CompletableFuture<T> result() {
                return result;
            }

            @Override
            public List<String> waitingFor() {
                return List.of();
            }

            @Override
            public void cancel() {
                // Nobody is waited for.
            }
        };
    }
}
