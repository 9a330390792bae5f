// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.List;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.config.FaultSpec;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.Timer;

/**
 * The faults over a node of a running scenario: those that it may have, and the device with those
 * that are on.
 */
final class FaultLayer {

    private final List<FaultSpec> specs;
    private final FaultedDevice faulted;

    FaultLayer(BlockDevice below, List<FaultSpec> specs) {
        this.specs = specs;
        this.faulted = new FaultedDevice(below, Timer.none(),
                specs.stream().filter(FaultSpec::on).map(FaultSpec::fault).toList());
    }

    /** What a quorum reads and writes. */
    BlockDevice device() {
        return faulted;
    }

    /** Lays one of the faults over the node, or takes it off. */
    void switchFault(String id, boolean on) {
        if (on) {
            specs.stream().map(FaultSpec::fault).filter(fault -> fault.id().equals(id)).forEach(faulted::put);
        } else {
            faulted.take(id);
        }
    }

    /** As {@link FaultedDevice} has it; nothing here waits. */
    FaultedDevice faulted() {
        return faulted;
    }
}
