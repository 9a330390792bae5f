// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.SectorRange;

/** What is left of a hole where faults of reads, or damage that they did to writes, lie over it. */
final class VisibleHoles {

    private VisibleHoles() {}

    /** The part of a hole that no fault of reads and no damage lies on; data, if its beginning is. */
    static Extent upToFault(Extent hole, List<ActiveFault> faults, Layers layers) {
        SectorRange sectors = SectorRange.ofBytes(hole.offset(), hole.length());
        long end = hole.end();
        List<SectorRange> hits = new ArrayList<>();
        faults.forEach(active -> hits.add(active.readsWithin(sectors)));
        Long damaged = layers.nextDamaged(sectors.first());
        if (damaged != null) {
            hits.add(new SectorRange(damaged, 1).within(sectors));
        }
        for (SectorRange hit : hits) {
            if (!hit.isEmpty() && hit.first() == sectors.first()) {
                return new Extent(hole.offset(), Math.min(hole.end(), hit.end() * SectorRange.SECTOR) - hole.offset(),
                        false);
            }
            if (!hit.isEmpty()) {
                end = Math.min(end, hit.offset());
            }
        }
        return new Extent(hole.offset(), end - hole.offset(), true);
    }
}
