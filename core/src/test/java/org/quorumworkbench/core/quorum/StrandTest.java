// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One task at a time, in order, wherever. */
class StrandTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void aTaskGivenByATaskComesAfterIt() {
        Strand strand = new Strand(Runnable::run);
        strand.execute(() -> {
            strand.execute(() -> done.add("second"));
            done.add("first");
        });
        assertEquals(List.of("first", "second"), done);
    }

    @Test
    void aTaskThatEntersIsThereAlready() {
        Strand strand = new Strand(Runnable::run);
        strand.execute(() -> {
            strand.execute(() -> done.add("third"));
            strand.enter(() -> done.add("first"));
            done.add("second");
        });
        strand.enter(() -> done.add("fourth"));
        assertEquals(List.of("first", "second", "third", "fourth"), done);
    }

    @Test
    void aTaskThatThrowsDoesNotStopTheOthers() {
        List<Runnable> given = new ArrayList<>();
        Strand strand = new Strand(given::add);
        strand.execute(() -> {
            throw new IllegalStateException("a bug");
        });
        strand.execute(() -> done.add("goes on"));
        assertThrows(IllegalStateException.class, given.removeFirst()::run);
        assertEquals(1, given.size());
        given.removeFirst().run();
        assertEquals(List.of("goes on"), done);
        strand.execute(() -> done.add("and on"));
        given.removeFirst().run();
        assertEquals(List.of("goes on", "and on"), done);
    }

    @Test
    void aMoveFromWithinATaskHandsTheRestOver() {
        List<Runnable> first = new ArrayList<>();
        List<Runnable> second = new ArrayList<>();
        Strand strand = new Strand(first::add);
        strand.execute(() -> {
            strand.moveTo(second::add);
            strand.execute(() -> done.add("over there"));
            done.add("here");
        });
        strand.execute(() -> done.add("over there too"));
        first.removeFirst().run();
        assertEquals(List.of("here"), done);
        assertEquals(1, second.size());
        second.removeFirst().run();
        assertEquals(List.of("here", "over there too", "over there"), done);
        assertEquals(0, first.size() + second.size());
    }

    @Test
    void aMoveBeforeATaskBeganTakesItAlong() {
        List<Runnable> first = new ArrayList<>();
        List<Runnable> second = new ArrayList<>();
        Strand strand = new Strand(first::add);
        strand.moveTo(first::add);
        assertEquals(0, first.size(), "nothing waits");
        strand.execute(() -> done.add("once"));
        strand.moveTo(second::add);
        second.forEach(Runnable::run);
        first.forEach(Runnable::run);
        assertEquals(List.of("once"), done);
    }

    @Test
    void tasksFromManyThreadsNeverOverlapAndKeepEachThreadsOrder() throws InterruptedException {
        int threads = 8;
        int each = 2000;
        CountDownLatch over = new CountDownLatch(threads * each);
        List<List<Integer>> seen = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4);
                ExecutorService other = Executors.newFixedThreadPool(4);
                ExecutorService callers = Executors.newFixedThreadPool(threads)) {
            Strand strand = new Strand(pool);
            for (int thread = 0; thread < threads; thread++) {
                List<Integer> own = new ArrayList<>();
                seen.add(own);
                callers.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        int number = i;
                        strand.execute(() -> {
                            own.add(number);
                            over.countDown();
                        });
                        if (i % 100 == 0) {
                            strand.moveTo(i % 200 == 0 ? other : pool);
                        }
                    }
                });
            }
            assertTrue(over.await(1, TimeUnit.MINUTES));
        }
        List<Integer> all = java.util.stream.IntStream.range(0, each).boxed().toList();
        seen.forEach(own -> assertEquals(all, own));
    }
}
