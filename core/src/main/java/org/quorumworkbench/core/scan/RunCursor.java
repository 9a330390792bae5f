// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.DivergenceMap.Run;
import org.roaringbitmap.RoaringBitmap;

/**
 * Walks the runs of a range in order. Each grouping's set offers its next run; the lowest is taken.
 * The sets are disjoint, so a run ends where its own set pauses. For one thread.
 */
final class RunCursor implements Iterator<Run> {

    /** What one grouping's set offers next, in the region's own numbers. */
    private record Offer(long from, int grouping, RoaringBitmap set) implements Comparable<Offer> {
        @Override
        public int compareTo(Offer other) {
            return Long.compare(from, other.from);
        }
    }

    private final DivergenceMap map;
    private final SectorRange range;
    private final PriorityQueue<Offer> offers = new PriorityQueue<>();
    private int position;
    private long regionStart;
    private long localEnd;
    private @Nullable Run ahead;

    RunCursor(DivergenceMap map, SectorRange range) {
        this.map = map;
        this.range = range;
        position = map.position(range.first()) - 1;
        ahead = step();
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Run next() {
        Run run = ahead;
        if (run == null) {
            throw new NoSuchElementException();
        }
        ahead = step();
        // A run that goes on in the next region is one run.
        while (ahead != null && ahead.grouping() == run.grouping() && ahead.range().first() == run.range().end()) {
            run = new Run(new SectorRange(run.range().first(), run.range().count() + ahead.range().count()),
                    run.grouping());
            ahead = step();
        }
        return run;
    }

    private @Nullable Run step() {
        while (offers.isEmpty()) {
            position++;
            if (position >= map.regionCount() || Region.start(map.regionIndex(position)) >= range.end()) {
                return null;
            }
            enter();
        }
        Offer offer = offers.remove();
        long to = Math.min(localEnd, offer.set.nextAbsentValue((int) offer.from));
        offer(offer.grouping, offer.set, to);
        return new Run(new SectorRange(regionStart + offer.from, to - offer.from), offer.grouping);
    }

    private void enter() {
        regionStart = Region.start(map.regionIndex(position));
        SectorRange local = map.local(position, range);
        localEnd = local.end();
        map.region(position).divergent().forEach((grouping, set) -> offer(grouping, set, local.first()));
    }

    private void offer(int grouping, RoaringBitmap set, long from) {
        long next = from < localEnd ? set.nextValue((int) from) : -1;
        if (next >= 0 && next < localEnd) {
            offers.add(new Offer(next, grouping, set));
        }
    }
}
