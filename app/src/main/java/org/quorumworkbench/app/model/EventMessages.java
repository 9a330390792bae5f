// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Event.Alteration;
import org.quorumworkbench.core.quorum.RequestKind;

/**
 * What events say, in the window's language; their kinds keep the names that QEMU gives them. Used
 * on one thread.
 */
final class EventMessages {

    /**
     * Few sentences are said over and over: to put one together takes longer than all else of a line.
     */
    private static final int KEPT = 1_000;

    /** What a sentence depends on. */
    private record Said(RequestKind kind, Object what, Object more) {}

    private final Map<Said, String> said = new HashMap<>();

    /** What happened, and in which request, without whom and where. */
    String of(Event event) {
        Optional<Said> known = switch (event) {
            case Event.ReportBad bad -> Optional.of(new Said(bad.requestKind(), bad.error(), ""));
            case Event.FaultFired fired -> Optional.of(new Said(fired.requestKind(), fired.fault(), fired.effect()));
            default -> Optional.empty();
        };
        if (said.size() > KEPT) {
            said.clear();
        }
        return known.map(key -> said.computeIfAbsent(key, _ -> words(event))).orElseGet(() -> words(event));
    }

    private static String words(Event event) {
        return Printable.line(switch (event) {
            case Event.ReportBad bad -> of(bad.requestKind(),
                    bad.error().map(EventMessages::words).orElseGet(() -> text("event.outvoted")));
            case Event.QuorumFailure failure -> of(failure.requestKind(), text("event.failed"));
            case Event.FaultFired fired -> of(fired.requestKind(), fault(fired));
            case Event.Rewritten rewritten -> rewritten.error()
                    .map(errno -> text("event.rewritten.not", words(errno))).orElseGet(() -> text("event.rewritten"));
            case Event.Cancelled cancelled -> of(cancelled.requestKind(), text("event.cancelled"));
            case Event.Changed changed -> switch (changed.what()) {
                case Alteration.Added(String child, String edge) -> text("event.added", child, edge);
                case Alteration.Removed(String edge) -> text("event.removed", edge);
                case Alteration.Aborted(String line) -> text("event.aborted", line);
            };
        });
    }

    private static String of(RequestKind kind, String what) {
        return text("event.request." + kind.eventType().toLowerCase(Locale.ROOT), what);
    }

    /** A fault that is called by what it does is not told twice. */
    private static String fault(Event.FaultFired fired) {
        Optional<String> does = Optional.of(fired.effect()).filter(effect -> !effect.words().equals(fired.fault()))
                .map(EffectWords::of);
        return "~ " + does.map(words -> fired.fault() + ": " + words).orElse(fired.fault());
    }

    private static String words(Errno errno) {
        return errno.name() + " (" + errno.text() + ")";
    }
}
