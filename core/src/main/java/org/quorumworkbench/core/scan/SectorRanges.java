// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A set of sectors that is made of few ranges, such as what has been scanned.
 *
 * @param ranges
 *            sorted, none empty, none touching another
 */
public record SectorRanges(List<SectorRange> ranges) {

    public static final SectorRanges NONE = new SectorRanges(List.of());

    public SectorRanges {
        ranges = List.copyOf(ranges);
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).isEmpty() || (i > 0 && ranges.get(i - 1).end() >= ranges.get(i).first())) {
                throw new IllegalArgumentException("sector ranges out of order at " + ranges.get(i));
            }
        }
    }

    /** The union of ranges in any order, which may overlap or be empty. */
    public static SectorRanges of(Collection<SectorRange> ranges) {
        List<SectorRange> sorted = new ArrayList<>(ranges);
        sorted.removeIf(SectorRange::isEmpty);
        sorted.sort(Comparator.comparingLong(SectorRange::first));
        List<SectorRange> joined = new ArrayList<>();
        for (SectorRange range : sorted) {
            if (!joined.isEmpty() && joined.getLast().end() >= range.first()) {
                SectorRange last = joined.removeLast();
                joined.add(between(last.first(), Math.max(last.end(), range.end())));
            } else {
                joined.add(range);
            }
        }
        return new SectorRanges(joined);
    }

    public static SectorRanges of(SectorRange range) {
        return range.isEmpty() ? NONE : new SectorRanges(List.of(range));
    }

    /** These sectors and those of the range. */
    public SectorRanges plus(SectorRange range) {
        if (range.isEmpty()) {
            return this;
        }
        long first = range.first();
        long end = range.end();
        List<SectorRange> sum = new ArrayList<>(ranges.size() + 1);
        int at = 0;
        while (at < ranges.size() && ranges.get(at).end() < first) {
            sum.add(ranges.get(at++));
        }
        while (at < ranges.size() && ranges.get(at).first() <= end) {
            first = Math.min(first, ranges.get(at).first());
            end = Math.max(end, ranges.get(at++).end());
        }
        sum.add(between(first, end));
        sum.addAll(ranges.subList(at, ranges.size()));
        return new SectorRanges(sum);
    }

    /** These sectors without those of the others. */
    public SectorRanges minus(SectorRanges others) {
        List<SectorRange> rest = new ArrayList<>();
        int other = 0;
        for (SectorRange range : ranges) {
            long from = range.first();
            while (other < others.ranges.size() && others.ranges.get(other).end() <= from) {
                other++;
            }
            for (int i = other; i < others.ranges.size() && others.ranges.get(i).first() < range.end(); i++) {
                if (others.ranges.get(i).first() > from) {
                    rest.add(between(from, others.ranges.get(i).first()));
                }
                from = others.ranges.get(i).end();
            }
            if (from < range.end()) {
                rest.add(between(from, range.end()));
            }
        }
        return new SectorRanges(rest);
    }

    /** The sectors of these that lie in the range. */
    public SectorRanges within(SectorRange range) {
        List<SectorRange> parts = new ArrayList<>();
        for (int i = indexAfter(range.first()); i < ranges.size() && ranges.get(i).first() < range.end(); i++) {
            parts.add(ranges.get(i).within(range));
        }
        return of(parts);
    }

    /** How many sectors. */
    public long count() {
        return ranges.stream().mapToLong(SectorRange::count).sum();
    }

    /** How many of the range's sectors are among these. */
    public long count(SectorRange range) {
        long count = 0;
        for (int i = indexAfter(range.first()); i < ranges.size() && ranges.get(i).first() < range.end(); i++) {
            count += ranges.get(i).within(range).count();
        }
        return count;
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean contains(long sector) {
        int at = indexAfter(sector);
        return at < ranges.size() && ranges.get(at).contains(sector);
    }

    /** The first sector at or after {@code sector} that is not among these. */
    public long firstGap(long sector) {
        int at = indexAfter(sector);
        return at < ranges.size() && ranges.get(at).contains(sector) ? ranges.get(at).end() : sector;
    }

    /** The last sector at or before {@code sector} that is not among these; absent if there is none. */
    public OptionalLong lastGap(long sector) {
        int at = indexAfter(sector);
        long gap = at < ranges.size() && ranges.get(at).contains(sector) ? ranges.get(at).first() - 1 : sector;
        return gap < 0 ? OptionalLong.empty() : OptionalLong.of(gap);
    }

    private int indexAfter(long sector) {
        return SectorRange.indexAfter(ranges, sector);
    }

    private static SectorRange between(long first, long end) {
        return new SectorRange(first, end - first);
    }
}
