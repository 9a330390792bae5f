// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The way to the background and back, between two queues that the test empties by hand. */
class BackgroundTest {

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Queue<Runnable> fx = new ArrayDeque<>();
    private final Background background = new Background(work::add, fx::add);
    private final List<String> heard = new ArrayList<>();

    private void work() {
        work.remove().run();
    }

    private void back() {
        fx.remove().run();
    }

    @Test
    void nothingBeginsBeforeItWasSaidWhatHappensIfItFails() {
        Job<String> job = background.run(() -> "done").then(heard::add);
        assertTrue(work.isEmpty());
        job.orBroken();
        assertEquals(1, work.size());
    }

    @Test
    void theResultIsHeardOnTheJavaFxThreadAfterTheWork() {
        background.run(() -> "done").ended(() -> heard.add("ended")).then(heard::add).orBroken();
        work();
        assertTrue(heard.isEmpty());
        back();
        assertEquals(List.of("ended", "done"), heard);
    }

    @Test
    void aFailureOfTheExpectedKindIsHeard() {
        background.perform(() -> {
            throw new IOException("full");
        }).then(done -> heard.add("done")).failed(IOException.class, why -> heard.add(why.getMessage()));
        work();
        back();
        assertEquals(List.of("full"), heard);
        assertTrue(fx.isEmpty());
    }

    @Test
    void anyOtherFailureIsToldAsAMistakeOfTheProgram() {
        background.perform(() -> {
            throw new IllegalArgumentException("bug");
        }).failed(IOException.class, why -> heard.add(why.getMessage()));
        work();
        back();
        IllegalStateException told = assertThrows(IllegalStateException.class, this::back);
        assertInstanceOf(IllegalArgumentException.class, told.getCause());
        assertTrue(heard.isEmpty());
    }

    @Test
    void whatIsUnderWayIsWaitedForAndItsFailureIsTheOneThatItHad() {
        CompletableFuture<String> underWay = new CompletableFuture<>();
        background.after(underWay.thenApply(word -> {
            throw new IllegalStateException(word);
        })).failed(why -> heard.add(why.getClass().getSimpleName() + " " + why.getMessage()));
        assertTrue(fx.isEmpty());
        underWay.complete("broke");
        back();
        assertEquals(List.of("IllegalStateException broke"), heard);
    }

    @Test
    void ofTwoRequestsTheLastWinsHoweverLongEachTakes() {
        Latest latest = new Latest();
        background.run(() -> "first").onlyIf(latest.next(), late -> heard.add(late + " put away")).then(heard::add)
                .orBroken();
        background.run(() -> "second").onlyIf(latest.next()).then(heard::add).orBroken();
        Runnable first = work.remove();
        work();
        first.run();
        back();
        back();
        assertEquals(List.of("second"), heard);
        work();
        assertEquals(List.of("second", "first put away"), heard);
    }

    @Test
    void theFailureOfWhatNobodyWaitsForIsDroppedButNoMistakeOfTheProgram() {
        Latest latest = new Latest();
        background.perform(() -> {
            throw new IOException("gone");
        }).onlyIf(latest.next()).failed(why -> heard.add("failed"));
        background.perform(() -> {
            throw new IllegalStateException("bug");
        }).onlyIf(latest.next()).failed(why -> heard.add("failed"));
        latest.forget();
        work();
        work();
        back();
        back();
        assertThrows(IllegalStateException.class, this::back);
        assertTrue(heard.isEmpty());
    }

    @Test
    void whatIsAskedWhileOneIsWorkedOutWaitsAndOnlyTheLastOfItIsWorkedOut() {
        OneAtATime<String, String> one = new OneAtATime<>(background, asked -> asked + "!",
                (asked, made) -> heard.add(made), failure -> heard.add("failed"));
        one.ask("a");
        one.ask("b");
        one.ask("c");
        one.whenIdle(() -> heard.add("idle"));
        assertEquals(1, work.size());
        work();
        back();
        work();
        back();
        assertEquals(List.of("a!", "c!", "idle"), heard);
        assertFalse(one.isBusy());
        assertTrue(work.isEmpty());
    }

    @Test
    void whatWasForgottenIsNotShown() {
        OneAtATime<String, String> one = new OneAtATime<>(background, asked -> asked + "!",
                (asked, made) -> heard.add(made), failure -> heard.add("failed"));
        one.ask("a");
        one.forget();
        one.ask("b");
        work();
        back();
        assertTrue(one.isBusy(), "the forgotten one does not end the other");
        work();
        back();
        assertEquals(List.of("b!"), heard);
    }

    @Test
    void oneThatFailsDoesNotHoldUpTheNext() {
        OneAtATime<Integer, Integer> one = new OneAtATime<>(background, asked -> 12 / asked,
                (asked, made) -> heard.add(made.toString()), failure -> heard.add("failed"));
        one.ask(0);
        one.ask(3);
        work();
        back();
        work();
        back();
        assertEquals(List.of("failed", "4"), heard);
    }

    @Test
    void howeverOftenAGateIsAskedItsTaskRunsOnceAndThenAgain() {
        PulseGate gate = background.gate(() -> heard.add("ran"));
        gate.request();
        gate.request();
        while (!fx.isEmpty()) {
            back();
        }
        assertEquals(List.of("ran"), heard);
        gate.request();
        while (!fx.isEmpty()) {
            back();
        }
        assertEquals(List.of("ran", "ran"), heard);
    }
}
