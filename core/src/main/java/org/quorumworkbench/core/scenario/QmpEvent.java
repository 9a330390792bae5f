// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Event.QuorumFailure;
import org.quorumworkbench.core.quorum.Event.ReportBad;
import org.quorumworkbench.core.quorum.Semantics;

/** The engine's events as QEMU's monitor tells them, without time. */
public final class QmpEvent {

    private QmpEvent() {}

    /**
     * The object {@code {"event": ..., "data": {...}}}; empty for an event that QEMU does not tell.
     *
     * @param semantics
     *            the driver of 2014 had no {@code type} yet
     */
    public static Optional<Map<String, Object>> json(Event event, Semantics semantics) {
        Map<String, Object> data = new LinkedHashMap<>();
        return switch (event) {
            case ReportBad bad -> {
                if (semantics == Semantics.V7_2) {
                    data.put("type", bad.operation().eventType());
                }
                bad.error().ifPresent(errno -> data.put("error", errno.text()));
                data.put("node-name", bad.child());
                yield Optional.of(named("QUORUM_REPORT_BAD", event, data));
            }
            case QuorumFailure failure -> {
                data.put("reference", failure.reference());
                yield Optional.of(named("QUORUM_FAILURE", event, data));
            }
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> named(String name, Event event, Map<String, Object> data) {
        data.put("sector-num", event.range().first());
        data.put("sectors-count", event.range().count());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", name);
        json.put("data", data);
        return json;
    }
}
