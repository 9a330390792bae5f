// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.SectorRanges;

/** Replicas in memory of which single sectors are damaged, and scans of them. */
final class ScannedDisks {

    private final Map<Integer, Fault> faults = new HashMap<>();
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

    /** Lets reads of the child's sector fail. */
    ScannedDisks unreadable(int child, int sector) {
        faults.put(child, new Fault("eio", "eio", When.readOf(new SectorRange(sector, 1)),
                new Effect.Fails(Errno.EIO)));
        return this;
    }

    private List<Child> children() {
        List<Child> children = new ArrayList<>();
        for (byte[] content : contents) {
            FaultedDevice device = new FaultedDevice(MemoryDevice.of(content));
            Optional.ofNullable(faults.get(children.size())).ifPresent(device::put);
            children.add(new Child("children." + children.size(), "c" + children.size(), device));
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
