// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** Zeroes, made by the device if it can, else written as data. */
final class Zeroes {

    /** The most bytes of zeroes that are written at once. */
    private static final int AT_ONCE = 1 << 20;

    private Zeroes() {}

    static CompletableFuture<Reply<Done>> write(BlockDevice device, long offset, long length) {
        return device.writeZeroes(offset, length).thenCompose(reply -> reply.equals(Reply.failed(Errno.EOPNOTSUPP))
                ? asData(device, offset, length)
                : completedFuture(reply));
    }

    private static CompletableFuture<Reply<Done>> asData(BlockDevice device, long at, long rest) {
        int count = (int) Math.min(AT_ONCE, rest);
        CompletableFuture<Reply<Done>> written = device.write(at, ByteBuffer.allocate(count));
        return count == rest
                ? written
                : written.thenCompose(reply -> reply.isOk()
                        ? asData(device, at + count, rest - count)
                        : completedFuture(reply));
    }
}
