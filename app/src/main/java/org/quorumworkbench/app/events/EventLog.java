// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.quorumworkbench.core.quorum.Event;

/**
 * The last events, bounded, and which of them a filter lets through. Knows no controls; used on one
 * thread.
 */
final class EventLog {

    private final int bound;
    private final Deque<EventLine> lines = new ArrayDeque<>();
    private final SortedSet<String> children = new TreeSet<>();
    private long gone;
    private Optional<EventLine.Kind> kind = Optional.empty();
    private Optional<String> child = Optional.empty();
    private String text = "";

    /** A log that keeps at most so many events. */
    EventLog(int bound) {
        this.bound = bound;
    }

    /**
     * Adds events, oldest first.
     *
     * @param dropped
     *            how many were lost before them
     * @return those that the filter lets through
     */
    List<EventLine> add(List<Event> events, long dropped) {
        gone += dropped;
        List<EventLine> passed = new ArrayList<>();
        for (Event event : events) {
            EventLine line = EventLine.of(event);
            if (lines.size() == bound) {
                lines.removeFirst();
                gone++;
            }
            lines.addLast(line);
            if (!line.child().isEmpty()) {
                children.add(line.child());
            }
            if (passes(line)) {
                passed.add(line);
            }
        }
        return passed;
    }

    void filter(Optional<EventLine.Kind> newKind, Optional<String> newChild, String newText) {
        kind = newKind;
        child = newChild;
        text = newText;
    }

    private boolean passes(EventLine line) {
        return line.passes(kind, child, text);
    }

    /** The newest that the filter lets through, oldest first, at most that many. */
    List<EventLine> newest(int most) {
        List<EventLine> found = new ArrayList<>();
        Iterator<EventLine> newestFirst = lines.descendingIterator();
        while (newestFirst.hasNext() && found.size() < most) {
            EventLine line = newestFirst.next();
            if (passes(line)) {
                found.add(line);
            }
        }
        return found.reversed();
    }

    /** How many events are no longer here. */
    long gone() {
        return gone;
    }

    int size() {
        return lines.size();
    }

    SortedSet<String> children() {
        return children;
    }

    void clear() {
        lines.clear();
        gone = 0;
    }
}
