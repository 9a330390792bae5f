// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a scan has found so far: for every sector that was scanned who agreed with whom. Immutable,
 * and cheap to take from a scan under way; knows nothing of thresholds (see {@link Verdicts}).
 *
 * <p>
 * Memory follows what diverges: a few bytes a run, and at most two bits a sector for each grouping
 * where damage is dense. Safe to use from any thread.
 */
public final class DivergenceMap {

    /** Sectors that lie together and have the same grouping; as long as can be. */
    record Run(SectorRange range, int grouping) {}

    private final List<ScannedChild> children;
    private final long sectors;
    private final SectorRanges scanned;
    private final long bytesRead;
    private final List<Grouping> groupings;
    private final long[] indexes;
    private final Region[] regions;
    private volatile long @Nullable [] counts;

    DivergenceMap(List<ScannedChild> children, long sectors, SectorRanges scanned, long bytesRead,
            List<Grouping> groupings, long[] indexes, Region[] regions) {
        this.children = List.copyOf(children);
        this.sectors = sectors;
        this.scanned = scanned;
        this.bytesRead = bytesRead;
        this.groupings = List.copyOf(groupings);
        this.indexes = indexes;
        this.regions = regions;
    }

    /** A map of a device on which nothing has been scanned yet. */
    public static DivergenceMap empty(List<ScannedChild> children, long sectors) {
        return new DivergenceMap(children, sectors, SectorRanges.NONE, 0, List.of(), new long[0], new Region[0]);
    }

    public List<ScannedChild> children() {
        return children;
    }

    /** The same, of those children. */
    DivergenceMap of(List<ScannedChild> others) {
        return new DivergenceMap(others, sectors, scanned, bytesRead, groupings, indexes, regions);
    }

    /** Sectors of the device: of its longest child. */
    public long sectors() {
        return sectors;
    }

    /** What has been scanned. */
    public SectorRanges scanned() {
        return scanned;
    }

    /** Bytes read from children so far; holes are not read. */
    public long bytesRead() {
        return bytesRead;
    }

    /** The groupings that occur where not all children could be read and agree; by their number. */
    public List<Grouping> groupings() {
        return groupings;
    }

    /** Who agrees with whom in that sector; absent if it was not scanned. */
    public Optional<Grouping> grouping(long sector) {
        if (!scanned.contains(sector)) {
            return Optional.empty();
        }
        Iterator<Run> run = runs(new SectorRange(sector, 1));
        return Optional.of(run.hasNext()
                ? groupings.get(run.next().grouping())
                : Grouping.unanimous(children.size()));
    }

    /** How many sectors have that grouping; the first time it is asked, all are counted. */
    public long count(int grouping) {
        long[] known = counts;
        if (known == null) {
            known = counted();
            counts = known;
        }
        return known[grouping];
    }

    private long[] counted() {
        long[] sums = new long[groupings.size()];
        for (Region region : regions) {
            region.divergent().forEach((grouping, sectors) -> sums[grouping] += sectors.getLongCardinality());
        }
        return sums;
    }

    /** How many of the range's sectors have that grouping. */
    public long count(int grouping, SectorRange range) {
        return count(range, (region, local) -> cardinality(region.divergent().get(grouping), local));
    }

    /** In how many sectors two reads of the child gave different bytes. */
    public long unstable(int child) {
        return sum(region -> region.unstable().get(child));
    }

    /** In how many sectors of the range two reads of the child gave different bytes. */
    public long unstable(int child, SectorRange range) {
        return count(range, (region, local) -> cardinality(region.unstable().get(child), local));
    }

    /** Whether a grouping that is asked for occurs in the range; stops at the first. */
    public boolean anyIn(SectorRange range, IntPredicate grouping) {
        for (int at = position(range.first()); at < indexes.length && Region.start(indexes[at]) < range.end(); at++) {
            SectorRange local = local(at, range);
            for (var set : regions[at].divergent().entrySet()) {
                if (grouping.test(set.getKey()) && set.getValue().intersects(local.first(), local.end())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first sector at or after {@code sector} where the children do not all agree. */
    public OptionalLong next(long sector) {
        for (int at = position(sector); at < indexes.length; at++) {
            long start = Region.start(indexes[at]);
            int from = (int) Math.max(0, sector - start);
            OptionalLong next = regions[at].divergent().values().stream().mapToLong(set -> set.nextValue(from))
                    .filter(found -> found >= 0).min();
            if (next.isPresent()) {
                return OptionalLong.of(start + next.getAsLong());
            }
        }
        return OptionalLong.empty();
    }

    /** The last sector at or before {@code sector} where the children do not all agree. */
    public OptionalLong previous(long sector) {
        for (int at = Math.min(position(sector), indexes.length - 1); at >= 0; at--) {
            long start = Region.start(indexes[at]);
            int from = (int) Math.min(Region.SECTORS - 1, sector - start);
            OptionalLong previous = from < 0
                    ? OptionalLong.empty()
                    : regions[at].divergent().values().stream().mapToLong(set -> set.previousValue(from))
                            .filter(found -> found >= 0).max();
            if (previous.isPresent()) {
                return OptionalLong.of(start + previous.getAsLong());
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The map as it would be if children had other bytes; what was not scanned stays so, and where two
     * reads differed is not told of these sectors. Costs as much as the gifts and what they touch.
     */
    public DivergenceMap given(List<Gift> gifts) {
        return new Regrouping(this).given(gifts);
    }

    /** The runs in the range, in order; cut at the range's ends, otherwise as long as can be. */
    Iterator<Run> runs(SectorRange range) {
        return new RunCursor(this, range);
    }

    /** How many regions hold something. */
    int regionCount() {
        return regions.length;
    }

    Region region(int position) {
        return regions[position];
    }

    long regionIndex(int position) {
        return indexes[position];
    }

    /** The position of the first region that ends after the sector. */
    int position(long sector) {
        int found = Arrays.binarySearch(indexes, Region.indexOf(sector));
        return found < 0 ? -found - 1 : found;
    }

    /** The part of the range in that region, numbered from the region's start. */
    SectorRange local(int position, SectorRange range) {
        long start = Region.start(indexes[position]);
        long from = Math.max(range.first(), start);
        long to = Math.min(range.end(), start + Region.SECTORS);
        return new SectorRange(from - start, Math.max(0, to - from));
    }

    private long sum(Function<Region, @Nullable RoaringBitmap> set) {
        long sum = 0;
        for (Region region : regions) {
            RoaringBitmap found = set.apply(region);
            sum += found == null ? 0 : found.getLongCardinality();
        }
        return sum;
    }

    private long count(SectorRange range, ToLongBiFunction<Region, SectorRange> inRegion) {
        long count = 0;
        for (int at = position(range.first()); at < indexes.length && Region.start(indexes[at]) < range.end(); at++) {
            count += inRegion.applyAsLong(regions[at], local(at, range));
        }
        return count;
    }

    private static long cardinality(@Nullable RoaringBitmap set, SectorRange local) {
        return set == null ? 0 : set.rangeCardinality(local.first(), local.end());
    }
}
