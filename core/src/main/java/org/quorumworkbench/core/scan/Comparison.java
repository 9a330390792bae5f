// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.vote.Agreement;

/**
 * Finds who agrees with whom, sector by sector, at the cost of one comparison a child where all
 * agree. For one thread.
 */
final class Comparison {

    private static final int SECTOR = SectorRange.SECTOR;
    /**
     * Sectors compared at once, 4 KiB of every child: child 0's stay in the first level cache for the
     * others, and where children differ little is compared twice.
     */
    private static final int BLOCK = 8;

    private final int children;
    private final int[] agrees;
    /** The children that could be read, in order. */
    private final int[] members;
    /** Where a child is among them, or -1. */
    private final int[] position;
    /** For each of them, the next sector in which it differs from the first. */
    private final int[] ahead;
    private final int[] lastAgrees;
    private Grouping last;
    private final Map<Long, Grouping> known = new HashMap<>();
    private final InOneSector asked = new InOneSector();

    Comparison(int children) {
        this.children = children;
        agrees = new int[children];
        members = new int[children];
        position = new int[children];
        ahead = new int[children];
        lastAgrees = new int[children];
        last = Grouping.unanimous(children);
    }

    /** What no reading is needed for: all children that are there have a hole. */
    void compareHoles(Chunk chunk, ChunkFindings found) {
        if (!chunk.absent().isEmpty()) {
            int lowest = chunk.absent().nextClearBit(0);
            for (int child = 0; child < children; child++) {
                agrees[child] = chunk.absent().get(child) ? Grouping.UNREADABLE : lowest;
            }
            found.add(chunk.range().first(), chunk.range().count(), grouping());
        }
    }

    /**
     * Adds what is not unanimous.
     *
     * @param bytes
     *            native memory for each child, with the range's bytes at its start; the same for
     *            children whose bytes are known to be equal
     * @param unreadable
     *            for each child the sectors that could not be read, counted from the range's start;
     *            their bytes are not looked at
     */
    void compare(SectorRange range, MemorySegment[] bytes, List<BitSet> unreadable, ChunkFindings found) {
        int count = (int) range.count();
        for (int from = 0; from < count;) {
            int to = count;
            int readable = 0;
            for (int child = 0; child < children; child++) {
                boolean failed = unreadable.get(child).get(from);
                int change = failed ? unreadable.get(child).nextClearBit(from) : unreadable.get(child).nextSetBit(from);
                to = change < 0 ? to : Math.min(to, change);
                position[child] = failed ? -1 : readable;
                if (!failed) {
                    members[readable++] = child;
                }
            }
            compareMembers(range.first(), from, to, readable, bytes, found);
            from = to;
        }
    }

    /** Compares sectors in which always the same children could be read. */
    private void compareMembers(long base, int from, int to, int readable, MemorySegment[] bytes,
            ChunkFindings found) {
        if (areOne(readable, bytes)) {
            addAgreeing(base, from, to, readable, found);
            return;
        }
        for (int at = from; at < to;) {
            int end = Math.min(to, at + BLOCK);
            if (allEqual(at, end, readable, bytes)) {
                addAgreeing(base, at, end, readable, found);
            } else {
                compareBlock(base, at, end, readable, bytes, found);
            }
            at = end;
        }
    }

    /** Whether all that could be read is the same memory: whoever read them has compared them. */
    private boolean areOne(int readable, MemorySegment[] bytes) {
        for (int i = 1; i < readable; i++) {
            if (bytes[members[i]].address() != bytes[members[0]].address()) {
                return false;
            }
        }
        return true;
    }

    private boolean allEqual(int from, int to, int readable, MemorySegment[] bytes) {
        for (int i = 1; i < readable; i++) {
            MemorySegment first = bytes[members[0]];
            MemorySegment other = bytes[members[i]];
            if (first.address() != other.address()
                    && !Bytes.equal(first, other, (long) from * SECTOR, (long) to * SECTOR)) {
                return false;
            }
        }
        return true;
    }

    private void compareBlock(long base, int from, int to, int readable, MemorySegment[] bytes,
            ChunkFindings found) {
        Arrays.fill(ahead, -1);
        for (int at = from; at < to;) {
            int nearest = to;
            for (int i = 1; i < readable; i++) {
                if (ahead[i] < at) {
                    ahead[i] = firstDiffering(bytes[members[0]], bytes[members[i]], at, to);
                }
                nearest = Math.min(nearest, ahead[i]);
            }
            addAgreeing(base, at, nearest, readable, found);
            if (nearest < to) {
                group(nearest, bytes);
                found.add(base + nearest, 1, grouping());
            }
            at = nearest + 1;
        }
    }

    /**
     * Tells for one sector who agrees with whom. How the children compare with the first that could be
     * read is known already.
     */
    private void group(int sector, MemorySegment[] bytes) {
        asked.sector = sector;
        asked.bytes = bytes;
        Agreement.find(agrees, asked, asked);
    }

    /**
     * How the children compare in one sector. There is one for all sectors: the first compiler, which
     * is all that a scan has, makes a lambda by a call of the virtual machine, and where every sector
     * differs those calls were a fifth of the scan.
     */
    private final class InOneSector implements IntPredicate, Agreement.Comparer {
        private MemorySegment[] bytes = {};
        private int sector;

        @Override
        public boolean test(int child) {
            return position[child] >= 0;
        }

        @Override
        public boolean isSame(int lower, int child) {
            long from = (long) sector * SECTOR;
            return lower == members[0]
                    ? ahead[position[child]] != sector
                    : Bytes.equal(bytes[lower], bytes[child], from, from + SECTOR);
        }
    }

    private void addAgreeing(long base, int from, int to, int readable, ChunkFindings found) {
        if (readable == children || from == to) {
            return;
        }
        Arrays.fill(agrees, Grouping.UNREADABLE);
        for (int i = 0; i < readable; i++) {
            agrees[members[i]] = members[0];
        }
        found.add(base + from, to - from, grouping());
    }

    private static int firstDiffering(MemorySegment one, MemorySegment other, int from, int to) {
        return one.address() == other.address()
                ? to
                : (int) Bytes.firstDifference(one, other, (long) from * SECTOR, (long) to * SECTOR) / SECTOR;
    }

    /** The grouping in {@code agrees}; sectors near one another mostly share it. */
    private Grouping grouping() {
        if (Arrays.equals(agrees, lastAgrees)) {
            return last;
        }
        System.arraycopy(agrees, 0, lastAgrees, 0, children);
        // 33 to the power of 12 is less than 2 to the power of 63: up to 12 children the number is exact.
        if (children > 12) {
            last = Grouping.of(agrees, children);
        } else {
            long number = 0;
            for (int lowest : agrees) {
                number = number * 33 + lowest + 1;
            }
            last = known.computeIfAbsent(number, n -> Grouping.of(agrees, children));
        }
        return last;
    }
}
