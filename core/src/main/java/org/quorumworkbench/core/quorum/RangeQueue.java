// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests go in the order in which they came wherever they overlap and one of them writes.
 * Today's driver does not, and measured overlapping writes left healthy replicas divergent, and a
 * repair overwrote newer data. Only the quorum's strand uses it.
 */
final class RangeQueue {

    /** One request in the queue. */
    private static final class RangeHold {
        private final long offset;
        private final long end;
        private final boolean writes;
        private final Object holder;
        private final Runnable start;
        private boolean started;

        RangeHold(Object holder, Runnable start, long offset, long length, boolean writes) {
            this.holder = holder;
            this.start = start;
            this.offset = offset;
            this.end = offset + length;
            this.writes = writes;
        }

        boolean mustWaitFor(RangeHold earlier) {
            return (writes || earlier.writes) && offset < earlier.end && earlier.offset < end;
        }
    }

    private final List<RangeHold> holds = new ArrayList<>();
    private boolean starting;

    /**
     * Puts a request behind all others, and starts it if nothing is in its way.
     *
     * @param holder
     *            who will {@link #leave}
     * @param start
     *            run once nothing earlier is in the way
     */
    void enter(Object holder, Runnable start, long offset, long length, boolean writes) {
        RangeHold hold = new RangeHold(holder, start, offset, length, writes);
        boolean free = isFree(hold, holds.size());
        holds.add(hold);
        if (free) {
            hold.started = true;
            start.run();
        }
    }

    /**
     * Takes the request out, once none of its children can do anything more, and starts what waited for
     * it.
     */
    void leave(Object holder) {
        if (holds.removeIf(hold -> hold.holder.equals(holder))) {
            startWhatCan();
        }
    }

    /** Starts all that wait, whatever is in their way: the quorum has ended, and they will see it. */
    void startAll() {
        for (RangeHold hold : List.copyOf(holds)) {
            if (!hold.started) {
                hold.started = true;
                hold.start.run();
            }
        }
    }

    /**
     * Requests that complete on the spot leave while others are being started: those are started by the
     * loop that runs already, not one inside the other.
     */
    private void startWhatCan() {
        if (starting) {
            return;
        }
        starting = true;
        try {
            for (RangeHold next = startable(); next != null; next = startable()) {
                next.started = true;
                next.start.run();
            }
        } finally {
            starting = false;
        }
    }

    private @Nullable RangeHold startable() {
        for (int i = 0; i < holds.size(); i++) {
            RangeHold hold = holds.get(i);
            if (!hold.started && isFree(hold, i)) {
                return hold;
            }
        }
        return null;
    }

    /** Whether none of the first {@code count} holds is in the way. */
    private boolean isFree(RangeHold hold, int count) {
        for (int i = 0; i < count; i++) {
            if (hold.mustWaitFor(holds.get(i))) {
                return false;
            }
        }
        return true;
    }
}
