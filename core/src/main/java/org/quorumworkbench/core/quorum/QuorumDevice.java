// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A quorum as a child of another. Its events come before those of the outer quorum, because it
 * tells them before it answers.
 *
 * @param quorum
 *            the inner one
 */
public record QuorumDevice(Quorum quorum) implements BlockDevice {

    @Override
    public Reply<Long> length() {
        return quorum.length();
    }

    @Override
    public boolean isReadOnly() {
        return quorum.isReadOnly();
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        return reply(quorum.read(offset, into));
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return reply(quorum.write(offset, from, false));
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long length) {
        return reply(quorum.writeZeroes(offset, length));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return reply(quorum.flush());
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return quorum.extent(offset, length).thenApply(outcome -> Reply.ok(outcome.extent()));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return quorum.reopen();
    }

    @Override
    public void close() {
        quorum.close();
    }

    /**
     * Cancelling the answer cancels the inner request, so that a child that hangs there holds nobody
     * up; the answer comes when the inner quorum leaves the buffer alone.
     */
    private static CompletableFuture<Reply<Done>> reply(Request<Outcome> request) {
        Pending<Reply<Done>> answer = new Pending<>(request::cancel);
        request.result().thenApply(outcome -> answer.complete(reply(outcome.result())))
                .exceptionally(answer::completeExceptionally);
        return answer;
    }

    private static Reply<Done> reply(Result result) {
        return switch (result) {
            case Result.Success() -> Reply.done();
            case Result.Failure(Errno errno) -> Reply.failed(errno);
            case Result.Cancelled() -> Reply.failed(Errno.ECANCELED);
            case Result.Aborted(String message) -> Reply.failed(Errno.EIO);
        };
    }
}
