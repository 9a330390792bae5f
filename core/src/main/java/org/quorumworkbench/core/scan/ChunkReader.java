// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.quorum.Child;

/**
 * Reads a piece of a chunk of every child into buffers of its own, which are used again for the
 * next. A child that answers at once is compared with the first one while its bytes are in the
 * processor's cache, and if they are equal, its buffer is free again: where all agree, two buffers
 * serve any number of children. What cannot be read as a whole is split until single sectors are
 * left that cannot be read: a neighbour's failure is never taken for a sector's own. A child that
 * is a quorum is read as each sector alone would be. For one thread, which blocks.
 */
final class ChunkReader {

    private static final int SECTOR = SectorRange.SECTOR;
    private static final int PAGE = 4096;

    /** Only where there are holes are there zeroes to compare with. */
    private static final class Zeroes {
        static final MemorySegment BYTES = Arena.global().allocate((long) Chunk.SECTORS * SECTOR, PAGE);
    }

    private final List<Child> children;
    private final Pace pace;
    private final CompletableFuture<?> stopped;
    /** Bytes in a buffer. */
    private final long bufferLength;
    /** As many as were needed at once so far. */
    private final List<MemorySegment> buffers = new ArrayList<>();
    /** The same memory. */
    private final List<ByteBuffer> views = new ArrayList<>();
    private final MemorySegment[] bytes;
    private final MemorySegment again;
    private final List<BitSet> unreadable = new ArrayList<>();
    private final List<@Nullable CompletableFuture<Reply<Done>>> started = new ArrayList<>();
    private @Nullable MemorySegment reference;
    private int taken;
    private long bytesRead;
    private final Wait waiting = new Wait();

    /**
     * @param piece
     *            the most sectors that are read at once
     * @param pace
     *            which reads have to keep
     */
    ChunkReader(List<Child> children, int piece, Pace pace, CompletableFuture<?> stopped) {
        this.children = children;
        this.pace = pace;
        this.stopped = stopped;
        bufferLength = (long) piece * SECTOR;
        bytes = new MemorySegment[children.size()];
        Arrays.fill(bytes, MemorySegment.NULL);
        for (int child = 0; child < bytes.length; child++) {
            unreadable.add(new BitSet());
            started.add(null);
        }
        again = memory((long) UnstableSample.SECTORS * SECTOR);
    }

    /**
     * Freed when the last reference is gone: a device that hangs keeps its buffer for as long as it
     * hangs.
     */
    private static MemorySegment memory(long bytes) {
        return Arena.ofAuto().allocate(bytes, PAGE);
    }

    /** Made when it is first needed: memory comes filled with zeroes, which is time for nothing. */
    private MemorySegment buffer(int number) {
        while (buffers.size() <= number) {
            MemorySegment made = memory(bufferLength);
            buffers.add(made);
            views.add(made.asByteBuffer());
        }
        return buffers.get(number);
    }

    /**
     * Reads what has to be compared with one another.
     *
     * @param piece
     *            as long as said at most
     * @return false if the scan was stopped meanwhile: then there is nothing to compare
     */
    boolean read(Chunk piece) {
        bytesRead = 0;
        reference = null;
        taken = 0;
        SectorRange range = piece.range();
        for (int child = 0; child < bytes.length; child++) {
            unreadable.get(child).clear();
            started.set(child, null);
            if (piece.absent().get(child)) {
                unreadable.get(child).set(0, (int) range.count());
            } else if (piece.holes().get(child)) {
                bytes[child] = Zeroes.BYTES;
                settle(child, range.length());
            } else if (!readOrStart(child, range)) {
                return false;
            }
        }
        for (int child = 0; child < bytes.length; child++) {
            CompletableFuture<Reply<Done>> reading = started.get(child);
            if (reading != null && !finish(child, range, reading)) {
                return false;
            }
        }
        return true;
    }

    /** The whole piece of a child, at once if it can be had so; false if the scan was stopped. */
    private boolean readOrStart(int child, SectorRange range) {
        int buffer = taken++;
        bytes[child] = buffer(buffer);
        if (!pace.take(range.length(), stopped)) {
            return false;
        }
        BlockDevice device = children.get(child).device();
        ByteBuffer view = views.get(buffer).clear().limit((int) range.length());
        Optional<Reply<Done>> now = onCaller(child, range, view);
        if (now.isEmpty()) {
            started.set(child, device.readBySector(range.offset(), view));
            return true;
        }
        if (!heard(child, range, now.get())) {
            return false;
        }
        if (bytes[child].address() != buffer(buffer).address()) {
            taken = buffer;
        }
        return true;
    }

    /**
     * A child's bytes are there: from now on they are the first child's if they are equal to those, so
     * that nobody compares them again.
     */
    private void settle(int child, long length) {
        if (reference == null) {
            reference = bytes[child];
        } else if (bytes[child].address() == reference.address() || Bytes.equal(reference, bytes[child], 0, length)) {
            bytes[child] = reference;
        }
    }

    /**
     * For each child its bytes of the piece that was read last; those of children that agree are mostly
     * the same memory.
     */
    MemorySegment[] bytes() {
        return bytes;
    }

    /** For each child the sectors that could not be read, counted from the piece's start. */
    List<BitSet> unreadable() {
        return unreadable;
    }

    /** Bytes read for the last piece. */
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
        return await(child, start(child, range, part)).filter(Reply::isOk).map(ok -> part);
    }

    private CompletableFuture<Reply<Done>> start(int child, SectorRange range, MemorySegment into) {
        if (!pace.take(range.length(), stopped)) {
            return new CompletableFuture<>();
        }
        BlockDevice device = children.get(child).device();
        ByteBuffer buffer = into.asSlice(0, range.length()).asByteBuffer();
        return onCaller(child, range, buffer).map(CompletableFuture::completedFuture)
                .orElseGet(() -> device.readBySector(range.offset(), buffer));
    }

    /**
     * On this thread, which a file that hangs keeps for as long as it hangs. Without a lambda, as all
     * on the way to the file: the first compiler makes those that capture something by a call of the
     * virtual machine (those of five for each child and piece were 1.5 % of a scan of 15 GiB).
     */
    private Optional<Reply<Done>> onCaller(int child, SectorRange range, ByteBuffer into) {
        Child asked = children.get(child);
        waiting.begin(asked.name());
        try {
            return asked.device().readBySectorOnCaller(range.offset(), into);
        } finally {
            waiting.end();
        }
    }

    /** The child that has been waited for so long; may be asked on any thread. */
    Optional<String> waitingFor(Duration longerThan) {
        return waiting.longerThan(longerThan);
    }

    private boolean finish(int child, SectorRange range, CompletableFuture<Reply<Done>> reading) {
        Optional<Reply<Done>> reply = await(child, reading);
        return reply.isPresent() && heard(child, range, reply.get());
    }

    private boolean heard(int child, SectorRange range, Reply<Done> reply) {
        if (reply.isOk()) {
            bytesRead += range.length();
            settle(child, range.length());
            return true;
        }
        return readParts(child, range);
    }

    private Optional<Reply<Done>> await(int child, CompletableFuture<Reply<Done>> reading) {
        if (reading.isDone()) {
            return Waiting.until(reading, stopped);
        }
        return waiting.during(children.get(child).name(), () -> Waiting.until(reading, stopped));
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
                    start(child, sectors, bytes[child].asSlice((long) part.from() * SECTOR)));
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
