// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.format.FormattedDevice;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Quorum;

/**
 * One child of an opened quorum, with the layers that it was built from.
 *
 * @param spec
 *            as it is written down
 * @param child
 *            as the quorum has it: the topmost layer
 * @param faults
 *            the same layer, where faults are put on and taken off
 * @param own
 *            the child's own bytes, below overlay and faults
 * @param overlay
 *            what takes the quorum's writes; absent if they reach the child itself
 * @param inner
 *            the quorum that the child is, if it is one
 * @param within
 *            the children of the inner quorum; empty if it is none
 * @param image
 *            the image in another program's format that its bytes come from; empty if it is raw, an
 *            export or a quorum
 * @param export
 *            the NBD server's export that it is; empty if it is none
 */
public record OpenedChild(ChildSpec spec, Child child, FaultedDevice faults, BlockDevice own,
        Optional<OverlayDevice> overlay,
        Optional<Quorum> inner, List<OpenedChild> within, Optional<FormattedDevice> image,
        Optional<NbdDevice> export) {

    public OpenedChild {
        within = List.copyOf(within);
    }

    /** The child and, if it is a quorum, all that are within. */
    public Stream<OpenedChild> withThose() {
        return Stream.concat(Stream.of(this), within.stream().flatMap(OpenedChild::withThose));
    }

    /** What events and screens call it. */
    public String name() {
        return child.name();
    }
}
