// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Event.QuorumFailure;
import org.quorumworkbench.core.quorum.Event.ReportBad;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * The engine's events as JSON: as QEMU's monitor tells them, and as the workbench's log keeps them.
 */
public final class EventJson {

    private static final long NANOSECONDS_IN_A_MICROSECOND = 1000;

    private EventJson() {}

    /**
     * The object {@code {"event": ..., "data": {...}}}, without time; empty for an event that QEMU does
     * not tell.
     *
     * @param semantics
     *            the driver of 2014 had no {@code type} yet
     */
    public static Optional<Map<String, Object>> qmp(Event event, Semantics semantics) {
        return switch (event) {
            case ReportBad _,QuorumFailure _ -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("event", EventWords.of(event).kind().name());
                json.put("data", data(event, semantics));
                yield Optional.of(json);
            }
            default -> Optional.empty();
        };
    }

    /**
     * As {@link #qmp}, and when: {@code "timestamp": {"seconds": ..., "microseconds": ...}} since 1970,
     * as the line of a QMP monitor has it.
     */
    public static Optional<Map<String, Object>> qmpWithTime(Event event, Semantics semantics) {
        return qmp(event, semantics).map(told -> {
            Instant time = event.time();
            Map<String, Object> timestamp = new LinkedHashMap<>();
            timestamp.put("seconds", time.getEpochSecond());
            timestamp.put("microseconds", time.getNano() / NANOSECONDS_IN_A_MICROSECOND);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("timestamp", timestamp);
            json.putAll(told);
            return json;
        });
    }

    /** Any event, with its number, its time and its words. */
    public static Map<String, Object> line(Event event) {
        EventWords words = EventWords.of(event);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", event.sequence());
        json.put("time", event.time().toString());
        json.put("kind", words.kind().name());
        json.putAll(data(event, Semantics.V7_2));
        json.put("message", words.message());
        return json;
    }

    /** What it says of whom and where, by the names of QMP's fields. */
    private static Map<String, Object> data(Event event, Semantics semantics) {
        Map<String, Object> data = new LinkedHashMap<>();
        switch (event) {
            case ReportBad bad -> {
                if (semantics == Semantics.V7_2) {
                    data.put("type", bad.requestKind().eventType());
                }
                bad.error().ifPresent(errno -> data.put("error", errno.text()));
            }
            case QuorumFailure failure -> data.put("reference", failure.reference());
            default -> {
                // Whom and where is all.
            }
        }
        EventWords.of(event).child().ifPresent(child -> data.put("node-name", child));
        data.put("sector-num", event.range().first());
        data.put("sectors-count", event.range().count());
        return data;
    }
}
