// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.SectorRanges;

/** Replicas in memory of which single sectors are damaged, and scans of them. */
final class ScannedDisks {

    private final List<byte[]> contents = new ArrayList<>();

    ScannedDisks(int children, int sectors) {
        for (int child = 0; child < children; child++) {
            contents.add(new byte[sectors * SectorRange.SECTOR]);
        }
    }

    /** Gives the child's sector bytes of its own; those of the same mark agree. */
    ScannedDisks damaged(int child, int sector, int mark) {
        contents.get(child)[sector * SectorRange.SECTOR + 17] = (byte) mark;
        return this;
    }

    private List<Child> children() {
        List<Child> children = new ArrayList<>();
        for (byte[] content : contents) {
            children.add(new Child("children." + children.size(), "c" + children.size(), MemoryDevice.of(content)));
        }
        return children;
    }

    /** The map of a scan of those sectors alone. */
    DivergenceMap scan(SectorRange range) {
        List<Child> children = children();
        return Scan.start(children, Scan.blank(children), SectorRanges.of(range), ScanOptions.standard()).result()
                .join().map();
    }

    DivergenceMap scan() {
        return scan(new SectorRange(0, contents.getFirst().length / SectorRange.SECTOR));
    }
}
