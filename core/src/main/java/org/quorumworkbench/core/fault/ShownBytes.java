// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;

/**
 * What a child shows where no fault acts on the read: its own bytes under the damage that faults
 * did to writes.
 */
record ShownBytes(BlockDevice below, Layers layers) {

    /**
     * Reads bytes from wherever, zeroes where there is no disk.
     *
     * @param offset
     *            in bytes; may be negative or past the end
     */
    CompletableFuture<Reply<byte[]>> read(OperationSteps<?> steps, long offset, int count) {
        byte[] bytes = new byte[count];
        long from = Math.max(0, offset);
        long to = Math.min(offset + count, readable());
        if (from >= to) {
            return completedFuture(Reply.ok(bytes));
        }
        ByteBuffer part = ByteBuffer.wrap(bytes, (int) (from - offset), (int) (to - from));
        return OperationSteps.then(steps.step(() -> below.read(from, part)), done -> {
            layers.lay(from, part);
            return completedFuture(Reply.ok(bytes));
        });
    }

    /** The disk's length in bytes, rounded up to whole sectors; 0 if it is not known. */
    private long readable() {
        return Math.ceilDiv(length(), (long) SECTOR) * SECTOR;
    }

    /** The disk's length in bytes; 0 if it is not known. */
    long length() {
        return below.length() instanceof Reply.Ok<Long>(Long length) ? length : 0;
    }
}
