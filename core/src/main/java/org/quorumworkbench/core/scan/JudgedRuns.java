// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.member.Explanation.Piece;

/**
 * Runs as a judgement sees them, cut where the members' evidence changes. Groupings that differ
 * only in who is left out vote alike: their runs join, or vanish if the rest agrees. For one
 * thread.
 */
final class JudgedRuns implements Iterator<DivergentRun> {

    private final Iterator<DivergenceMap.Run> runs;
    private final List<Ruling> rulings;
    private final MemberEvidence evidence;
    private Iterator<DivergentRun> pieces = Collections.emptyIterator();
    private @Nullable DivergentRun ahead;

    JudgedRuns(Iterator<DivergenceMap.Run> runs, List<Ruling> rulings, MemberEvidence evidence) {
        this.runs = runs;
        this.rulings = rulings;
        this.evidence = evidence;
        ahead = step();
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public DivergentRun next() {
        DivergentRun run = ahead;
        if (run == null) {
            throw new NoSuchElementException();
        }
        ahead = step();
        while (ahead != null && run.joins(ahead)) {
            run = run.with(ahead);
            ahead = step();
        }
        return run;
    }

    private @Nullable DivergentRun step() {
        while (!pieces.hasNext() && runs.hasNext()) {
            DivergenceMap.Run run = runs.next();
            Ruling ruling = rulings.get(run.grouping());
            if (ruling.isDivergent() && !evidence.isKnown()) {
                return new DivergentRun(run.range(), ruling);
            }
            if (ruling.isDivergent()) {
                pieces = new Pieces(ruling, evidence.explanation().pieces(run.range(), ruling.pattern()));
            }
        }
        return pieces.hasNext() ? pieces.next() : null;
    }

    /** The parts of a run that the evidence tells apart. */
    private record Pieces(Ruling ruling, Iterator<Piece> pieces) implements Iterator<DivergentRun> {

        @Override
        public boolean hasNext() {
            return pieces.hasNext();
        }

        @Override
        public DivergentRun next() {
            Piece piece = pieces.next();
            return new DivergentRun(piece.range(), ruling, piece.reason(),
                    piece.suspectWinner() && !ruling.winner().isEmpty());
        }
    }
}
