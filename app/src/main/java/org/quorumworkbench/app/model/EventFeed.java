// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.quorumworkbench.core.quorum.Event;

/**
 * Events on their way to the window: every one, in order, up to a bound; if the window cannot
 * follow, the oldest go and are counted. Any thread may {@link #offer}.
 */
final class EventFeed {

    /** What one draining takes out. */
    record Batch(List<Event> events, long dropped) {}

    private final int bound;
    private final Deque<Event> waiting = new ArrayDeque<>();
    private long dropped;

    /**
     * @param bound
     *            the most events that wait, 1 or more
     */
    EventFeed(int bound) {
        this.bound = bound;
    }

    synchronized void offer(Event event) {
        if (waiting.size() == bound) {
            waiting.removeFirst();
            dropped++;
        }
        waiting.addLast(event);
    }

    /**
     * At most that many events, oldest first, and how many went missing before them since the last
     * batch.
     */
    synchronized Batch drain(int most) {
        List<Event> events = new ArrayList<>(Math.min(most, waiting.size()));
        while (events.size() < most && !waiting.isEmpty()) {
            events.add(waiting.removeFirst());
        }
        Batch batch = new Batch(events, dropped);
        dropped = 0;
        return batch;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }
}
