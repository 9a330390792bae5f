// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.RequestKind;
import org.quorumworkbench.core.story.EventWords.Kind;

/** What is kept of events, and what a filter shows of them. */
class EventLogTest {

    @TempDir
    private Path folder;

    private final EventLog log = new EventLog(new Background(Runnable::run, Runnable::run), 3);

    private static Event bad(long number, String child) {
        return new Event.ReportBad(number, Instant.EPOCH, RequestKind.READ, child, new SectorRange(8, 8),
                Optional.empty());
    }

    private static Event rewritten(long number, String child) {
        return new Event.Rewritten(number, Instant.EPOCH, child, new SectorRange(8, 8), Optional.empty());
    }

    private List<Long> shown() {
        return log.shown().stream().map(line -> line.event().sequence()).toList();
    }

    @Test
    void theFirstEventOfAQuorumIsThereThoughNobodyLooked() {
        try (ModelDesk desk = new ModelDesk()) {
            desk.open(folder, ModelDesk.threeWith(0));
            EventLog events = desk.model.events();
            desk.await("the events of the first read", () -> events.size() > 0);
            assertEquals(Kind.QUORUM_REPORT_BAD, events.shown().getFirst().words().kind());
            assertEquals(Set.of("c2"), events.children());
            assertEquals(events.size(), events.comeProperty().get());
        }
    }

    @Test
    void theOldestGoAndAreCounted() {
        for (int number = 1; number <= 5; number++) {
            log.heard(bad(number, "c" + number));
        }
        assertEquals(List.of(3L, 4L, 5L), shown());
        assertEquals(3, log.size());
        assertEquals(2, log.gone());
        assertEquals(5, log.comeProperty().get());
        assertEquals(5, log.children().size());
    }

    @Test
    void aFilterOfKindChildAndWordsShowsWhatPassesAll() {
        log.filter(Optional.of(Kind.QUORUM_REPORT_BAD), Optional.of("a"), "");
        log.heard(bad(1, "a"));
        log.heard(rewritten(2, "a"));
        log.heard(bad(3, "b"));
        assertEquals(List.of(1L), shown());
        log.filter(Optional.empty(), Optional.empty(), "OVERWRITTEN");
        assertEquals(List.of(2L), shown());
        log.heard(bad(4, "a"));
        log.heard(bad(5, "a"));
        assertEquals(List.of(), shown(), "the one that was shown is gone");
        log.filter(Optional.empty(), Optional.empty(), "no such words");
        assertTrue(shown().isEmpty());
    }

    @Test
    void aLogThatWasClearedBeginsAnew() {
        log.heard(bad(1, "a"));
        log.clear();
        assertEquals(0, log.size());
        log.heard(bad(2, "a"));
        assertEquals(List.of(2L), shown());
    }

    @Test
    void whatComesFasterThanItIsTakenGoesAndIsCounted() {
        EventFeed feed = new EventFeed(2);
        feed.offer(bad(1, "a"));
        feed.offer(bad(2, "a"));
        feed.offer(bad(3, "a"));
        EventFeed.Batch first = feed.drain(1);
        assertEquals(1, first.dropped());
        assertEquals(2, first.events().getFirst().sequence());
        assertEquals(0, feed.drain(5).dropped());
        assertTrue(feed.isEmpty());
    }

    @Test
    void whoAskedIsNamedInBoundedSteps() {
        Deque<Runnable> soon = new ArrayDeque<>();
        EventLog many = new EventLog(new Background(Runnable::run, soon::add), 10_000);
        List<Event> events = new ArrayList<>();
        for (int number = 1; number <= 5_000; number++) {
            events.add(bad(number, "a"));
        }
        many.heard(events.getFirst());
        many.heard(events.getLast());
        many.cameOf(events, "c1 reads");
        while (many.shown().isEmpty() || many.shown().getFirst().client().get().isEmpty()) {
            soon.removeFirst().run();
        }
        assertEquals("", many.shown().getLast().client().get(), "the others are named later");
        while (!soon.isEmpty()) {
            soon.removeFirst().run();
        }
        assertEquals("c1 reads", many.shown().getLast().client().get());
    }

    private static Event fired(long number, String child, long sector) {
        return new Event.FaultFired(number, Instant.EPOCH, RequestKind.READ, child, new SectorRange(sector, 1), "bad",
                new Effect.Fails(Errno.EIO));
    }

    @Test
    void aFaultThatFiresSectorBySectorIsOneLineAndEveryEventIsKept() {
        Deque<Runnable> soon = new ArrayDeque<>();
        EventLog folding = new EventLog(new Background(Runnable::run, soon::add), 10);
        List<Event> events = List.of(fired(1, "c1", 0), fired(2, "c1", 1), fired(3, "c1", 2), bad(4, "c1"),
                fired(5, "c1", 0), fired(6, "c2", 1), fired(7, "c2", 9));
        events.forEach(folding::heard);
        while (!soon.isEmpty()) {
            soon.removeFirst().run();
        }
        assertEquals(List.of(3, 1, 1, 1, 1), folding.shown().stream().map(EventLine::times).toList());
        assertEquals(new SectorRange(0, 3), folding.shown().getFirst().range());
        assertTrue(folding.shown().getFirst().text().endsWith("(\u00D73)"), folding.shown().getFirst().text());
        assertEquals(7, folding.passed());
        assertEquals(7, folding.passing().size());
        // What goes is the oldest event, not the oldest line.
        for (int number = 8; number <= 11; number++) {
            folding.heard(fired(number, "c2", 2 + number));
        }
        while (!soon.isEmpty()) {
            soon.removeFirst().run();
        }
        assertEquals(List.of(2, 1, 1, 1, 5), folding.shown().stream().map(EventLine::times).toList());
        assertEquals(10, folding.passed());
        folding.fold(false);
        assertEquals(10, folding.shown().size());
    }
}
