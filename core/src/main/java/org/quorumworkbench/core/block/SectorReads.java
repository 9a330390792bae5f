// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply.Done;

/** Reads a range sector by sector, one request after the other, up to the first that fails. */
public final class SectorReads {

    private SectorReads() {}

    /**
     * Reads each sector of the buffer with a request of its own; see {@link BlockDevice#readBySector}.
     */
    public static CompletableFuture<Reply<Done>> oneByOne(BlockDevice device, long offset, ByteBuffer into) {
        int start = into.position();
        for (int at = 0; at < into.remaining();) {
            ByteBuffer sector = sector(into, start + at);
            CompletableFuture<Reply<Done>> reading = device.read(offset + at, sector);
            at += sector.remaining();
            if (!reading.isDone()) {
                // Only here does a stage have to be made: a device that answers on the spot is read in a loop.
                long next = offset + at;
                ByteBuffer rest = into.duplicate().position(start + at);
                return reading.thenCompose(reply -> reply.isOk() && rest.hasRemaining()
                        ? oneByOne(device, next, rest)
                        : completedFuture(reply));
            }
            if (!reading.join().isOk()) {
                return reading;
            }
        }
        return completedFuture(Reply.done());
    }

    private static ByteBuffer sector(ByteBuffer into, int from) {
        return into.duplicate().position(from).limit(Math.min(into.limit(), from + SectorRange.SECTOR));
    }
}
