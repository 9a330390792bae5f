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
    private static final class Place {
        private final long offset;
        private final long end;
        private final boolean writes;
        private final Object holder;
        private final Runnable start;
        private boolean started;

        Place(Object holder, Runnable start, long offset, long length, boolean writes) {
            this.holder = holder;
            this.start = start;
            this.offset = offset;
            this.end = offset + length;
            this.writes = writes;
        }

        boolean mustWaitFor(Place earlier) {
            return (writes || earlier.writes) && offset < earlier.end && earlier.offset < end;
        }
    }

    private final List<Place> places = new ArrayList<>();
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
        Place place = new Place(holder, start, offset, length, writes);
        boolean free = isFree(place, places.size());
        places.add(place);
        if (free) {
            place.started = true;
            start.run();
        }
    }

    /**
     * Takes the request out, once none of its children can do anything more, and starts what waited for
     * it.
     */
    void leave(Object holder) {
        if (places.removeIf(place -> place.holder.equals(holder))) {
            startWhatCan();
        }
    }

    /** Starts all that wait, whatever is in their way: the quorum has ended, and they will see it. */
    void startAll() {
        for (Place place : List.copyOf(places)) {
            if (!place.started) {
                place.started = true;
                place.start.run();
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
            for (Place next = startable(); next != null; next = startable()) {
                next.started = true;
                next.start.run();
            }
        } finally {
            starting = false;
        }
    }

    private @Nullable Place startable() {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (!place.started && isFree(place, i)) {
                return place;
            }
        }
        return null;
    }

    /** Whether none of the first {@code count} places is in the way. */
    private boolean isFree(Place place, int count) {
        for (int i = 0; i < count; i++) {
            if (place.mustWaitFor(places.get(i))) {
                return false;
            }
        }
        return true;
    }
}
