// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.inspect.SectorVote;
import org.quorumworkbench.core.member.Explanation;
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
    static Explained ofRuns(Iterator<DivergentRun> runs) {
        return of(new Iterator<>() {
            @Override
            public boolean hasNext() {
                return runs.hasNext();
            }

            @Override
            public Said next() {
                DivergentRun run = runs.next();
                return new Said(run.range().count(), run.ruling().verdict(), run.explained(), run.suspectWinner());
            }
        });
    }

    /** What is said of some divergent sectors. */
    private record Said(long sectors, Verdict verdict, Optional<Reason> explained, boolean suspect) {}

    private static Explained of(Iterator<Said> said) {
        Map<Reason, Long> sectors = nothing();
        long unexplained = 0;
        long suspect = 0;
        long suspectMajority = 0;
        while (said.hasNext()) {
            Said next = said.next();
            if (next.explained().isPresent()) {
                sectors.merge(next.explained().get(), next.sectors(), Long::sum);
            } else {
                unexplained += next.sectors();
            }
            if (next.suspect()) {
                suspect += next.sectors();
                suspectMajority += next.verdict() == Verdict.MAJORITY ? next.sectors() : 0;
            }
        }
        return new Explained(sectors, unexplained, suspect, suspectMajority);
    }

    /** Of sectors that were looked at one by one. */
    static Explained of(List<SectorVote> sectors, MemberEvidence evidence) {
        if (!evidence.isKnown()) {
            return nothing(sectors.stream().filter(sector -> sector.vote().isDivergent()).count());
        }
        return of(sectors.stream().filter(sector -> sector.vote().isDivergent())
                .map(sector -> explained(sector, evidence.explanation())).iterator());
    }

    private static Said explained(SectorVote sector, Explanation explanation) {
        String pattern = sector.vote().pattern();
        return new Said(1, sector.verdict(), explanation.reason(sector.sector(), pattern),
                !sector.vote().winner().isEmpty() && explanation.suspectWinner(sector.sector(), pattern));
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
