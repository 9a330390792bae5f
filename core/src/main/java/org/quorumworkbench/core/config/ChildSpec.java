// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.List;
import java.util.Optional;

/**
 * One child as it is written down.
 *
 * @param nodeName
 *            its name, if it has one
 * @param source
 *            where its bytes come from
 * @param readOnly
 *            whether writes to this child are refused
 * @param blkdebug
 *            QEMU's own fault rules over it
 * @param faults
 *            simulated misbehaviour laid over it, in order
 * @param origin
 *            where it was written, for messages
 */
public record ChildSpec(Optional<String> nodeName, ChildSource source, boolean readOnly,
        Optional<BlkdebugSpec> blkdebug, List<FaultSpec> faults, Origin origin) {

    public ChildSpec {
        faults = List.copyOf(faults);
    }

    /** The same child, of which it is known better where its bytes come from. */
    ChildSpec withSource(ChildSource known) {
        return new ChildSpec(nodeName, known, readOnly, blkdebug, faults, origin);
    }

    /**
     * A place in a configuration.
     *
     * @param option
     *            the option's full name
     * @param position
     *            where its value stands
     * @param filters
     *            drivers of nodes that lay between the quorum and the bytes, and that change when bytes
     *            come, never which: they are passed by here
     */
    public record Origin(String option, Optional<TextPosition> position, List<String> filters) {

        public Origin {
            filters = List.copyOf(filters);
        }

        /** A place where nothing was passed by. */
        public Origin(String option, Optional<TextPosition> position) {
            this(option, position, List.of());
        }
    }
}
