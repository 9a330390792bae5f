// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import org.quorumworkbench.core.block.SectorRange;

/**
 * What steps write and read: no sector of a child may be written by two, or be written by one and
 * read by another, so that they can be done, and undone, in any order. For one thread.
 */
final class StepSpace {

    private final ChildRanges written = new ChildRanges();
    private final ChildRanges read = new ChildRanges();

    /** Takes the space of a step, if it is free. */
    boolean isFree(String child, String source, SectorRange range) {
        if (written.meets(child, range) || read.meets(child, range) || written.meets(source, range)) {
            return false;
        }
        written.add(child, range);
        read.add(source, range);
        return true;
    }
}
