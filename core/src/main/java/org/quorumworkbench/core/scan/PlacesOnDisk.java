// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Noted places, as far as they are on a disk.
 *
 * @param there
 *            in their order, cut at the disk's end
 * @param beyond
 *            how many lie behind the disk's end, and are left out
 * @param cut
 *            how many begin on the disk and go beyond its end
 */
public record PlacesOnDisk(List<NotedRange> there, int beyond, int cut) {

    public PlacesOnDisk {
        there = List.copyOf(there);
    }

    /** Of a disk of so many sectors. */
    public static PlacesOnDisk of(List<NotedRange> noted, long sectors) {
        SectorRange disk = new SectorRange(0, sectors);
        List<NotedRange> there = new ArrayList<>();
        int cut = 0;
        for (NotedRange one : noted) {
            SectorRange range = one.range().within(disk);
            if (!range.isEmpty()) {
                there.add(new NotedRange(range, one.note()));
                cut += range.equals(one.range()) ? 0 : 1;
            }
        }
        return new PlacesOnDisk(there, noted.size() - there.size(), cut);
    }
}
