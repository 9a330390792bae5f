// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;

/**
 * The steps of one operation of a device. Cancelling its answer cancels the step that is under way
 * and lets no other begin; the answer is complete when that step is, so that nobody touches the
 * caller's buffer afterwards.
 *
 * @param <T>
 *            what the operation answers
 */
final class OperationSteps<T> {

    private final Pending<Reply<T>> answer = new Pending<>(this::stop);
    private @Nullable CompletableFuture<?> underWay;
    private boolean stopped;

    /** Begins; the answer is that of the last step, or the first failure. */
    CompletableFuture<Reply<T>> run(Function<OperationSteps<T>, CompletableFuture<Reply<T>>> steps) {
        steps.apply(this).thenAccept(answer::complete).exceptionally(this::broken);
        return answer;
    }

    private @Nullable Void broken(Throwable bug) {
        answer.completeExceptionally(bug);
        return null;
    }

    /** One step; answers ECANCELED if the operation was cancelled. */
    <S> CompletableFuture<Reply<S>> step(Supplier<CompletableFuture<Reply<S>>> begin) {
        if (isStopped()) {
            return completedFuture(Reply.failed(Errno.ECANCELED));
        }
        CompletableFuture<Reply<S>> step = begin.get();
        if (isStoppedWith(step)) {
            step.cancel(true);
        }
        return step.handle((reply, failure) -> failure == null ? reply : Reply.failed(errno(failure)));
    }

    private static Errno errno(Throwable failure) {
        return failure instanceof CancellationException ? Errno.ECANCELED : Errno.EIO;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized boolean isStoppedWith(CompletableFuture<?> step) {
        underWay = step;
        return stopped;
    }

    private void stop() {
        CompletableFuture<?> step;
        synchronized (this) {
            stopped = true;
            step = underWay;
        }
        if (step != null) {
            step.cancel(true);
        }
    }

    /** What comes next if the step succeeds. */
    static <A, B> CompletableFuture<Reply<B>> then(CompletableFuture<Reply<A>> step,
            Function<A, CompletableFuture<Reply<B>>> next) {
        return step.thenCompose(reply -> switch (reply) {
            case Reply.Ok<A>(A value) -> next.apply(value);
            case Reply.Failed<A>(Errno errno) -> completedFuture(Reply.failed(errno));
        });
    }
}
