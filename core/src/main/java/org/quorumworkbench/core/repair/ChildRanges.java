// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.quorumworkbench.core.block.SectorRange;

/** Ranges of sectors of several children; those that touch are one. For one thread. */
final class ChildRanges {

    private final Map<String, TreeMap<Long, Long>> ranges = new HashMap<>();

    void add(String child, SectorRange range) {
        TreeMap<Long, Long> of = ranges.computeIfAbsent(child, _ -> new TreeMap<>());
        long first = range.first();
        long end = range.end();
        for (Map.Entry<Long, Long> near = of.floorEntry(end); near != null && near.getValue() >= first; near = of
                .floorEntry(end)) {
            first = Math.min(first, near.getKey());
            end = Math.max(end, near.getValue());
            of.remove(near.getKey());
        }
        of.put(first, end);
    }

    boolean meets(String child, SectorRange range) {
        TreeMap<Long, Long> of = ranges.get(child);
        Map.Entry<Long, Long> last = of == null ? null : of.lowerEntry(range.end());
        return last != null && last.getValue() > range.first();
    }

    boolean contains(String child, long sector) {
        return meets(child, new SectorRange(sector, 1));
    }
}
