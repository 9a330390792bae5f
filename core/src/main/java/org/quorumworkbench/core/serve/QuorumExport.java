// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.nbd.NbdClient;
import org.quorumworkbench.core.nbd.NbdExport;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.Request;

/**
 * A quorum as an export: every request of a client is one request of the quorum, never split and
 * never merged, because a vote is on the whole request.
 */
final class QuorumExport implements NbdExport {

    private final Quorum quorum;
    private final boolean readOnly;
    private final Consumer<ServeEvent> listener;

    QuorumExport(Quorum quorum, boolean readOnly, Consumer<ServeEvent> listener) {
        this.quorum = quorum;
        this.readOnly = readOnly || quorum.isReadOnly();
        this.listener = listener;
    }

    @Override
    public String name() {
        return quorum.name();
    }

    @Override
    public long length() {
        return quorum.length() instanceof Reply.Ok<Long>(Long length) ? length : 0;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public CompletableFuture<Result> read(NbdClient client, long offset, ByteBuffer into) {
        int length = into.remaining();
        return told(client, "READ", offset, length, quorum.read(offset, into));
    }

    @Override
    public CompletableFuture<Result> write(NbdClient client, long offset, ByteBuffer from, boolean forceUnitAccess) {
        int length = from.remaining();
        return told(client, "WRITE", offset, length, quorum.write(offset, from, forceUnitAccess));
    }

    @Override
    public CompletableFuture<Result> writeZeroes(NbdClient client, long offset, long length,
            boolean forceUnitAccess) {
        CompletableFuture<Result> zeroes = told(client, "WRITE_ZEROES", offset, length,
                quorum.writeZeroes(offset, length));
        return zeroes.thenCompose(result -> forceUnitAccess && result instanceof Result.Done
                ? flush(client)
                : CompletableFuture.completedFuture(result));
    }

    @Override
    public CompletableFuture<Result> flush(NbdClient client) {
        return told(client, "FLUSH", 0, 0, quorum.flush());
    }

    @Override
    public CompletableFuture<Extent> extent(NbdClient client, long offset, long length) {
        return quorum.extent(offset, length).thenApply(outcome -> {
            if (!outcome.events().isEmpty()) {
                listener.accept(new ServeEvent.Answered(Instant.now(), client, "BLOCK_STATUS", offset, length,
                        Optional.empty(), outcome.events(), Optional.empty()));
            }
            return outcome.extent();
        });
    }

    /**
     * The answer to the client; giving it up gives the request up, which a child that hangs then cannot
     * hold.
     */
    private CompletableFuture<Result> told(NbdClient client, String command, long offset, long length,
            Request<Outcome> request) {
        Pending<Result> answer = new Pending<>(request::cancel);
        request.result().thenAccept(outcome -> {
            Optional<String> error = outcome.isSuccess()
                    ? Optional.empty()
                    : Optional.of(VoteWords.of(quorum.name(), outcome));
            listener.accept(new ServeEvent.Answered(Instant.now(), client, command, offset, length,
                    Optional.of(outcome), outcome.events(), error));
            answer.complete(error.<Result>map(words -> new Result.Failed(errno(outcome), words))
                    .orElseGet(Result.Done::new));
        }).exceptionally(e -> {
            answer.completeExceptionally(e);
            return null;
        });
        return answer;
    }

    private static Errno errno(Outcome outcome) {
        return outcome.result() instanceof org.quorumworkbench.core.quorum.Result.Failure(Errno errno)
                ? errno
                : Errno.EIO;
    }
}
