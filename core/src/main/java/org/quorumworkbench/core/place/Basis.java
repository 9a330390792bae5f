// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The divergent metadata that an answer rests on: nearly always none, so that it costs nothing to
 * carry along.
 *
 * @param divergent
 *            sectors of the disk, at most {@link #MOST} ranges
 */
record Basis(List<SectorRange> divergent) {

    /** Ranges that are remembered; that there is one is what matters, these tell where to look. */
    static final int MOST = 8;

    static final Basis AGREED = new Basis(List.of());

    static Basis of(List<SectorRange> divergent) {
        return divergent.isEmpty() ? AGREED : new Basis(divergent);
    }

    /** Whether there is none. */
    boolean agrees() {
        return divergent.isEmpty();
    }

    Basis plus(Basis other) {
        if (other.agrees() || equals(other)) {
            return this;
        }
        if (agrees()) {
            return other;
        }
        List<SectorRange> both = new ArrayList<>(divergent);
        for (SectorRange range : other.divergent) {
            if (both.size() < MOST && !both.contains(range)) {
                both.add(range);
            }
        }
        return new Basis(List.copyOf(both));
    }
}
