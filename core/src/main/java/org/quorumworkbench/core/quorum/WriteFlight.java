// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A write to all children: seed lines 574-593. Nothing is rolled back: children that succeeded keep
 * the new data though the request fails, and failed ones silently stay stale.
 */
final class WriteFlight extends Flight {

    /** The most bytes of zeroes written at once where a device cannot make zeroes itself. */
    private static final int ZEROES = 1 << 20;

    private final @Nullable ByteBuffer from;

    /**
     * @param from
     *            what to write, from position to limit; null for zeroes
     */
    WriteFlight(QuorumEngine engine, long offset, long length, @Nullable ByteBuffer from) {
        super(engine, from == null ? Operation.WRITE_ZEROES : Operation.WRITE, offset, length);
        this.from = from;
    }

    @Override
    void start() {
        for (int child = 0; child < children.size() && !isFinished(); child++) {
            engine.wrote(children.get(child));
            BlockDevice device = children.get(child).device();
            ask(child, from == null ? zeroes(device) : device.write(offset, from.duplicate()));
        }
    }

    @Override
    void answered(int child) {
        reportError(child);
        if (answers() == children.size() && !endIfTooFewSucceeded()) {
            finish(new Decision.EnoughSucceeded(succeeded()), new Result.Success(), Optional.empty());
        }
    }

    /** Zeroes made by the device, else written as data (case wr-zeroes-enotsup). */
    private CompletableFuture<Reply<Done>> zeroes(BlockDevice device) {
        return device.writeZeroes(offset, length).thenCompose(reply -> reply.equals(Reply.failed(Errno.EOPNOTSUPP))
                ? zeroesAsData(device, offset, length)
                : CompletableFuture.completedFuture(reply));
    }

    private static CompletableFuture<Reply<Done>> zeroesAsData(BlockDevice device, long at, long rest) {
        int count = (int) Math.min(ZEROES, rest);
        CompletableFuture<Reply<Done>> written = device.write(at, ByteBuffer.allocate(count));
        return count == rest
                ? written
                : written.thenCompose(reply -> reply.isOk()
                        ? zeroesAsData(device, at + count, rest - count)
                        : CompletableFuture.completedFuture(reply));
    }
}
