// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.DivergenceSearch.Result;

/**
 * How a search for divergence goes over a disk, in one direction: what it looks at and what it
 * finds.
 */
abstract sealed class DivergenceWalk {

    /** In sectors. */
    static final int FIRST_PART = 64;
    private static final long SMALLEST_WINDOW = 2048;

    private DivergenceWalk() {}

    /** How far it may have to go, in sectors. */
    abstract long atMost();

    /** The next part to look at, of at most that many sectors; empty at the disk's end. */
    abstract SectorRange part(long most);

    /** Takes the part's divergent sectors, relative to its start; true when the search is over. */
    abstract boolean take(SectorRange part, BitSet divergent);

    /** The answer when the search is over. */
    abstract Result found();

    /** Which sectors to ask the devices' extents for. */
    abstract SectorRange holesAhead(SectorRange ahead);

    /** What may be skipped when that many sectors from the start of the asked range are holes. */
    abstract SectorRange skippable(SectorRange asked, long holes);

    /** Blocks until the search is over, or was given up. */
    final Result over(DiskWalk<Result> walk) {
        for (SectorRange whole = part(Long.MAX_VALUE); !whole.isEmpty(); whole = part(Long.MAX_VALUE)) {
            SectorRange asked = holesAhead(whole);
            SectorRange looked = skippable(asked, walk.holes(asked));
            BitSet divergent = new BitSet();
            if (looked.isEmpty()) {
                looked = part(walk.nextPart());
                Optional<List<PartedRead>> reads = walk.read(looked);
                if (reads.isEmpty()) {
                    return new Result.Cancelled();
                }
                divergent = divergent(looked, reads.get());
            }
            if (take(looked, divergent)) {
                break;
            }
            walk.advance(looked.count());
        }
        return found();
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

        Forward(long sectors, long from) {
            this.from = from;
            this.end = sectors;
            // The sector before tells whether a run goes on at the start.
            this.at = Math.max(0, from - 1);
        }

        @Override
        long atMost() {
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
        private long window = SMALLEST_WINDOW;

        Backward(long sectors, long before) {
            this.before = Math.min(before, sectors);
            this.end = this.before;
        }

        @Override
        long atMost() {
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
            window = all ? Math.min(window * 8, Integer.MAX_VALUE) : SMALLEST_WINDOW;
            return all ? asked : new SectorRange(asked.first(), 0);
        }

        @Override
        Result found() {
            return start < 0 ? new Result.None() : new Result.Found(start);
        }
    }
}
