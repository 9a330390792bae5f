// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** A disk of which nothing can be read. */
class FailingDevice implements ReadOnlyDevice {

    private final long length;

    FailingDevice(long length) {
        this.length = length;
    }

    @Override
    public Reply<Long> length() {
        return Reply.ok(length);
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        return completedFuture(Reply.failed(Errno.EIO));
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        return completedFuture(Reply.ok(new Extent(offset, count, false)));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return completedFuture(Reply.done());
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
