// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** A disk of zeroes whose first block is answered when the test says so. */
final class HangingDevice implements BlockDevice {

    private final long length;
    private final CompletableFuture<ByteBuffer> asked = new CompletableFuture<>();
    private final CompletableFuture<Reply<Done>> answer = new CompletableFuture<>();

    HangingDevice(long length) {
        this.length = length;
    }

    /** Complete when the first block has been asked for. */
    CompletableFuture<ByteBuffer> asked() {
        return asked;
    }

    void answer(byte value) {
        ByteBuffer into = asked.join();
        for (int i = into.position(); i < into.limit(); i++) {
            into.put(i, value);
        }
        answer.complete(Reply.done());
    }

    @Override
    public Reply<Long> length() {
        return Reply.ok(length);
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        if (offset > 0) {
            return CompletableFuture.completedFuture(Reply.done());
        }
        asked.complete(into);
        return answer;
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return answer;
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
        return answer;
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return answer;
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return answer;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
