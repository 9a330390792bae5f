// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/** The ranges that were visited, back and forward, as a browser keeps its pages. */
final class History {

    private static final int BOUND = 1000;

    private final Deque<SectorRange> back = new ArrayDeque<>();
    private final Deque<SectorRange> forward = new ArrayDeque<>();

    /** A new range was visited from that one. */
    void left(SectorRange range) {
        if (!range.equals(back.peek())) {
            back.push(range);
        }
        forward.clear();
        if (back.size() > BOUND) {
            back.removeLast();
        }
    }

    Optional<SectorRange> back(SectorRange current) {
        return move(back, forward, current);
    }

    Optional<SectorRange> forward(SectorRange current) {
        return move(forward, back, current);
    }

    private static Optional<SectorRange> move(Deque<SectorRange> from, Deque<SectorRange> to, SectorRange current) {
        SectorRange range = from.poll();
        if (range != null) {
            to.push(current);
        }
        return Optional.ofNullable(range);
    }

    void clear() {
        back.clear();
        forward.clear();
    }
}
