// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** A device that passes everything on, for tests to change one thing. */
abstract class Filter implements BlockDevice {

    private final BlockDevice below;

    Filter(BlockDevice below) {
        this.below = below;
    }

    @Override
    public Reply<Long> length() {
        return below.length();
    }

    @Override
    public boolean isReadOnly() {
        return below.isReadOnly();
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        return below.read(offset, into);
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return below.write(offset, from);
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long length) {
        return below.writeZeroes(offset, length);
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return below.flush();
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return CompletableFuture.completedFuture(Reply.ok(new Extent(offset, length, false)));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return below.reopen();
    }

    @Override
    public void close() {
        below.close();
    }
}
