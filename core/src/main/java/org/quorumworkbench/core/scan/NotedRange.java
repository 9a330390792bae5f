// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;

/**
 * Sectors of the quorum's disk that somebody has noted: a place to go to.
 *
 * @param range
 *            of one sector or more; perhaps beyond the disk's end
 * @param note
 *            what was said of them, on one line
 */
public record NotedRange(SectorRange range, String note) {

    public NotedRange {
        if (range.isEmpty()) {
            throw new IllegalArgumentException("a noted range has a sector");
        }
        note = Printable.line(note);
    }
}
