// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The lines of a log that are shown, oldest first. A fault that fires over and over, at sectors
 * that adjoin, may be folded into one line: a range that cannot be read as a whole is read sector
 * by sector. Used on the JavaFX thread.
 */
final class ShownEvents {

    private final ObservableList<EventLine> lines = FXCollections.observableArrayList();
    private boolean folds = true;
    private long events;

    ObservableList<EventLine> lines() {
        return lines;
    }

    /** How many events are in the lines. */
    long events() {
        return events;
    }

    boolean folds() {
        return folds;
    }

    /** Whether lines are folded from the next {@link #set} on. */
    void fold(boolean now) {
        folds = now;
    }

    void set(List<EventLine> all) {
        List<EventLine> shown = new ArrayList<>();
        all.forEach(line -> append(shown, line));
        lines.setAll(shown);
        events = all.size();
    }

    void add(List<EventLine> come) {
        if (come.isEmpty()) {
            return;
        }
        List<EventLine> fresh = new ArrayList<>();
        boolean some = !lines.isEmpty();
        if (some) {
            fresh.add(lines.getLast());
        }
        come.forEach(line -> append(fresh, line));
        if (some) {
            EventLine last = fresh.removeFirst();
            if (last.times() != lines.getLast().times()) {
                lines.set(lines.size() - 1, last);
            }
        }
        lines.addAll(fresh);
        events += come.size();
    }

    private void append(List<EventLine> shown, EventLine line) {
        if (folds && !shown.isEmpty() && shown.getLast().folds(line)) {
            shown.set(shown.size() - 1, shown.getLast().with(line));
        } else {
            shown.add(line);
        }
    }

    /** What is shown is in the log's order: the oldest that go are the first that are shown. */
    void removeOldest(int gone) {
        int whole = 0;
        int left = gone;
        while (left > 0 && whole < lines.size() && lines.get(whole).times() <= left) {
            left -= lines.get(whole).times();
            whole++;
        }
        lines.remove(0, whole);
        if (left > 0 && !lines.isEmpty()) {
            lines.set(0, lines.getFirst().without(left));
        }
        events = Math.max(0, events - gone);
    }

    /** Tells anew a line that is among the last ones. */
    void paintAnew(EventLine line, int among) {
        for (int at = lines.size() - 1; at >= Math.max(0, lines.size() - among); at--) {
            if (lines.get(at).event().equals(line.event())) {
                lines.set(at, lines.get(at));
                return;
            }
        }
    }

    void clear() {
        lines.clear();
        events = 0;
    }
}
