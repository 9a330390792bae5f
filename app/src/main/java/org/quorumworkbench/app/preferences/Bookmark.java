// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

import java.util.Objects;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A place on the disk that a person wants to find again.
 *
 * @param first
 *            its first sector
 * @param count
 *            in sectors
 * @param note
 *            why; perhaps empty
 */
public record Bookmark(long first, long count, String note) {

    public Bookmark {
        // A file that was changed by hand may lack it.
        note = Objects.requireNonNullElse(note, "");
    }

    public SectorRange range() {
        return new SectorRange(Math.max(0, first), Math.max(1, count));
    }

    /** The same place with another note. */
    public Bookmark withNote(String other) {
        return new Bookmark(first, count, other);
    }
}
