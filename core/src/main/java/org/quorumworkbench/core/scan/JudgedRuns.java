// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Runs as a judgement sees them. Groupings that differ only in who is left out vote alike: their
 * runs join, or vanish if the rest agrees. For one thread.
 */
final class JudgedRuns implements Iterator<DivergentRun> {

    private final Iterator<DivergenceMap.Run> runs;
    private final List<Ruling> rulings;
    private @Nullable DivergentRun ahead;

    JudgedRuns(Iterator<DivergenceMap.Run> runs, List<Ruling> rulings) {
        this.runs = runs;
        this.rulings = rulings;
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
        while (ahead != null && ahead.range().first() == run.range().end() && ahead.ruling().equals(run.ruling())) {
            run = new DivergentRun(
                    new SectorRange(run.range().first(), run.range().count() + ahead.range().count()), run.ruling());
            ahead = step();
        }
        return run;
    }

    private @Nullable DivergentRun step() {
        while (runs.hasNext()) {
            DivergenceMap.Run run = runs.next();
            Ruling ruling = rulings.get(run.grouping());
            if (ruling.isDivergent()) {
                return new DivergentRun(run.range(), ruling);
            }
        }
        return null;
    }
}
