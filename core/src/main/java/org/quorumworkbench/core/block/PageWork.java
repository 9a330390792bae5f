// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * Where an overlay's pages are read and written: on the caller's thread while they are in memory,
 * elsewhere once they are in a file, which may hang while whoever reads it has the overlay's lock.
 */
final class PageWork {

    /** Something done with pages. */
    interface Step {
        Reply<Done> run() throws IOException;
    }

    private volatile Executor executor;

    PageWork(Executor executor) {
        this.executor = executor;
    }

    /** From now on it is done there. */
    void moveTo(Executor now) {
        executor = now;
    }

    /** Does it on this thread. */
    private static Reply<Done> attempt(Step step) {
        try {
            return step.run();
        } catch (IOException e) {
            return Reply.failed(SystemErrors.errno(e));
        }
    }

    CompletableFuture<Reply<Done>> later(Step step) {
        return begin(() -> completedFuture(attempt(step)));
    }

    /** Begins it there: also what only takes the lock for a moment would wait for who has it. */
    <T> CompletableFuture<Reply<T>> begin(Supplier<CompletableFuture<Reply<T>>> work) {
        return completedFuture(true).thenComposeAsync(_ -> work.get(), executor).exceptionally(PageWork::gone);
    }

    /** Whoever is asked after the end does not answer. */
    private static <T> Reply<T> gone(Throwable why) {
        if (why instanceof RejectedExecutionException || why.getCause() instanceof RejectedExecutionException) {
            return Reply.failed(Errno.ECANCELED);
        }
        throw why instanceof CompletionException known ? known : new CompletionException(why);
    }
}
