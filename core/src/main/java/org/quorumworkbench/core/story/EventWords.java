// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.quorum.Event;

/**
 * What an event says, in parts: whoever shows events puts them together from these.
 *
 * @param kind
 *            one word, as a filter offers it
 * @param title
 *            what it is, the driver's events by their QMP names
 * @param child
 *            whom it concerns; absent if it concerns no child
 * @param request
 *            what was asked for where; empty if there was no request
 * @param message
 *            what happened, without whom and where; never empty
 */
public record EventWords(Kind kind, String title, Optional<String> child, String request, String message) {

    /** The kinds of events. */
    public enum Kind {
        QUORUM_REPORT_BAD, QUORUM_FAILURE, FAULT, REWRITE, CANCELLED, QUORUM
    }

    /** The words of an event. */
    public static EventWords of(Event event) {
        return switch (event) {
            case Event.ReportBad bad -> new EventWords(Kind.QUORUM_REPORT_BAD, "QUORUM_REPORT_BAD",
                    Optional.of(bad.child()), bad.requestKind().eventType(),
                    bad.error().map(EventWords::words).orElse("other bytes than the winner"));
            case Event.QuorumFailure failure -> new EventWords(Kind.QUORUM_FAILURE,
                    "QUORUM_FAILURE  " + failure.reference(), Optional.empty(), failure.requestKind().eventType(),
                    "failed");
            case Event.FaultFired fired -> new EventWords(Kind.FAULT, "fault", Optional.of(fired.child()),
                    fired.requestKind().eventType(), "~ " + fired.fault()
                            + (fired.effect().words().equals(fired.fault()) ? "" : ": " + fired.effect().words()));
            case Event.Rewritten rewritten -> new EventWords(Kind.REWRITE, "rewritten",
                    Optional.of(rewritten.child()), "", rewritten.error()
                            .map(errno -> "failed, " + words(errno)).orElse("overwritten with the winner"));
            case Event.Cancelled cancelled -> new EventWords(Kind.CANCELLED, "cancelled", Optional.empty(),
                    cancelled.requestKind().eventType(), "given up");
            case Event.Changed changed -> new EventWords(Kind.QUORUM, "", Optional.empty(), "", changed.what().words());
        };
    }

    /** On one line, without time. */
    public static String line(Event event) {
        EventWords words = of(event);
        String where = joined(" ", words.request, event.range().isEmpty() ? "" : event.range().toString());
        return Printable.line(joined(": ", joined("  ", words.title, words.child.orElse(""), where), words.message));
    }

    private static String joined(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(between));
    }

    private static String words(Errno errno) {
        return errno.name() + " (" + errno.text() + ")";
    }
}
