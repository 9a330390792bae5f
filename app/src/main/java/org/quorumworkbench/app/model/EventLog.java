// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.ObservableList;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.story.EventWords.Kind;

/**
 * The last events of all quorums that were open, bounded, and which of them a filter lets through.
 * Events are heard on any thread, from the first on; all else is used on the JavaFX thread, to
 * which they come in batches, one per pulse.
 */
public final class EventLog {

    /** So many events are kept; the oldest go. */
    public static final int KEPT = 100_000;

    private static final int WAITING = 200_000;
    private static final int PER_PULSE = 1_000;
    private static final int RECENT = 2_000;

    private final int bound;
    private final EventFeed feed = new EventFeed(WAITING);
    private final PulseGate gate;
    private final Queue<OfClient> clients = new ConcurrentLinkedQueue<>();
    private final Deque<EventLine> lines = new ArrayDeque<>();
    private final ShownEvents shown = new ShownEvents();
    private final EventMessages messages = new EventMessages();
    private final NavigableSet<String> children = new TreeSet<>();
    private final ReadOnlyLongWrapper come = new ReadOnlyLongWrapper();
    private long gone;
    private Optional<Kind> kind = Optional.empty();
    private Optional<String> child = Optional.empty();
    private String text = "";

    /** A log that keeps at most so many events. */
    EventLog(Background background, int bound) {
        this.bound = bound;
        gate = background.gate(this::drain);
    }

    /** Takes an event, on any thread. */
    public void heard(Event event) {
        feed.offer(event);
        gate.request();
    }

    /**
     * Says of which client's request events came that were or will be heard; on any thread.
     *
     * @param client
     *            the client and its request, in words
     */
    void cameOf(List<Event> events, String client) {
        events.forEach(event -> clients.add(new OfClient(event, client)));
        gate.request();
    }

    private record OfClient(Event event, String client) {}

    private void drain() {
        add(feed.drain(PER_PULSE));
        if (!feed.isEmpty()) {
            gate.request();
            return;
        }
        for (int i = 0; i < PER_PULSE; i++) {
            OfClient one = clients.poll();
            if (one == null) {
                return;
            }
            name(one);
        }
        gate.request();
    }

    /** It was heard a moment ago, if it is still there. */
    private void name(OfClient one) {
        Iterator<EventLine> newest = lines.descendingIterator();
        for (int i = 0; i < RECENT && newest.hasNext(); i++) {
            EventLine line = newest.next();
            if (line.event().equals(one.event())) {
                line.client().set(one.client());
                // It is one of the last that are shown, as it is in the log.
                shown.paintAnew(line, RECENT);
                return;
            }
        }
    }

    private void add(EventFeed.Batch batch) {
        gone += batch.dropped();
        List<EventLine> passed = new ArrayList<>();
        int left = 0;
        for (Event event : batch.events()) {
            EventLine line = new EventLine(event, messages);
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
        shown.add(passed);
        shown.removeOldest(left);
        come.set(come.get() + batch.events().size() + batch.dropped());
    }

    /** How many events have come since the window was opened: changes with every batch. */
    public ReadOnlyLongProperty comeProperty() {
        return come.getReadOnlyProperty();
    }

    public void filter(Optional<Kind> newKind, Optional<String> newChild, String newText) {
        kind = newKind;
        child = newChild;
        text = newText.toLowerCase(Locale.ROOT);
        shown.set(passing());
    }

    /** Folds a fault that fires over and over into one line; or shows every event. */
    public void fold(boolean wanted) {
        shown.fold(wanted);
        shown.set(passing());
    }

    /** Whether a fault that fires over and over is folded into one line. */
    public boolean folds() {
        return shown.folds();
    }

    /** Every event that the filter lets through, oldest first, none of them folded. */
    public List<EventLine> passing() {
        return lines.stream().filter(this::passes).toList();
    }

    /** How many events the filter lets through. */
    public long passed() {
        return shown.events();
    }

    private boolean passes(EventLine line) {
        return line.passes(kind, child, text);
    }

    /**
     * Those that the filter lets through, oldest first, folded where that is wanted; changes as events
     * come and go.
     */
    public ObservableList<EventLine> shown() {
        return shown.lines();
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
