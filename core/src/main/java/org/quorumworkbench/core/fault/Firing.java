// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import org.quorumworkbench.core.block.SectorRange;

/**
 * A fault changed what a device did.
 *
 * @param fault
 *            which
 * @param operation
 *            what was asked
 * @param affected
 *            the sectors that the fault affected
 */
public record Firing(Fault fault, DeviceOperation operation, SectorRange affected) {

    /** Whether bytes are affected, not only the answer. */
    public boolean isOnBytes() {
        return fault.effect() instanceof Effect.OfData || fault.effect() instanceof Effect.OfWrite;
    }
}
