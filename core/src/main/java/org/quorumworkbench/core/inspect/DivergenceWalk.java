// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.inspect.DivergenceSearch.Result;
import org.quorumworkbench.core.inspect.DivergenceSearch.Search;

/** The steps of a search: one part of the disk at a time, in one direction. */
abstract sealed class DivergenceWalk implements Search {

    // The first part is small, so that what is near is found at once; later ones are large.
    private static final long FIRST_PART = 64;
    private static final long LARGEST_PART = 2048;

    private final List<BlockDevice> devices;
    private final Executor executor;
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final AtomicLong walked = new AtomicLong();
    private long part = FIRST_PART;

    private DivergenceWalk(List<BlockDevice> devices, Executor executor) {
        this.devices = devices;
        this.executor = executor;
    }

    /** The next part to look at, of at most that many sectors; empty at the disk's end. */
    abstract SectorRange part(long most);

    /** Takes the part's divergent sectors, relative to its start; true when the search is over. */
    abstract boolean take(SectorRange part, BitSet divergent);

    /** The answer when the search is over. */
    abstract Result found();

    @Override
    public CompletableFuture<Result> result() {
        return result;
    }

    @Override
    public long walked() {
        return walked.get();
    }

    @Override
    public void cancel() {
        result.complete(new Result.Cancelled());
    }

    final void begin() {
        again(this::step);
    }

