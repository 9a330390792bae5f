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

    // The most zeroes written at once where a device cannot make zeroes itself; never written to.
    private static final ByteBuffer ZEROES = ByteBuffer.allocate(1 << 20).asReadOnlyBuffer();

    private final @Nullable ByteBuffer from;

    /**
     * @param from
     *            what to write, from position to limit; null for zeroes
     */
    WriteFlight(QuorumEngine engine, long number, long offset, long length, @Nullable ByteBuffer from) {
        super(engine, number, from == null ? RequestKind.WRITE_ZEROES : RequestKind.WRITE, offset, length);
        this.from = from;
    }

    @Override
    void start() {
        askAll(child -> from == null ? zeroes(device(child)) : device(child).write(offset, from.duplicate()));
    }

    /** Written or not, the child is to be flushed: the generic layer does not look at the result. */
    @Override
    void heard(Child child) {
        engine.membership().wrote(child.device());
    }

    @Override
    void answered(int child) {
        reportError(child);
        if (answers() == children.size() && !endIfTooFewSucceeded()) {
            finish(new Decision.EnoughSucceeded(succeeded()), new Result.Success(), Optional.empty());
        }
    }

    @Override
    boolean isChanging() {
        return isPending();
    }

    /** Zeroes made by the device, else written as data (case wr-zeroes-enotsup). */
    private CompletableFuture<Reply<Done>> zeroes(BlockDevice device) {
        return device.writeZeroes(offset, length).thenCompose(reply -> reply.equals(Reply.failed(Errno.EOPNOTSUPP))
                ? zeroesAsData(device, offset, length)
                : CompletableFuture.completedFuture(reply));
    }

    private static CompletableFuture<Reply<Done>> zeroesAsData(BlockDevice device, long at, long rest) {
        int count = (int) Math.min(ZEROES.capacity(), rest);
        CompletableFuture<Reply<Done>> written = device.write(at, ZEROES.duplicate().limit(count));
        return count == rest
                ? written
                : written.thenCompose(reply -> reply.isOk()
                        ? zeroesAsData(device, at + count, rest - count)
                        : CompletableFuture.completedFuture(reply));
    }
}
