// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.vote.Verdict;

/**
 * How much of what diverges the members' evidence accounts for.
 *
 * @param sectors
 *            of each reason, those that do not occur with 0, in the order of the enum
 * @param unexplained
 *            sectors that nothing accounts for: the number that matters
 * @param suspect
 *            sectors in which the winner has only members that are stale or not recovered there
 * @param suspectMajority
 *            those of the suspect ones in which the winner is alone at the top
 */
public record Explained(Map<Reason, Long> sectors, long unexplained, long suspect, long suspectMajority) {

    public Explained {
        sectors = Collections.unmodifiableMap(new EnumMap<>(sectors));
    }

    /** Sums the runs up: takes as long as there are runs, and keeps none. */
    static Explained of(Iterator<DivergentRun> runs) {
        Map<Reason, Long> sectors = nothing();
        long unexplained = 0;
        long suspect = 0;
        long suspectMajority = 0;
        while (runs.hasNext()) {
            DivergentRun run = runs.next();
            long count = run.range().count();
            if (run.explained().isPresent()) {
                sectors.merge(run.explained().get(), count, Long::sum);
            } else {
                unexplained += count;
            }
            if (run.suspectWinner()) {
                suspect += count;
                suspectMajority += run.ruling().verdict() == Verdict.MAJORITY ? count : 0;
            }
        }
        return new Explained(sectors, unexplained, suspect, suspectMajority);
    }

    /** Where no evidence says anything. */
    static Explained nothing(long divergent) {
        return new Explained(nothing(), divergent, 0, 0);
    }

    private static Map<Reason, Long> nothing() {
        Map<Reason, Long> sectors = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            sectors.put(reason, 0L);
        }
        return sectors;
    }
}
