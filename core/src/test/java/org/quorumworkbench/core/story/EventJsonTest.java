// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.RequestKind;
import org.quorumworkbench.core.quorum.Semantics;

class EventJsonTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.067089999Z");
    private static final SectorRange RANGE = new SectorRange(8, 2);
    private static final Event FAILED = new Event.ReportBad(3, TIME, RequestKind.READ, "c1", RANGE,
            Optional.of(Errno.EIO));
    private static final Event OUTVOTED = new Event.ReportBad(4, TIME, RequestKind.READ, "c2", RANGE, Optional.empty());
    private static final Event FAILURE = new Event.QuorumFailure(5, TIME, RequestKind.READ, "top", RANGE);

    private static String qmp(Event event, Semantics semantics) {
        return Json.compact(EventJson.qmpWithTime(event, semantics).orElseThrow());
    }

    @Test
    void aChildThatFailsIsALineOfAMonitor() {
        assertEquals("{\"timestamp\":{\"seconds\":1767323045,\"microseconds\":67089},\"event\":\"QUORUM_REPORT_BAD\","
                + "\"data\":{\"type\":\"read\",\"error\":\"Input/output error\",\"node-name\":\"c1\","
                + "\"sector-num\":8,\"sectors-count\":2}}", qmp(FAILED, Semantics.V7_2));
    }

    @Test
    void theDriverOf2014TellsNoType() {
        assertEquals("{\"timestamp\":{\"seconds\":1767323045,\"microseconds\":67089},\"event\":\"QUORUM_REPORT_BAD\","
                + "\"data\":{\"node-name\":\"c2\",\"sector-num\":8,\"sectors-count\":2}}",
                qmp(OUTVOTED, Semantics.V2014));
    }

    @Test
    void aQuorumThatFailsIsNamedByItsReference() {
        assertEquals("{\"timestamp\":{\"seconds\":1767323045,\"microseconds\":67089},\"event\":\"QUORUM_FAILURE\","
                + "\"data\":{\"reference\":\"top\",\"sector-num\":8,\"sectors-count\":2}}",
                qmp(FAILURE, Semantics.V7_2));
    }

    @Test
    void aLineOfTheLogHasNumberTimeAndWordsToo() {
        assertEquals("{\"sequence\":3,\"time\":\"2026-01-02T03:04:05.067089999Z\",\"kind\":\"QUORUM_REPORT_BAD\","
                + "\"type\":\"read\",\"error\":\"Input/output error\",\"node-name\":\"c1\",\"sector-num\":8,"
                + "\"sectors-count\":2,\"message\":\"EIO (Input/output error)\"}",
                Json.compact(EventJson.line(FAILED)));
    }

    static Stream<Event> eventsThatOnlyTheWorkbenchTells() {
        return Stream.of(new Event.FaultFired(1, TIME, RequestKind.READ, "c1", RANGE, "lies", new Effect.Hangs()),
                new Event.Rewritten(1, TIME, "c1", RANGE, Optional.empty()),
                new Event.Cancelled(1, TIME, RequestKind.FLUSH, SectorRange.EMPTY),
                new Event.Changed(1, TIME, new Event.Alteration.Added("c9", "children.3")));
    }

    @ParameterizedTest
    @MethodSource("eventsThatOnlyTheWorkbenchTells")
    void qemuDoesNotTell(Event event) {
        assertEquals(Optional.empty(), EventJson.qmpWithTime(event, Semantics.V7_2));
    }

    static Stream<String[]> eventsInWords() {
        Stream<String> lines = Stream.of("fault  c1  read 8+2: ~ lies: hangs",
                "rewritten  c1  8+2: overwritten with the winner", "cancelled  flush: given up",
                "child c9 added as children.3");
        var events = eventsThatOnlyTheWorkbenchTells().map(EventWords::line).iterator();
        return lines.map(line -> new String[]{line, events.next()});
    }

    @ParameterizedTest
    @MethodSource("eventsInWords")
    void anEventIsToldOnALine(String expected, String told) {
        assertEquals(expected, told);
    }
}
