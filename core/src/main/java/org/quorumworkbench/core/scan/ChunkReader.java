// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Halves;
import org.quorumworkbench.core.block.Halves.Part;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;

/**
 * Reads a chunk of every child into buffers of its own, which are used again for the next chunk.
 * What cannot be read as a whole is split until single sectors are left that cannot be read: a
 * neighbour's failure is never taken for a sector's own. A child that is a quorum is read as each
 * sector alone would be. For one thread, which blocks.
 */
final class ChunkReader {

    private static final int SECTOR = SectorRange.SECTOR;
    private static final int BYTES = Chunk.SECTORS * SECTOR;
    private static final MemorySegment ZEROES = Arena.global().allocate(BYTES, 4096);

    private final List<Child> children;
    private final CompletableFuture<?> stopped;
    private final MemorySegment[] buffers;
    private final MemorySegment[] bytes;
    private final MemorySegment again;
    private final List<BitSet> unreadable = new ArrayList<>();
    private long bytesRead;
    private volatile @Nullable Wait waiting;

    /** Whom the thread waits for, and since when in nanoseconds. */
    private record Wait(String child, long since) {}

    ChunkReader(List<Child> children, CompletableFuture<?> stopped) {
        this.children = children;
        this.stopped = stopped;
        // Freed when the last reference is gone: a device that hangs keeps its buffer for as long as it
        // hangs.
        Arena arena = Arena.ofAuto();
        buffers = new MemorySegment[children.size()];
        bytes = new MemorySegment[children.size()];
        for (int child = 0; child < buffers.length; child++) {
            buffers[child] = arena.allocate(BYTES, 4096);
            bytes[child] = buffers[child];
            unreadable.add(new BitSet(Chunk.SECTORS));
        }
        again = arena.allocate((long) UnstableSample.SECTORS * SECTOR, 4096);
    }

    /**
     * Reads what the chunk has to be compared with.
     *
     * @return false if the scan was stopped meanwhile: then there is nothing to compare
     */
    boolean read(Chunk chunk) {
        bytesRead = 0;
        List<@Nullable CompletableFuture<Reply<Done>>> started = new ArrayList<>();
        for (int child = 0; child < buffers.length; child++) {
            unreadable.get(child).clear();
            bytes[child] = chunk.holes().get(child) ? ZEROES : buffers[child];
            if (chunk.absent().get(child)) {
                unreadable.get(child).set(0, (int) chunk.range().count());
            }
            started.add(chunk.isData(child) ? start(child, chunk.range(), buffers[child]) : null);
        }
        for (int child = 0; child < buffers.length; child++) {
            CompletableFuture<Reply<Done>> reading = started.get(child);
            if (reading != null && !finish(child, chunk.range(), reading)) {
                return false;
            }
        }
        return true;
    }

    /** For each child its bytes of the chunk that was read last. */
    MemorySegment[] bytes() {
        return bytes;
    }

    /** For each child the sectors that could not be read, counted from the chunk's start. */
    List<BitSet> unreadable() {
        return unreadable;
    }

    /** Bytes read for the last chunk. */
    long bytesRead() {
        return bytesRead;
    }

    /**
     * Reads sectors of a child once more.
     *
     * @param range
     *            at most {@link UnstableSample#SECTORS} sectors
     * @return absent if they could not be read this time, or the scan was stopped
     */
    Optional<MemorySegment> readAgain(int child, SectorRange range) {
        MemorySegment part = again.asSlice(0, range.length());
        return Waiting.until(start(child, range, part), stopped).filter(Reply::isOk).map(ok -> part);
    }

    private CompletableFuture<Reply<Done>> start(int child, SectorRange range, MemorySegment into) {
        BlockDevice device = children.get(child).device();
        ByteBuffer buffer = into.asSlice(0, range.length()).asByteBuffer();
        if (device.votesOnRequest()) {
            return device.readBySector(range.offset(), buffer);
        }
        return device.readOnCaller(range.offset(), buffer).map(CompletableFuture::completedFuture)
                .orElseGet(() -> device.read(range.offset(), buffer));
    }

    /** The child that has been waited for so long; may be asked on any thread. */
    Optional<String> waitingFor(Duration longerThan) {
        Wait now = waiting;
        return now != null && System.nanoTime() - now.since() > longerThan.toNanos()
                ? Optional.of(now.child())
                : Optional.empty();
    }

    private boolean finish(int child, SectorRange range, CompletableFuture<Reply<Done>> reading) {
        Optional<Reply<Done>> reply = await(child, reading);
        if (reply.isEmpty()) {
            return false;
        }
        if (reply.get().isOk()) {
            bytesRead += range.length();
            return true;
        }
        return readParts(child, range);
    }

    private Optional<Reply<Done>> await(int child, CompletableFuture<Reply<Done>> reading) {
        if (reading.isDone()) {
            return Waiting.until(reading, stopped);
        }
        waiting = new Wait(children.get(child).name(), System.nanoTime());
        try {
            return Waiting.until(reading, stopped);
        } finally {
            waiting = null;
        }
    }

    /** Reads in parts what could not be read as a whole; false if the scan was stopped meanwhile. */
    private boolean readParts(int child, SectorRange range) {
        Halves halves = new Halves((int) range.count());
        halves.next().ifPresent(whole -> heardFailure(child, halves, whole));
        for (Optional<Part> next = halves.next(); next.isPresent(); next = halves.next()) {
            if (stopped.isDone()) {
                return false;
            }
            Part part = next.get();
            SectorRange sectors = new SectorRange(range.first() + part.from(), part.to() - part.from());
            Optional<Reply<Done>> reply = await(child,
                    start(child, sectors, buffers[child].asSlice((long) part.from() * SECTOR)));
            if (reply.isEmpty()) {
                return false;
            }
            if (reply.get().isOk()) {
                bytesRead += sectors.length();
            } else {
                heardFailure(child, halves, part);
            }
        }
        return true;
    }

    private void heardFailure(int child, Halves halves, Part part) {
        if (halves.failed(part)) {
            unreadable.get(child).set(part.from());
        }
    }
}