    private void again(Runnable next) {
        try {
            executor.execute(() -> {
                try {
                    next.run();
                } catch (RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            cancel();
        }
    }

    private <T> void whenDone(CompletableFuture<T> future, Consumer<T> next) {
        future.thenAccept(next).exceptionally(failure -> {
            result.completeExceptionally(failure);
            return null;
        });
    }

    private void step() {
        if (result.isDone()) {
            return;
        }
        SectorRange whole = part(Long.MAX_VALUE);
        if (whole.isEmpty()) {
            result.complete(found());
            return;
        }
        whenDone(skipHoles(whole), skipped -> again(() -> {
            if (skipped.isEmpty()) {
                compare(part(part));
                part = Math.min(LARGEST_PART, part * 2);
            } else {
                taken(skipped, new BitSet());
            }
        }));
    }

    private void taken(SectorRange range, BitSet divergent) {
        if (take(range, divergent)) {
            result.complete(found());
        } else {
            walked.addAndGet(range.count());
            again(this::step);
        }
    }

    /** The part, from where the walk is, that no child has stored and that reads as zeroes in all. */
    private CompletableFuture<SectorRange> skipHoles(SectorRange ahead) {
        SectorRange asked = holesAhead(ahead);
        List<CompletableFuture<Reply<Extent>>> extents = devices.stream()
                .map(device -> device.extent(asked.offset(), asked.length())).toList();
        return CompletableFuture.allOf(extents.toArray(CompletableFuture<?>[]::new)).thenApply(_ -> {
            long zero = asked.length();
            if (devices.stream().anyMatch(DivergenceWalk::hasFaults)) {
                return skippable(asked, 0);
            }
            for (CompletableFuture<Reply<Extent>> extent : extents) {
                zero = extent.join() instanceof Reply.Ok<Extent>(Extent answer) && answer.zero()
                        ? Math.min(zero, answer.length())
                        : 0;
            }
            return skippable(asked, zero / SectorRange.SECTOR);
        });
    }

    /** A fault may change what a hole reads as. */
    private static boolean hasFaults(BlockDevice device) {
        return device instanceof FaultedDevice faulted && !faulted.faults().isEmpty();
    }

    /** Which sectors to ask the devices' extents for. */
    abstract SectorRange holesAhead(SectorRange ahead);

    /** What may be skipped when that many sectors from the start of the asked range are holes. */
    abstract SectorRange skippable(SectorRange asked, long holes);

    private void compare(SectorRange range) {
        List<PartedRead> reads = devices.stream().map(device -> new PartedRead(device, range)).toList();
        whenDone(CompletableFuture.allOf(reads.stream().map(PartedRead::read).toArray(CompletableFuture<?>[]::new)),
                _ -> again(() -> taken(range, divergent(range, reads))));
    }

    private static BitSet divergent(SectorRange range, List<PartedRead> reads) {
        BitSet divergent = new BitSet();
        PartedRead first = reads.getFirst();
        for (PartedRead read : reads) {
            divergent.or(read.unreadable());
            long from = 0;
            while (from < range.length()) {
                long mismatch = MemorySegment.mismatch(first.bytes(), from, range.length(),
                        read.bytes(), from, range.length());
                if (mismatch < 0) {
                    break;
                }
                long sector = (from + mismatch) / SectorRange.SECTOR;
                divergent.set((int) sector);
                from = (sector + 1) * SectorRange.SECTOR;
            }
        }
        return divergent;
    }

    /** Towards the end of the disk. */
    static final class Forward extends DivergenceWalk {
        private final long from;
        private final long end;
        private long at;
        private boolean inRun;
        private long start = -1;

        Forward(List<BlockDevice> devices, long sectors, Executor executor, long from) {
            super(devices, executor);
            this.from = from;
            this.end = sectors;
            // The sector before tells whether a run goes on at the start.
            this.at = Math.max(0, from - 1);
        }

        @Override
        public long atMost() {
            return end - Math.max(0, from - 1);
        }

        @Override
        SectorRange part(long most) {
            return new SectorRange(at, Math.min(most, end - at));
        }

        @Override
        boolean take(SectorRange part, BitSet divergent) {
            int sector = 0;
            while (sector < part.count()) {
                int change = inRun ? divergent.nextClearBit(sector) : divergent.nextSetBit(sector);
                if (change < 0 || change >= part.count()) {
                    break;
                }
                inRun = !inRun;
                if (inRun && part.first() + change >= from) {
                    start = part.first() + change;
                    return true;
                }
                sector = change;
            }
            at = part.end();
            return false;
        }

        @Override
        SectorRange holesAhead(SectorRange ahead) {
            return ahead;
        }

        @Override
        SectorRange skippable(SectorRange asked, long holes) {
            return new SectorRange(asked.first(), holes);
        }

        @Override
        Result found() {
            return start < 0 ? new Result.None() : new Result.Found(start);
        }
    }

    /** Towards the start of the disk. */
    static final class Backward extends DivergenceWalk {
        private final long before;
        private long end;
        private boolean inRun;
        private long start = -1;
        private long window = LARGEST_PART;

        Backward(List<BlockDevice> devices, long sectors, Executor executor, long before) {
            super(devices, executor);
            this.before = Math.min(before, sectors);
            this.end = this.before;
        }

        @Override
        public long atMost() {
            return before;
        }

        @Override
        SectorRange part(long most) {
            long count = Math.min(most, end);
            return new SectorRange(end - count, count);
        }

        @Override
        boolean take(SectorRange part, BitSet divergent) {
            long sector = part.count() - 1;
            if (divergent.isEmpty() && !inRun) {
                sector = -1;
            }
            while (sector >= 0) {
                boolean differs = sector < divergent.length() && divergent.get((int) sector);
                if (inRun && !differs) {
                    start = part.first() + sector + 1;
                    return true;
                }
                inRun = differs;
                sector--;
            }
            end = part.first();
            if (end == 0 && inRun) {
                start = 0;
            }
            return start == 0;
        }

        @Override
        SectorRange holesAhead(SectorRange ahead) {
            long count = Math.min(window, ahead.count());
            return new SectorRange(ahead.end() - count, count);
        }

        @Override
        SectorRange skippable(SectorRange asked, long holes) {
            // Devices tell holes forwards only: all of the window or nothing. It grows while it pays.
            boolean all = holes == asked.count();
            window = all ? Math.min(window * 8, Integer.MAX_VALUE) : LARGEST_PART;
            return all ? asked : new SectorRange(asked.first(), 0);
        }

        @Override
        Result found() {
            return start < 0 ? new Result.None() : new Result.Found(start);
        }
    }
}
