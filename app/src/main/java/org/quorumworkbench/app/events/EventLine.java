// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Event;

/**
 * An event as the log shows it.
 *
 * @param event
 *            itself
 * @param kind
 *            one word
 * @param child
 *            whom it concerns; empty if no child
 * @param message
 *            in words
 */
public record EventLine(Event event, Kind kind, String child, String message) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    /** The kinds of events, as the filter offers them. */
    public enum Kind {
        QUORUM_REPORT_BAD, QUORUM_FAILURE, FAULT, REWRITE, CANCELLED, QUORUM
    }

    /** Says what the event says. */
    public static EventLine of(Event event) {
        return switch (event) {
            case Event.ReportBad bad -> new EventLine(bad, Kind.QUORUM_REPORT_BAD, bad.child(), bad.error()
                    .map(errno -> bad.operation().eventType() + " failed: " + words(errno)).orElse("outvoted"));
            case Event.QuorumFailure failure -> new EventLine(failure, Kind.QUORUM_FAILURE, "",
                    failure.operation().eventType() + " of " + failure.reference() + " failed");
            case Event.FaultFired fired -> new EventLine(fired, Kind.FAULT, fired.child(),
                    "~ " + fired.fault() + ": " + fired.effect());
            case Event.Rewritten rewritten -> new EventLine(rewritten, Kind.REWRITE, rewritten.child(),
                    rewritten.error().map(errno -> "rewrite failed: " + words(errno))
                            .orElse("overwritten with the winner"));
            case Event.Cancelled cancelled -> new EventLine(cancelled, Kind.CANCELLED, "",
                    cancelled.operation().eventType() + " given up");
            case Event.Changed changed -> new EventLine(changed, Kind.QUORUM, "", changed.message());
        };
    }

    private static String words(Errno errno) {
        return errno.name() + ", " + errno.text();
    }

    /** The whole line. */
    public String text() {
        SectorRange range = event.range();
        String where = range.isEmpty() ? "" : range.toString();
        return "%s %6d  %-17s  %-10s  %-14s  %s".formatted(time(event.time()), event.sequence(), kind, child, where,
                message);
    }

    private static String time(Instant time) {
        return TIME.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Whether a filter lets it through; an absent part of the filter lets everything through. */
    boolean passes(Optional<Kind> wantedKind, Optional<String> wantedChild, String wantedText) {
        return wantedKind.map(kind::equals).orElse(true) && wantedChild.map(child::equals).orElse(true)
                && (wantedText.isEmpty()
                        || text().toLowerCase(Locale.ROOT).contains(wantedText.toLowerCase(Locale.ROOT)));
    }
}
