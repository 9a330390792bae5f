// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.quorumworkbench.core.block.SectorRange;

/**
 * What a scenario's child holds at the start, as a recipe: nothing is stored but what differs from
 * the base, so that a child of any size costs nothing.
 *
 * @param size
 *            in bytes, 0 or more
 * @param base
 *            what every sector holds of which nothing else is said
 * @param fills
 *            whole sectors of one byte; a later one lies over an earlier one
 * @param patches
 *            single bytes, over all else; a later one lies over an earlier one
 */
public record Content(long size, Base base, List<Fill> fills, List<Patch> patches) {

    /** What lies under everything. */
    public enum Base {
        /** Every byte of sector s is {@code (s*31+7)&255}. */
        RAMP("ramp"),
        /** Sparse zeroes. */
        HOLE("hole");

        private final String word;

        Base(String word) {
            this.word = word;
        }

        /** The word in scenario files. */
        public String word() {
            return word;
        }
    }

    /**
     * Sectors of one byte; what lies past the end of the child is cut off.
     *
     * @param value
     *            0 to 255
     */
    public record Fill(SectorRange sectors, int value) {}

    /**
     * One byte.
     *
     * @param offset
     *            in bytes, less than the size
     * @param value
     *            0 to 255
     */
    public record Patch(long offset, int value) {}

    public Content {
        fills = List.copyOf(fills);
        patches = List.copyOf(patches);
    }

    /** Sectors as the ramp makes them, all of them. */
    public static Content ramp(long size) {
        return new Content(size, Base.RAMP, List.of(), List.of());
    }

    /** The fills without overlaps, by first sector. */
    public NavigableMap<Long, Fill> layers() {
        NavigableMap<Long, Fill> layers = new TreeMap<>();
        fills.stream().filter(fill -> !fill.sectors().isEmpty()).forEach(fill -> lay(layers, fill));
        return layers;
    }

    private static void lay(NavigableMap<Long, Fill> layers, Fill upper) {
        SectorRange range = upper.sectors();
        Map.Entry<Long, Fill> before = layers.lowerEntry(range.first());
        if (before != null && before.getValue().sectors().end() > range.first()) {
            Fill lower = before.getValue();
            put(layers, lower.sectors().first(), range.first(), lower.value());
            put(layers, range.end(), lower.sectors().end(), lower.value());
        }
        NavigableMap<Long, Fill> under = layers.subMap(range.first(), true, range.end(), false);
        if (!under.isEmpty()) {
            Fill last = under.lastEntry().getValue();
            under.clear();
            put(layers, range.end(), last.sectors().end(), last.value());
        }
        layers.put(range.first(), upper);
    }

    private static void put(NavigableMap<Long, Fill> layers, long first, long end, int value) {
        if (first < end) {
            layers.put(first, new Fill(new SectorRange(first, end - first), value));
        }
    }
}
