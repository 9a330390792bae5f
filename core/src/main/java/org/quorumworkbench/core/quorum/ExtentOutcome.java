// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.List;
import org.quorumworkbench.core.block.Extent;

/**
 * What a quorum says of the extent at an offset.
 *
 * @param extent
 *            data if any child has data there, else zeroes
 * @param events
 *            told for this question, in order
 */
public record ExtentOutcome(Extent extent, List<Event> events) {
    public ExtentOutcome {
        events = List.copyOf(events);
    }
}
