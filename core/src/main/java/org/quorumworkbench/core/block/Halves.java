// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What of a range is to be read next, so that one bad sector does not hide the others: the whole
 * range, the halves of what failed, and so on until single sectors are left. At most twice as many
 * parts as there are sectors. For one thread at a time.
 */
public final class Halves {

    /**
     * Sectors, counted from the range's start.
     *
     * @param from
     *            the first
     * @param to
     *            the one behind the last
     */
    public record Part(int from, int to) {}

    private final Deque<Part> left = new ArrayDeque<>();

    /**
     * @param sectors
     *            of the range, 1 or more
     */
    public Halves(int sectors) {
        left.push(new Part(0, sectors));
    }

    /** The next part, in the order of the disk; empty when there is none left. */
    public Optional<Part> next() {
        return Optional.ofNullable(left.poll());
    }

    /**
     * A part could not be read.
     *
     * @return whether it was a single sector, of which nothing more can be had; else its halves come
     *         next
     */
    public boolean failed(Part part) {
        if (part.to() - part.from() == 1) {
            return true;
        }
        int middle = (part.from() + part.to()) >>> 1;
        left.push(new Part(middle, part.to()));
        left.push(new Part(part.from(), middle));
        return false;
    }
}
