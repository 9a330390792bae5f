// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.scenario.Content;
import org.quorumworkbench.core.scenario.Content.Base;
import org.quorumworkbench.core.scenario.Content.Fill;

/**
 * A disk that holds what a recipe says; read-only. Every operation completes on the spot, and its
 * cost follows what is asked, not the size.
 */
final class ContentDevice implements ReadOnlyDevice {

    // A file system keeps a sparse file in blocks of this many bytes: what is beside data is data.
    private static final int BLOCK = 4096;

    private final Content content;
    private final long end;
    private final NavigableMap<Long, Fill> layers;
    private final Patches patches;

    ContentDevice(Content content) {
        this.content = content;
        this.end = Math.ceilDiv(content.size(), (long) SECTOR) * SECTOR;
        this.layers = content.layers();
        this.patches = new Patches(content.patches());
    }

    @Override
    public Reply<Long> length() {
        return Reply.ok(content.size());
    }

    private boolean inside(long offset, long count) {
        return offset >= 0 && count >= 0 && offset <= end && count <= end - offset;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        int count = into.remaining();
        if (!inside(offset, count)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        byte[] line = new byte[SECTOR];
        int start = into.position();
        for (int done = 0; done < count;) {
            long at = offset + done;
            int part = (int) Math.min(count - done, SECTOR - at % SECTOR);
            Arrays.fill(line, 0, part, valueOf(at / SECTOR));
            // What lies past the size but within its last sector reads as zeroes.
            int stored = Math.clamp(content.size() - at, 0, part);
            Arrays.fill(line, stored, part, (byte) 0);
            into.put(start + done, line, 0, part);
            done += part;
        }
        patches.lay(offset, into);
        return completedFuture(Reply.done());
    }

    private byte valueOf(long sector) {
        Map.Entry<Long, Fill> layer = layers.floorEntry(sector);
        if (layer != null && layer.getValue().sectors().contains(sector)) {
            return (byte) layer.getValue().value();
        }
        return content.base() == Base.RAMP ? (byte) (sector * 31 + 7) : 0;
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        return Optional.of(read(offset, into).join());
    }

    /** A hole goes on until the next block that something was put into. */
    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        if (length <= 0 || !inside(offset, length)) {
            return completedFuture(Reply.failed(Errno.EINVAL));
        }
        if (content.base() == Base.RAMP) {
            return completedFuture(Reply.ok(new Extent(offset, length, false)));
        }
        boolean zero = isHole(offset);
        long stop = offset;
        while (stop < offset + length && isHole(stop) == zero) {
            stop = zero ? firstData(stop) / BLOCK * BLOCK : dataEnd(stop);
        }
        return completedFuture(Reply.ok(new Extent(offset, Math.min(length, stop - offset), zero)));
    }

    private boolean isHole(long offset) {
        return firstData(offset) / BLOCK > offset / BLOCK;
    }

    /** The end of the block of data at that offset, or of the fill that goes on through it. */
    private long dataEnd(long offset) {
        long block = (offset / BLOCK + 1) * BLOCK;
        Map.Entry<Long, Fill> layer = layers.floorEntry(block / SECTOR - 1);
        return layer == null ? block : Math.max(block, layer.getValue().sectors().end() * SECTOR / BLOCK * BLOCK);
    }

    /** The first byte, from the start of the offset's block on, that something was put at. */
    private long firstData(long offset) {
        long from = offset / BLOCK * BLOCK;
        long first = Long.MAX_VALUE;
        Map.Entry<Long, Fill> under = layers.floorEntry(from / SECTOR);
        if (under != null && under.getValue().sectors().contains(from / SECTOR)) {
            return from;
        }
        Long layer = layers.ceilingKey(from / SECTOR);
        if (layer != null) {
            first = layer * SECTOR;
        }
        return Math.min(first, patches.next(from));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return completedFuture(Reply.done());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
