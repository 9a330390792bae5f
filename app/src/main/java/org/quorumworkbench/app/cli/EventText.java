// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.Event;

/** An event on one line, the driver's by their QMP names. */
final class EventText {

    private EventText() {}

    static String of(Event event) {
        return switch (event) {
            case Event.ReportBad bad -> "QUORUM_REPORT_BAD  " + bad.child() + "  " + bad.operation().eventType() + " "
                    + bad.range() + bad.error().map(Errno::text).map(text -> ": " + text).orElse(": outvoted");
            case Event.QuorumFailure failure -> "QUORUM_FAILURE  " + failure.reference() + "  "
                    + failure.operation().eventType() + " " + failure.range();
            case Event.FaultFired fired ->
                "fault '" + fired.fault() + "'  " + fired.child() + "  " + fired.range() + ": "
                        + fired.effect();
            case Event.Rewritten rewritten -> "rewritten  " + rewritten.child() + "  " + rewritten.range()
                    + rewritten.error().map(errno -> ": failed, " + errno.text()).orElse("");
            case Event.Cancelled cancelled -> "cancelled  " + cancelled.range();
            case Event.Changed changed -> changed.message();
        };
    }
}
