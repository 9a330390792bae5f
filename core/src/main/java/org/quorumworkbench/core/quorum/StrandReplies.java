// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;

/**
 * Brings what devices answer, wherever they answer it, to the quorum's strand. A device that broke
 * its promise and threw has failed with EIO.
 */
final class StrandReplies {

    private final String quorum;
    private final Strand strand;

    /**
     * @param quorum
     *            the quorum's node name, for messages
     */
    StrandReplies(String quorum, Strand strand) {
        this.quorum = quorum;
        this.strand = strand;
    }

    /** Asks a device; one that breaks its promise and throws has failed. */
    static <T> CompletableFuture<Reply<T>> asked(Supplier<CompletableFuture<Reply<T>>> operation) {
        try {
            return operation.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Hears a device's answer on the strand: on the spot if the device answered on the spot. */
    <T> void hear(CompletableFuture<Reply<T>> future, Consumer<Reply<T>> hear) {
        future.handle((reply, failure) -> failure == null ? reply : Reply.<T>failed(errno(failure)))
                .thenAccept(reply -> strand.enter(() -> hear.accept(reply))).exceptionally(this::broken);
    }

    /** Hears an outcome where it completes: on the strand. */
    void then(Request<Outcome> request, Consumer<Outcome> hear) {
        request.result().thenAccept(hear).exceptionally(this::broken);
    }

    private static Errno errno(Throwable failure) {
        return failure instanceof CancellationException ? Errno.ECANCELED : Errno.EIO;
    }

    /**
     * An exception here is a fault of this program: it is shown where uncaught exceptions are, and the
     * strand goes on.
     */
    private @Nullable Void broken(Throwable bug) {
        strand.execute(() -> {
            throw new IllegalStateException("the quorum " + quorum + " lost a reply", bug);
        });
        return null;
    }
}
