// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.quorum.Child;

/**
 * Parts zeroed from trimmed: a trim is of whole pieces of 64 KiB, and what shows of it is where
 * something else than zeroes lay. Several findings of one child may be of one trim.
 */
final class ZeroFamily {

    /** Sectors of 64 KiB. */
    private static final int PIECE = 128;
    /** At least so much of the first and last piece together must show. */
    private static final int SHOWS = PIECE / 2;
    private static final int MOST_SECTORS = 64 * PIECE;

    private final List<Child> children;
    private final Reads reads;

    ZeroFamily(List<Child> children, Reads reads) {
        this.children = children;
        this.reads = reads;
    }

    void tell(List<Draft> drafts) {
        Map<List<Integer>, List<Draft>> open = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.damage() == Damage.ZEROED && draft.best().strength() == Strength.STRONG && !draft.isSettled()) {
                List<Integer> zeroed = draft.described();
                List<Draft> family = open.computeIfAbsent(zeroed, _ -> new ArrayList<>());
                if (!family.isEmpty() && !touches(family.getLast(), draft)) {
                    judge(family, zeroed);
                    family.clear();
                }
                family.add(draft);
            }
        }
        open.forEach((zeroed, family) -> {
            if (!family.isEmpty()) {
                judge(family, zeroed);
            }
        });
    }

    /** Whether both show of the same or neighbouring pieces of 64 KiB. */
    private static boolean touches(Draft one, Draft next) {
        return next.cluster().hull().first() / PIECE <= (one.cluster().hull().end() - 1) / PIECE + 1;
    }

    private void judge(List<Draft> family, List<Integer> zeroed) {
        long first = family.getFirst().cluster().hull().first();
        long end = family.stream().mapToLong(draft -> draft.cluster().hull().end()).max().orElse(first);
        long from = first / PIECE * PIECE;
        long to = Math.ceilDiv(end, (long) PIECE) * PIECE;
        if (end - first < SHOWS) {
            return;
        }
        to = Math.min(to, from + MOST_SECTORS);
        boolean exact = first == from && end == Math.ceilDiv(end, (long) PIECE) * PIECE;
        if (exact || isZero(children.get(zeroed.getFirst()).device(), new SectorRange(from, to - from))) {
            family.forEach(draft -> draft.set(new Candidate(Damage.TRIMMED, exact ? Strength.STRONG : Strength.FAIR,
                    draft.best().says())));
            family.forEach(draft -> draft.say(Statement.of(Phrase.TRIMMED)));
        }
    }

    private boolean isZero(BlockDevice device, SectorRange range) {
        byte[] bytes = new byte[PIECE * SectorRange.SECTOR];
        for (long at = range.first(); at < range.end(); at += PIECE) {
            if (!reads.read(device, at * SectorRange.SECTOR, ByteBuffer.wrap(bytes))) {
                return false;
            }
            for (byte one : bytes) {
                if (one != 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
