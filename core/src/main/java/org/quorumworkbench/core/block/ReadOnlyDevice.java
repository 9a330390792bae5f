// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply.Done;

/** A disk that can only be read: refuses every write with EROFS and has nothing to make lasting. */
public interface ReadOnlyDevice extends BlockDevice {

    @Override
    default boolean isReadOnly() {
        return true;
    }

    @Override
    default CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return completedFuture(Reply.failed(Errno.EROFS));
    }

    @Override
    default CompletableFuture<Reply<Done>> writeZeroes(long offset, long length) {
        return completedFuture(Reply.failed(Errno.EROFS));
    }

    @Override
    default CompletableFuture<Reply<Done>> flush() {
        return completedFuture(Reply.done());
    }
}
