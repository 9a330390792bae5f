// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Numbers the events of one quorum and tells them to the listener, in order. Only the quorum's
 * strand uses it.
 */
final class Narrator {

    private final Consumer<Event> listener;
    private final Clock clock;
    private long sequence;

    Narrator(Consumer<Event> listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    /** An event that still lacks its number and time. */
    interface Draft {
        Event at(long sequence, Instant time);
    }

    Event tell(Draft draft) {
        Event event = draft.at(++sequence, clock.instant());
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            // The listener's own fault: it shows where uncaught exceptions show, and the request goes on.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
        return event;
    }
}
