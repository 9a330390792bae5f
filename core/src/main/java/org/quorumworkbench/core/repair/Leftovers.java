// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wording;

/**
 * Collects what a plan leaves as it is; neighbours that are left for the same reason are one. For
 * one thread.
 */
final class Leftovers {

    private final List<Excluded> all = new ArrayList<>();
    private final Map<Optional<String>, Integer> last = new HashMap<>();

    void add(Optional<String> child, SectorRange range, Refusal reason, Why why) throws RepairProblem {
        add(new Excluded(child, range, reason, why, Optional.empty()));
    }

    void add(Excluded excluded) throws RepairProblem {
        Integer before = last.get(excluded.child());
        if (before != null && all.get(before).joins(excluded)) {
            all.set(before, all.get(before).with(excluded));
            return;
        }
        if (all.size() == Plan.MOST_EXCLUDED) {
            throw new RepairProblem(
                    Wording.of("more than {0} divergences would be left out, which nobody can read: plan a"
                            + " part of the disk with --range", Plan.MOST_EXCLUDED));
        }
        last.put(excluded.child(), all.size());
        all.add(excluded);
    }

    List<Excluded> all() {
        return all;
    }
}
