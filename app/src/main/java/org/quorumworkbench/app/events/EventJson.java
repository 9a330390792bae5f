// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.quorumworkbench.core.quorum.Event;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON lines: what the log saves. */
final class EventJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventJson() {}

    /** One object a line, in the log's order. */
    static String lines(List<EventLine> lines) {
        return lines.stream().map(line -> JSON.writeValueAsString(object(line)) + "\n").collect(Collectors.joining());
    }

    private static Map<String, Object> object(EventLine line) {
        Map<String, Object> object = new LinkedHashMap<>();
        Event event = line.event();
        object.put("sequence", event.sequence());
        object.put("time", event.time().toString());
        object.put("kind", line.kind().name());
        if (!line.child().isEmpty()) {
            object.put("node-name", line.child());
        }
        object.put("sector-num", event.range().first());
        object.put("sectors-count", event.range().count());
        switch (event) {
            case Event.ReportBad bad -> {
                object.put("type", bad.operation().eventType());
                bad.error().ifPresent(errno -> object.put("error", errno.text()));
            }
            case Event.QuorumFailure failure -> object.put("reference", failure.reference());
            default -> {
                // The message says the rest.
            }
        }
        object.put("message", line.message());
        return object;
    }
}
