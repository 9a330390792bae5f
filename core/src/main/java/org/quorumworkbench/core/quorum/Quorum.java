// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The quorum as its users see it. Every method returns at once; futures complete on the quorum's
 * executor, never exceptionally.
 */
public interface Quorum extends AutoCloseable {

    String name();

    Policy policy();

    List<Child> children();

    /** The common length in bytes; EIO if the children's differ (seed lines 595-617). */
    Reply<Long> length();

    /** Reads into the caller's buffer, from position to limit; child bytes are not kept. */
    Request read(long offset, ByteBuffer into);

    /** Reads a range and keeps every child's bytes and the answer in the outcome. */
    Request examine(SectorRange range);

    Request write(long offset, ByteBuffer from, boolean forceUnitAccess);

    Request writeZeroes(long offset, long length);

    Request flush();

    @Override
    void close();

    /** A request under way. */
    interface Request {
        /** Completes with the whole story. */
        CompletableFuture<Outcome> outcome();

        /**
         * Completes the request as cancelled at once if it is still under way; a child that hangs is no
         * longer waited for.
         */
        void cancel();
    }
}
