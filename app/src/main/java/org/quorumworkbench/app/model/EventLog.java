// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.story.EventWords.Kind;

/**
 * The last events, bounded, and which of them a filter lets through. Knows no controls; used on one
 * thread.
 */
public final class EventLog {

    private final int bound;
    private final Deque<EventLine> lines = new ArrayDeque<>();
    private final ObservableList<EventLine> shown = FXCollections.observableArrayList();
    private final NavigableSet<String> children = new TreeSet<>();
    private long gone;
    private Optional<Kind> kind = Optional.empty();
    private Optional<String> child = Optional.empty();
    private String text = "";

    /** A log that keeps at most so many events. */
    public EventLog(int bound) {
        this.bound = bound;
    }

    /**
     * Adds events, oldest first.
     *
     * @param dropped
     *            how many were lost before them
     */
    public void add(List<Event> events, long dropped) {
        gone += dropped;
        List<EventLine> passed = new ArrayList<>();
        int left = 0;
        for (Event event : events) {
            EventLine line = new EventLine(event);
            lines.addLast(line);
            line.words().child().ifPresent(children::add);
            if (passes(line)) {
                passed.add(line);
            }
            if (lines.size() > bound) {
                left += passes(lines.removeFirst()) ? 1 : 0;
                gone++;
            }
        }
        // What is shown is in the log's order: the oldest that go are the first that are shown.
        shown.addAll(passed);
        shown.remove(0, left);
    }

    public void filter(Optional<Kind> newKind, Optional<String> newChild, String newText) {
        kind = newKind;
        child = newChild;
        text = newText.toLowerCase(Locale.ROOT);
        shown.setAll(lines.stream().filter(this::passes).toList());
    }

    private boolean passes(EventLine line) {
        return line.passes(kind, child, text);
    }

    /** Those that the filter lets through, oldest first; changes as events come and go. */
    public ObservableList<EventLine> shown() {
        return shown;
    }

    /** How many events are no longer here. */
    public long gone() {
        return gone;
    }

    public int size() {
        return lines.size();
    }

    /** The names of all children that events were about. */
    public NavigableSet<String> children() {
        return children;
    }

    public void clear() {
        lines.clear();
        shown.clear();
        gone = 0;
    }
}
