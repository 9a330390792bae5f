// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.Iterator;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Verdicts;

/** What a scan knows of the nearest divergence in a direction. */
sealed interface KnownDivergence {

    /** There is a run of divergent sectors that begins at the sector. */
    record At(long sector) implements KnownDivergence {}

    /** Up to the sector there is none, and from there on it has not been scanned. */
    record Unknown(long from) implements KnownDivergence {}

    /** There is none, up to the disk's end. */
    record None() implements KnownDivergence {}

    /** The first run that begins at or after {@code from}. */
    static KnownDivergence next(Verdicts verdicts, long from) {
        DivergenceMap map = verdicts.map();
        long gap = map.scanned().firstGap(from);
        if (gap > from) {
            long before = Math.max(0, from - 1);
            Iterator<DivergentRun> runs = verdicts.runs(new SectorRange(before, gap - before));
            long end = -1;
            while (runs.hasNext()) {
                SectorRange run = runs.next().range();
                if (run.first() >= from && run.first() != end) {
                    return new At(run.first());
                }
                end = run.end();
            }
        }
        return gap >= map.sectors() ? new None() : new Unknown(gap);
    }

    /** The last run that begins before {@code before}. */
    static KnownDivergence previous(Verdicts verdicts, long before) {
        DivergenceMap map = verdicts.map();
        OptionalLong gap = before == 0 ? OptionalLong.empty() : map.scanned().lastGap(before - 1);
        long low = gap.isPresent() ? gap.getAsLong() + 1 : 0;
        long reach = 1 << 12;
        for (long high = before; high > low; high = Math.max(low, high - reach), reach *= 4) {
            // From the end backwards in growing steps: there may be millions of runs, and the last is wanted.
            long from = Math.max(low, high - reach);
            OptionalLong start = lastStart(verdicts, new SectorRange(from, high - from), low);
            if (start.isPresent()) {
                return new At(start.getAsLong());
            }
        }
        return gap.isPresent() ? new Unknown(low) : new None();
    }

    /**
     * Where the last run begins that begins in the range; one that comes in from before does not,
     * unless at low.
     */
    private static OptionalLong lastStart(Verdicts verdicts, SectorRange range, long low) {
        long first = range.first() > low ? range.first() - 1 : range.first();
        Iterator<DivergentRun> runs = verdicts.runs(new SectorRange(first, range.end() - first));
        OptionalLong start = OptionalLong.empty();
        long end = -1;
        while (runs.hasNext()) {
            SectorRange run = runs.next().range();
            if (run.first() >= range.first() && run.first() != end) {
                start = OptionalLong.of(run.first());
            }
            end = run.end();
        }
        return start;
    }
}
