// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * What was found in one stretch of the device, as one compressed set of sectors for each grouping
 * that occurs in it: every second sector divergent costs two bits a sector at most, a clean stretch
 * nothing.
 *
 * <p>
 * A region that is part of a snapshot is frozen and never changes again; who goes on writing takes
 * a copy ({@link #writable}). Sectors are numbered from the region's start.
 */
final class Region {

    /** Sectors in a region: 512 MiB. Small enough to copy for a snapshot while it fills. */
    static final int SECTORS = 1 << 20;

    /** By the grouping's number in the map; the sets are disjoint and none is empty. */
    private final TreeMap<Integer, RoaringBitmap> divergent = new TreeMap<>();
    /** By child: sectors in which two reads differed. */
    private final TreeMap<Integer, RoaringBitmap> unstable = new TreeMap<>();
    private boolean frozen;

    static long indexOf(long sector) {
        return sector / SECTORS;
    }

    static long start(long index) {
        return index * SECTORS;
    }

    Map<Integer, RoaringBitmap> divergent() {
        return divergent;
    }

    Map<Integer, RoaringBitmap> unstable() {
        return unstable;
    }

    /** How many sets are held: what an image made to exhaust memory would drive up. */
    int sets() {
        return divergent.size() + unstable.size();
    }

    boolean isEmpty() {
        return divergent.isEmpty() && unstable.isEmpty();
    }

    void freeze() {
        if (!frozen) {
            divergent.values().forEach(RoaringBitmap::runOptimize);
            unstable.values().forEach(RoaringBitmap::runOptimize);
            frozen = true;
        }
    }

    /** This region if it may still be written, else a copy that may. */
    Region writable() {
        if (!frozen) {
            return this;
        }
        Region copy = new Region();
        divergent.forEach((grouping, sectors) -> copy.divergent.put(grouping, sectors.clone()));
        unstable.forEach((child, sectors) -> copy.unstable.put(child, sectors.clone()));
        return copy;
    }

    void addDivergent(int grouping, int from, int to) {
        add(divergent, grouping, from, to);
    }

    void addUnstable(int child, int from, int to) {
        add(unstable, child, from, to);
    }

    /** Forgets what is known of these sectors. */
    void clear(int from, int to) {
        clear(divergent, from, to);
        clear(unstable, from, to);
    }

    private static void add(Map<Integer, RoaringBitmap> sets, int key, int from, int to) {
        RoaringBitmap set = sets.computeIfAbsent(key, k -> new RoaringBitmap());
        if (to - from == 1) {
            set.add(from);
        } else {
            set.add((long) from, (long) to);
        }
    }

    private static void clear(Map<Integer, RoaringBitmap> sets, int from, int to) {
        sets.values().forEach(set -> set.remove((long) from, (long) to));
        sets.values().removeIf(RoaringBitmap::isEmpty);
    }
}
