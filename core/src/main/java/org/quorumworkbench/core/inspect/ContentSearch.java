// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.quorum.Child;

/**
 * Looks for bytes on a whole disk, in every child: the nearest place where any child has them. It
 * reads the children's own devices, skips what a child has not stored, and remembers nothing. May
 * be used from any thread.
 */
public final class ContentSearch {

    /** The most bytes that can be looked for. */
    public static final int MOST_WANTED = 64 << 10;

    private static final int SECTOR = SectorRange.SECTOR;
    /** The first part is small, so that what is near is found at once. In sectors, as the next. */
    private static final int FIRST_PART = 256;
    private static final int LARGEST_PART = 2048;
    /** How far a child is asked for holes, in sectors. */
    private static final int AHEAD = 1 << 20;

    private final List<BlockDevice> devices;
    private final long sectors;
    private final Executor executor;
    private final byte[] wanted;

    /**
     * A search that has not begun.
     *
     * @param sectors
     *            the disk's length in sectors
     * @param executor
     *            what the search runs on; its threads may block as long as the children's files do
     * @param wanted
     *            1 to {@link #MOST_WANTED} bytes
     */
    public ContentSearch(List<Child> children, long sectors, Executor executor, byte[] wanted) {
        if (wanted.length == 0 || wanted.length > MOST_WANTED) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_WANTED + " bytes can be looked for, not " + wanted.length);
        }
        this.devices = children.stream().map(Child::device).toList();
        this.sectors = sectors;
        this.executor = executor;
        this.wanted = wanted.clone();
    }

    /** What a search came to. */
    public sealed interface Result {

        /**
         * A child has the bytes.
         *
         * @param child
         *            the lowest that has them there
         * @param offset
         *            of the first of them, in bytes from the start of the disk
         */
        record Found(int child, long offset) implements Result {}

        /** No child has them in that direction. */
        record None() implements Result {}

        /** It was cancelled first. */
        record Cancelled() implements Result {}
    }

    /** A search under way. */
    public final class Search {
        private final CompletableFuture<Result> result = new CompletableFuture<>();
        private final AtomicLong walked = new AtomicLong();
        private final long atMost;

        private Search(long atMost) {
            this.atMost = atMost;
        }

        /** Completes on a thread of the executor, or on the thread that cancels. */
        public CompletableFuture<Result> result() {
            return result;
        }

        /** How far it has come, in sectors from where it began. */
        public long walked() {
            return Math.min(atMost, walked.get());
        }

        /** How far it may have to go, in sectors. */
        public long atMost() {
            return atMost;
        }

        /** Stops at once; a child that hangs is not waited for. */
        public void cancel() {
            result.complete(new Result.Cancelled());
        }

        private void begin(Runnable walk) {
            try {
                executor.execute(() -> {
                    try {
                        walk.run();
                    } catch (RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
            } catch (RejectedExecutionException e) {
                cancel();
            }
        }

        /** The answer; absent if the search was cancelled first. */
        private <T> Optional<T> await(CompletableFuture<T> answer) {
            if (!answer.isDone()) {
                CompletableFuture.anyOf(answer, result).join();
            }
            return answer.isDone() && !result.isDone() ? Optional.of(answer.join()) : Optional.empty();
        }

        private void forwards(long from) {
            long at = from / SECTOR;
            int part = FIRST_PART;
            while (at < sectors && !result.isDone()) {
                long stored = storedFrom(at);
                if (stored > at) {
                    walked.addAndGet(stored - at);
                    at = stored;
                    continue;
                }
                SectorRange range = new SectorRange(at, Math.min(sectors - at, part));
                Hit hit = nearest(range, from, Long.MAX_VALUE, true);
                if (hit != null) {
                    result.complete(new Result.Found(hit.child(), hit.offset()));
                    return;
                }
                if (range.end() == sectors) {
                    break;
                }
                // What begins at the end of a part ends in the next.
                at = range.end() - overlap();
                walked.addAndGet(at - range.first());
                part = Math.min(LARGEST_PART, part * 2);
            }
            result.complete(new Result.None());
        }

        private void backwards(long before) {
            long end = Math.min(sectors, Math.ceilDiv(before, (long) SECTOR) + overlap());
            int part = FIRST_PART;
            while (end > 0 && !result.isDone()) {
                long first = Math.max(0, end - part);
                Hit hit = nearest(new SectorRange(first, end - first), 0, before, false);
                if (hit != null) {
                    result.complete(new Result.Found(hit.child(), hit.offset()));
                    return;
                }
                walked.addAndGet(end - first);
                if (first == 0) {
                    break;
                }
                end = first + overlap();
                part = Math.min(LARGEST_PART, part * 2);
            }
            result.complete(new Result.None());
        }

        /** Where some child has stored something again; never behind bytes that reach into it. */
        private long storedFrom(long at) {
            if (!worthSkipping()) {
                return at;
            }
            SectorRange ahead = new SectorRange(at, Math.min(sectors - at, AHEAD));
            long holes = ahead.count();
            for (BlockDevice device : devices) {
                Reply<Extent> extent = await(device.extent(ahead.offset(), ahead.length())).orElse(null);
                holes = extent instanceof Reply.Ok<Extent>(Extent told) && told.zero()
                        ? Math.min(holes, told.length() / SECTOR)
                        : 0;
            }
            return at + holes == sectors ? sectors : Math.max(at, at + holes - overlap());
        }

        private @Nullable Hit nearest(SectorRange range, long from, long before, boolean first) {
            List<PartedRead> reads = devices.stream().map(device -> new PartedRead(device, range)).toList();
            CompletableFuture<?>[] under = reads.stream().map(PartedRead::read).toArray(CompletableFuture<?>[]::new);
            if (await(CompletableFuture.allOf(under).thenApply(_ -> true)).isEmpty()) {
                return null;
            }
            Hit nearest = null;
            for (int child = 0; child < reads.size(); child++) {
                long offset = place(reads.get(child), range, from, before, first);
                if (offset >= 0 && (nearest == null
                        || (first ? offset < nearest.offset() : offset > nearest.offset()))) {
                    nearest = new Hit(child, offset);
                }
            }
            return nearest;
        }
    }

    private record Hit(int child, long offset) {}

    /** Looks for the first place at or after {@code from}, in bytes. */
    public Search next(long from) {
        Search search = new Search(Math.max(0, sectors - from / SECTOR));
        search.begin(() -> search.forwards(from));
        return search;
    }

    /** Looks for the last place that begins before {@code before}, in bytes. */
    public Search previous(long before) {
        Search search = new Search(Math.min(sectors, Math.ceilDiv(before, (long) SECTOR)));
        search.begin(() -> search.backwards(before));
        return search;
    }

    /** Sectors that have to be read again with the part beside. */
    private int overlap() {
        return Math.ceilDiv(wanted.length - 1, SECTOR);
    }

    /** A fault may change what a hole reads as, and who looks for zeroes finds them in holes. */
    private boolean worthSkipping() {
        for (byte one : wanted) {
            if (one != 0) {
                return devices.stream().noneMatch(
                        device -> device instanceof FaultedDevice faulted && !faulted.faults().isEmpty());
            }
        }
        return false;
    }

    /**
     * The nearest place of the bytes in what a child gave, in bytes of the disk; -1 if there is none.
     */
    private long place(PartedRead read, SectorRange range, long from, long before, boolean first) {
        ByteBuffer bytes = read.bytes().asByteBuffer();
        byte[] given = new byte[bytes.remaining()];
        bytes.get(given);
        BitSet unreadable = read.unreadable();
        int least = (int) Math.max(0, from - range.offset());
        int most = (int) Math.min((long) given.length - wanted.length, before - 1 - range.offset());
        int step = first ? 1 : -1;
        for (int at = first ? least : most; at >= least && at <= most; at += step) {
            if (given[at] == wanted[0] && Arrays.equals(given, at, at + wanted.length, wanted, 0, wanted.length)
                    && isReadable(unreadable, at)) {
                return range.offset() + at;
            }
        }
        return -1;
    }

    private boolean isReadable(BitSet unreadable, int at) {
        int bad = unreadable.nextSetBit(at / SECTOR);
        return bad < 0 || bad > (at + wanted.length - 1) / SECTOR;
    }
}
