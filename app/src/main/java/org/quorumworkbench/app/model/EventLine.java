// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.story.EventWords;
import org.quorumworkbench.core.story.EventWords.Kind;

/**
 * An event as the log shows it.
 *
 * @param event
 *            itself
 * @param words
 *            what kind it is, and whom it concerns
 * @param message
 *            what it says, in the window's language, on one line
 * @param client
 *            of the served quorum, and its request, that it came of; empty until that is known, and
 *            if it came of none
 * @param range
 *            the sectors concerned, of all events that are folded into it
 * @param times
 *            how many events are folded into it, 1 or more
 */
public record EventLine(Event event, EventWords words, String message, AtomicReference<String> client,
        SectorRange range,
        int times) {

    private static final int KIND = 17;
    private static final int CHILD = 10;
    private static final int RANGE = 14;

    EventLine(Event event, EventMessages messages) {
        this(event, EventWords.of(event), messages.of(event), new AtomicReference<>(""), event.range(), 1);
    }

    /** Whether the next event is the same fault again, at sectors that adjoin or overlap. */
    boolean folds(EventLine next) {
        return event instanceof Event.FaultFired one && next.event instanceof Event.FaultFired other
                && one.child().equals(other.child()) && one.fault().equals(other.fault())
                && one.effect().equals(other.effect()) && one.requestKind() == other.requestKind()
                && next.range.first() <= range.end() && range.first() <= next.range.end();
    }

    /** With the next one folded into it. */
    EventLine with(EventLine next) {
        long first = Math.min(range.first(), next.range.first());
        SectorRange both = new SectorRange(first, Math.max(range.end(), next.range.end()) - first);
        return new EventLine(event, words, message, client, both, times + next.times);
    }

    /** Without the oldest that are folded into it; not all of them. */
    EventLine without(int gone) {
        return new EventLine(event, words, message, client, range, times - gone);
    }

    /** The whole line; put together by hand, since a filter asks a hundred thousand for theirs. */
    public String text() {
        StringBuilder text = new StringBuilder(120);
        time(text, event.time());
        text.append(" ").repeat(' ', Math.max(0, 6 - Long.toString(event.sequence()).length()))
                .append(event.sequence()).append("  ");
        column(text, words.kind().name(), KIND);
        column(text, words.child().orElse(""), CHILD);
        column(text, range.isEmpty() ? "" : range.toString(), RANGE);
        text.append(message);
        if (times > 1) {
            text.append(" (\u00D7").append(times).append(')');
        }
        return client.get().isEmpty()
                ? text.toString()
                : text.append("  [").append(client.get()).append(']').toString();
    }

    private static void column(StringBuilder text, String word, int width) {
        text.append(word).repeat(' ', Math.max(0, width - word.length())).append("  ");
    }

    private static void time(StringBuilder text, Instant instant) {
        var time = instant.atZone(ZoneId.systemDefault());
        digits(text, time.getHour(), 10);
        digits(text.append(':'), time.getMinute(), 10);
        digits(text.append(':'), time.getSecond(), 10);
        digits(text.append('.'), time.getNano() / 1_000_000, 100);
    }

    /** With zeros in front, as many digits as the place has. */
    private static void digits(StringBuilder text, int number, int place) {
        for (int left = place; left > 0; left /= 10) {
            text.append((char) ('0' + number / left % 10));
        }
    }

    /**
     * Whether a filter lets it through; an absent part of the filter lets everything through.
     *
     * @param wantedText
     *            in small letters
     */
    boolean passes(Optional<Kind> wantedKind, Optional<String> wantedChild, String wantedText) {
        return wantedKind.map(words.kind()::equals).orElse(true)
                && (wantedChild.isEmpty() || wantedChild.equals(words.child()))
                && (wantedText.isEmpty() || text().toLowerCase(Locale.ROOT).contains(wantedText));
    }
}
