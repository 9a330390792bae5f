// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.repair.RepairOutcome;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.RepairStopped;
import org.quorumworkbench.ui.Resources;

/** What a repair does in the background, step by step: nothing runs before the test says so. */
class RepairTurnsTest {

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    @TempDir
    private Path folder;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Messages messages = new Messages();
    private final RepairTurns turns = new RepairTurns(new Background(waiting::add, Runnable::run), messages);
    private final AtomicInteger changed = new AtomicInteger();
    private final RepairJournal journal = new RepairJournal(turns, messages, changed::incrementAndGet);

    private void runAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private String told() {
        return messages.noticeProperty().get().map(Notice::text).orElse("");
    }

    @Test
    void whatWritesIsToldAlthoughAnotherQuorumIsOpenByThen() {
        List<String> heard = new ArrayList<>();
        assertTrue(turns.write(turn -> "stops: " + turn.stops(), heard::add));
        turns.leave();
        assertTrue(turns.busyProperty().get(), "it still writes");
        assertFalse(turns.write(_ -> "another", heard::add), "one at a time");
        turns.read(_ -> "read", heard::add);
        runAll();
        assertEquals(List.of("stops: true"), heard);
        assertFalse(turns.busyProperty().get());
    }

    @Test
    void whatOnlyReadsIsGivenUpWithItsQuorumAndHoldsNobodyUp() {
        List<String> heard = new ArrayList<>();
        turns.read(turn -> "old, stops: " + turn.stops(), heard::add);
        turns.leave();
        assertFalse(turns.busyProperty().get());
        turns.read(turn -> "new, stops: " + turn.stops(), heard::add);
        assertTrue(turns.busyProperty().get());
        waiting.remove().run();
        assertTrue(turns.busyProperty().get(), "the old one's end is not the new one's");
        runAll();
        assertEquals(List.of("new, stops: false"), heard);
        assertFalse(turns.busyProperty().get());
    }

    @Test
    void whatIsToStopIsToldAtOnceAndLater() {
        List<String> stopped = new ArrayList<>();
        turns.read(turn -> {
            turn.onStop(() -> stopped.add("before"));
            turns.stop();
            turn.onStop(() -> stopped.add("after"));
            return turn.stops();
        }, _ -> stopped.add("heard"));
        runAll();
        assertEquals(List.of("before", "after", "heard"), stopped);
    }

    @Test
    void aJournalThatWasNotBegunIsNotTheWayBack() {
        Path first = folder.resolve("first");
        journal.write(first, 1, _ -> new RepairOutcome(List.of(), true, 1));
        runAll();
        assertEquals(Optional.of(first), journal.lastProperty().get());
        assertEquals(1, changed.get());
        journal.write(folder.resolve("second"), 1, _ -> {
            throw new RepairProblem(Wording.of("there is such a file already: give another name"));
        });
        assertEquals(Optional.of(folder.resolve("second")), journal.lastProperty().get(), "told while it is written");
        runAll();
        assertEquals(Optional.of(first), journal.lastProperty().get());
        assertEquals("there is such a file already: give another name", told());
        assertEquals(1, changed.get(), "nothing was written");
    }

    @Test
    void whatIsNoJournalIsToldInTheWindowsLanguage() throws IOException {
        Path file = Files.writeString(folder.resolve("image"), "no journal, but longer than the first bytes of one");
        Resources.speak(Locale.GERMAN);
        journal.ask(file, RepairJournal.Way.UNDO);
        runAll();
        assertEquals(file + ": ist kein Protokoll einer Reparatur. Nennen Sie die Datei, die „repair apply --journal“"
                + " geschrieben hat", told());
    }

    @Test
    void afterAnErrorChildrenMayBeOthersAndTheJournalIsTheWayBackIfThereIsOne() throws IOException {
        Path file = folder.resolve("journal");
        journal.write(file, 1, _ -> {
            throw new RepairStopped(Wording.foreign("no space"), new IOException("no space"));
        });
        runAll();
        assertEquals(Optional.empty(), journal.lastProperty().get());
        assertEquals(1, changed.get());
        assertTrue(told().startsWith("Not begun"), told());
        Files.createFile(file);
        journal.write(file, 1, _ -> {
            throw new RepairStopped(Wording.foreign("a device failed"), new IOException("EIO"));
        });
        runAll();
        assertEquals(Optional.of(file), journal.lastProperty().get());
        assertEquals(2, changed.get());
        assertTrue(told().contains("a device failed") && told().contains("Resume"), told());
        assertEquals(2, turns.log().stream().filter(line -> line.equals("Journal: " + file)).count());
    }
}
