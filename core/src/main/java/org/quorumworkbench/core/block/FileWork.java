// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does what a file is asked for on an executor, whose threads may block, and lets it be cancelled.
 */
final class FileWork {

    private final Path file;
    private final Executor executor;

    FileWork(Path file, Executor executor) {
        this.file = file;
        this.executor = executor;
    }

    /** What is done with the file. */
    interface Work<T> {
        Reply<T> run() throws IOException;
    }

    /**
     * Does the work on the executor. Cancelling the answer cancels work that has not begun; an executor
     * that refuses it cancels it, too.
     */
    <T> CompletableFuture<Reply<T>> later(Work<T> work) {
        AtomicBoolean taken = new AtomicBoolean();
        Stop<T> stop = new Stop<>(taken);
        try {
            executor.execute(() -> {
                if (taken.compareAndSet(false, true)) {
                    stop.answer.complete(asked(work));
                }
            });
        } catch (RejectedExecutionException e) {
            stop.run();
        }
        return stop.answer;
    }

    /** Cancels work that has not begun; work that has begun uses its buffer to the end. */
    private static final class Stop<T> implements Runnable {

        private final AtomicBoolean taken;
        private final Pending<Reply<T>> answer = new Pending<>(this);

        Stop(AtomicBoolean taken) {
            this.taken = taken;
        }

        @Override
        public void run() {
            if (taken.compareAndSet(false, true)) {
                answer.complete(Reply.failed(Errno.ECANCELED));
            }
        }
    }

    private <T> Reply<T> asked(Work<T> work) {
        try (Unanswered.Question _ = Unanswered.of(file)) {
            return attempt(work);
        }
    }

    /** Does the work here and now; an exception is the answer that the system gave. */
    static <T> Reply<T> attempt(Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            return Reply.failed(SystemErrors.errno(e));
        }
    }
}
