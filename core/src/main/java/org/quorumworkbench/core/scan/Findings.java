// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Where a scan's workers put what they found. Assumptions and guarantees:
 *
 * <ol>
 * <li>Any thread may record or take a snapshot; each recording is seen whole or not at all.
 * <li>A sector is recorded once, unless it was forgotten in between.
 * <li>A snapshot costs a reference for each region; recording into a region that a snapshot holds
 * copies that region, once for each snapshot.
 * <li>After {@link #close} nothing is recorded any more: the last snapshot stays the last.
 * </ol>
 */
final class Findings {

    /**
     * The most sets of sectors: some 100 MB of them. Replicas of a disk that has taken damage stay far
     * below it; contents that group the children in a new way in every sector would not.
     */
    static final int MAX_SETS = 500_000;

    private final List<ScannedChild> children;
    private final long sectors;
    private final TreeMap<Long, Region> regions = new TreeMap<>();
    private final List<Grouping> groupings = new ArrayList<>();
    private final Map<Grouping, Integer> numbers = new HashMap<>();
    private SectorRanges scanned;
    private long bytesRead;
    private int sets;
    private boolean closed;

    /** Begins with what a map holds. */
    Findings(DivergenceMap start) {
        children = start.children();
        sectors = start.sectors();
        scanned = start.scanned();
        bytesRead = start.bytesRead();
        start.groupings().forEach(this::number);
        for (int i = 0; i < start.regionCount(); i++) {
            regions.put(start.regionIndex(i), start.region(i));
            sets += start.region(i).sets();
        }
    }

    /**
     * Records a range as scanned, and what was found in it.
     *
     * @param read
     *            bytes that were read for it
     * @throws IllegalStateException
     *             if the children group in more ways than there is memory for
     */
    synchronized void record(SectorRange range, ChunkFindings found, long read) {
        if (closed) {
            return;
        }
        for (int i = 0; i < found.size(); i++) {
            int grouping = number(found.grouping(i));
            write(found.first(i), found.count(i), (region, from, to) -> region.addDivergent(grouping, from, to));
        }
        found.unstable().forEach(hit -> write(hit.sectors().first(), hit.sectors().count(),
                (region, from, to) -> region.addUnstable(hit.child(), from, to)));
        scanned = scanned.plus(range);
        bytesRead += read;
    }

    /** Forgets what was found in a range, so that it can be scanned again. */
    synchronized void forget(SectorRange range) {
        for (long index = Region.indexOf(range.first()); index * Region.SECTORS < range.end();) {
            Map.Entry<Long, Region> held = regions.ceilingEntry(index);
            if (held == null || Region.start(held.getKey()) >= range.end()) {
                break;
            }
            index = held.getKey();
            long start = Region.start(index);
            Region region = held.getValue().writable();
            sets -= region.sets();
            region.clear((int) Math.max(0, range.first() - start),
                    (int) Math.min(Region.SECTORS, range.end() - start));
            sets += region.sets();
            if (region.isEmpty()) {
                regions.remove(index);
            } else {
                regions.put(index, region);
            }
            index++;
        }
        scanned = scanned.minus(SectorRanges.of(range));
    }

    synchronized void close() {
        closed = true;
    }

    synchronized long scannedSectors() {
        return scanned.count();
    }

    /** What was found so far. */
    synchronized DivergenceMap snapshot() {
        long[] indexes = new long[regions.size()];
        Region[] held = new Region[indexes.length];
        int at = 0;
        for (Map.Entry<Long, Region> region : regions.entrySet()) {
            region.getValue().freeze();
            indexes[at] = region.getKey();
            held[at++] = region.getValue();
        }
        return new DivergenceMap(children, sectors, scanned, bytesRead, groupings, indexes, held);
    }

    private interface Write {
        void to(Region region, int from, int to);
    }

    private void write(long first, long count, Write write) {
        long end = first + count;
        for (long from = first; from < end;) {
            long index = Region.indexOf(from);
            long start = Region.start(index);
            long to = Math.min(end, start + Region.SECTORS);
            Region held = regions.get(index);
            Region region = held == null ? new Region() : held.writable();
            if (region != held) {
                regions.put(index, region);
            }
            int before = region.sets();
            write.to(region, (int) (from - start), (int) (to - start));
            sets += region.sets() - before;
            from = to;
        }
        if (sets > MAX_SETS) {
            throw new IllegalStateException("the children differ in too many ways to keep (" + groupings.size()
                    + " groupings of children so far): scan a smaller range, or fewer children at once");
        }
    }

    private int number(Grouping grouping) {
        Integer known = numbers.get(grouping);
        if (known != null) {
            return known;
        }
        int number = groupings.size();
        groupings.add(grouping);
        numbers.put(grouping, number);
        return number;
    }
}
