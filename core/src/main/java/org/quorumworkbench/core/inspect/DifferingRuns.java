// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/** Finds the bytes in which a child differs from the reference. */
final class DifferingRuns {

    private static final int SECTOR = SectorRange.SECTOR;

    private DifferingRuns() {}

    /**
     * The maximal runs, in order; they may cross sector borders.
     *
     * @param reference
     *            for each sector the child to compare with, or -1
     */
    static List<DifferingRun> of(ChildBytes child, List<Integer> reference, List<ChildBytes> children) {
        List<DifferingRun> runs = new ArrayList<>();
        for (int sector = 0; sector < reference.size(); sector++) {
            int other = reference.get(sector);
            int from = sector * SECTOR;
            if (other >= 0 && children.get(other).child() != child.child() && child.isReadable(from)
                    && children.get(other).isReadable(from)) {
                compare(child.bytes(), children.get(other).bytes(), from, runs);
            }
        }
        return runs;
    }

    private static void compare(MemorySegment mine, MemorySegment theirs, int start, List<DifferingRun> runs) {
        int end = start + SECTOR;
        int at = start;
        while (at < end) {
            long next = MemorySegment.mismatch(mine, at, end, theirs, at, end);
            if (next < 0) {
                return;
            }
            int from = at + (int) next;
            int to = from + 1;
            while (to < end && mine.get(ValueLayout.JAVA_BYTE, to) != theirs.get(ValueLayout.JAVA_BYTE, to)) {
                to++;
            }
            add(runs, from, to);
            at = to;
        }
    }

    private static void add(List<DifferingRun> runs, int from, int to) {
        if (!runs.isEmpty() && runs.getLast().to() == from) {
            runs.set(runs.size() - 1, new DifferingRun(runs.getLast().from(), to));
        } else {
            runs.add(new DifferingRun(from, to));
        }
    }
}
