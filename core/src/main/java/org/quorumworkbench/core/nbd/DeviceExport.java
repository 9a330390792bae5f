// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A device as an export.
 *
 * @param isReadOnly
 *            whether writes are refused, whatever the device itself does
 */
public record DeviceExport(String name, BlockDevice device, boolean isReadOnly) implements NbdExport {

    @Override
    public long length() {
        return device.length() instanceof Reply.Ok<Long>(Long length) ? length : 0;
    }

    @Override
    public CompletableFuture<Result> read(NbdClient client, long offset, ByteBuffer into) {
        return result(device.read(offset, into));
    }

    @Override
    public CompletableFuture<Result> write(NbdClient client, long offset, ByteBuffer from, boolean forceUnitAccess) {
        return result(lasting(device.write(offset, from), forceUnitAccess));
    }

    /** Writes zeroes as data where the device can do no better. */
    @Override
    public CompletableFuture<Result> writeZeroes(NbdClient client, long offset, long length, boolean forceUnitAccess) {
        return result(lasting(device.writeZeroes(offset, length)
                .thenCompose(reply -> reply.equals(Reply.<Done>failed(Errno.EOPNOTSUPP))
                        ? zeroes(offset, offset + length)
                        : CompletableFuture.completedFuture(reply)),
                forceUnitAccess));
    }

    private CompletableFuture<Reply<Done>> zeroes(long at, long end) {
        int step = (int) Math.min(end - at, 1 << 20);
        return device.write(at, ByteBuffer.allocate(step)).thenCompose(reply -> reply.isOk() && at + step < end
                ? zeroes(at + step, end)
                : CompletableFuture.completedFuture(reply));
    }

    private CompletableFuture<Reply<Done>> lasting(CompletableFuture<Reply<Done>> write, boolean forceUnitAccess) {
        return write.thenCompose(reply -> reply.isOk() && forceUnitAccess
                ? device.flush()
                : CompletableFuture.completedFuture(reply));
    }

    @Override
    public CompletableFuture<Result> flush(NbdClient client) {
        return result(device.flush());
    }

    @Override
    public CompletableFuture<Extent> extent(NbdClient client, long offset, long length) {
        return device.extent(offset, length).thenApply(reply -> reply instanceof Reply.Ok<Extent>(Extent extent)
                ? extent
                : new Extent(offset, length, false));
    }

    private static CompletableFuture<Result> result(CompletableFuture<Reply<Done>> reply) {
        return reply.thenApply(one -> switch (one) {
            case Reply.Ok<Done> _ -> new Result.Done();
            case Reply.Failed<Done>(Errno errno) -> new Result.Failed(errno, errno.text());
        });
    }
}
