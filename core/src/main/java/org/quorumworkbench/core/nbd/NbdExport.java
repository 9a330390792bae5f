// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;

/**
 * What a server offers under a name. Every method returns at once, from any thread; a future that
 * never completes is a client that waits. A buffer belongs to the export until its future is
 * complete; cancelling the future says that nobody waits any more.
 */
public interface NbdExport {

    /** What clients call it; up to 4096 bytes. */
    String name();

    /** In bytes; told to clients when they connect. */
    long length();

    boolean isReadOnly();

    /** Fills the buffer, from position to limit. */
    CompletableFuture<Result> read(NbdClient client, long offset, ByteBuffer into);

    /**
     * Writes the buffer, from position to limit.
     *
     * @param forceUnitAccess
     *            whether the bytes must last before the answer
     */
    CompletableFuture<Result> write(NbdClient client, long offset, ByteBuffer from, boolean forceUnitAccess);

    CompletableFuture<Result> writeZeroes(NbdClient client, long offset, long length, boolean forceUnitAccess);

    CompletableFuture<Result> flush(NbdClient client);

    /** The extent that begins at {@code offset}, up to {@code length} bytes of it. */
    CompletableFuture<Extent> extent(NbdClient client, long offset, long length);

    /** What came of a request. */
    sealed interface Result {

        record Done() implements Result {}

        /**
         * It failed.
         *
         * @param words
         *            for the client, who mostly shows them to nobody
         */
        record Failed(Errno errno, String words) implements Result {}
    }
}
