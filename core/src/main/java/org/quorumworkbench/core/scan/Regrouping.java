// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.DivergenceMap.Run;

/**
 * Makes the map of children that would have been given other bytes, all at once. For one thread.
 */
final class Regrouping {

    /** A value of no child's in {@link Grouping}: bytes that nobody else has. */
    private static final int APART = -2;

    private final DivergenceMap map;
    private final Findings regrouped;

    Regrouping(DivergenceMap map) {
        this.map = map;
        this.regrouped = new Findings(map);
    }

    /** What two reads gave differently is not known of these sectors any more. */
    DivergenceMap given(List<Gift> gifts) {
        List<Gift> coming = gifts.stream().sorted(Comparator.comparingLong(gift -> gift.range().first())).toList();
        TreeSet<Long> cuts = new TreeSet<>();
        coming.forEach(gift -> {
            cuts.add(gift.range().first());
            cuts.add(gift.range().end());
        });
        List<Gift> here = new ArrayList<>();
        int next = 0;
        for (long from : cuts) {
            here.removeIf(gift -> gift.range().end() <= from);
            for (; next < coming.size() && coming.get(next).range().first() == from; next++) {
                here.add(coming.get(next));
            }
            Long to = cuts.higher(from);
            if (!here.isEmpty() && to != null) {
                give(here, new SectorRange(from, to - from));
            }
        }
        return regrouped.snapshot();
    }

    /** What was scanned of a piece, in which the same gifts are made everywhere. */
    private void give(List<Gift> gifts, SectorRange piece) {
        for (SectorRange scanned : map.scanned().within(piece).ranges()) {
            ChunkFindings found = new ChunkFindings();
            long at = scanned.first();
            for (Iterator<Run> runs = map.runs(scanned); runs.hasNext();) {
                Run run = runs.next();
                add(found, new SectorRange(at, run.range().first() - at), Grouping.unanimous(map.children().size()),
                        gifts);
                add(found, run.range(), map.groupings().get(run.grouping()), gifts);
                at = run.range().end();
            }
            add(found, new SectorRange(at, scanned.end() - at), Grouping.unanimous(map.children().size()), gifts);
            regrouped.forget(scanned);
            regrouped.record(scanned, found, 0);
        }
    }

    private static void add(ChunkFindings found, SectorRange range, Grouping before, List<Gift> gifts) {
        Grouping after = given(before, gifts);
        if (!range.isEmpty() && !after.isUnanimous()) {
            found.add(range.first(), range.count(), after);
        }
    }

    private static Grouping given(Grouping before, List<Gift> gifts) {
        int[] bytes = before.agrees().stream().mapToInt(Integer::intValue).toArray();
        for (Gift gift : gifts) {
            gift.source().ifPresent(source -> bytes[gift.child()] = before.agrees().get(source));
        }
        for (Gift gift : gifts) {
            if (gift.source().isEmpty()) {
                bytes[gift.child()] = APART - gift.child();
            }
        }
        int[] agrees = new int[bytes.length];
        for (int child = 0; child < bytes.length; child++) {
            agrees[child] = bytes[child] == Grouping.UNREADABLE ? Grouping.UNREADABLE : lowest(bytes, child);
        }
        return Grouping.of(agrees, agrees.length);
    }

    private static int lowest(int[] bytes, int child) {
        int lowest = 0;
        while (bytes[lowest] != bytes[child]) {
            lowest++;
        }
        return lowest;
    }
}
