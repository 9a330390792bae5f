// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/** Overlapping requests from many threads, over children that are late, fail or hang. */
class QuorumRaceTest {

    private static final int BATCHES = 30;
    private static final int ROUNDS = 100;
    private static final int LENGTH = 4096;
    private static final int CALLERS = 4;
    private static final int REQUESTS = 6;

    static IntStream batches() {
        return IntStream.range(0, BATCHES);
    }

    /**
     * A disk whose answers come on another thread, sometimes late, sometimes as an error, sometimes
     * only when asked to stop.
     */
    private static final class Unruly implements BlockDevice {

        private final MemoryDevice memory = new MemoryDevice(LENGTH, false);
        private final ExecutorService executor;
        private final Random random;
        private final int errors;
        private volatile int hangs;

        /**
         * @param errors
         *            how many of a hundred reads or flushes fail; writes never do, so that nothing may
         *            diverge
         * @param hangs
         *            how many of a hundred operations hang
         */
        Unruly(ExecutorService executor, long seed, int errors, int hangs) {
            this.executor = executor;
            this.random = new Random(seed);
            this.errors = errors;
            this.hangs = hangs;
        }

        /** From now on nothing hangs. */
        void calm() {
            hangs = 0;
        }

        private synchronized int roll() {
            return random.nextInt(100);
        }

        private CompletableFuture<Reply<Done>> later(boolean mayFail, Supplier<Reply<Done>> work) {
            int fate = roll();
            boolean fails = mayFail && fate < errors;
            if (!fails && fate >= 100 - hangs) {
                // Asked to stop, it does the work all the same: the worst that a disk can do.
                return hung(work);
            }
            Pending<Reply<Done>> answer = new Pending<>(() -> {});
            Runnable task = () -> answer.complete(fails ? Reply.failed(Errno.EIO) : work.get());
            if (fate % 3 == 0) {
                task.run();
            } else {
                executor.execute(fate % 3 == 1 ? task : () -> executor.execute(task));
            }
            return answer;
        }

        private CompletableFuture<Reply<Done>> hung(Supplier<Reply<Done>> work) {
            CompletableFuture<Reply<Done>> stopped = new CompletableFuture<>();
            Pending<Reply<Done>> answer = new Pending<>(() -> stopped.complete(Reply.done()));
            stopped.thenAcceptAsync(stop -> answer.complete(work.get()), executor)
                    .exceptionally(failure -> {
                        answer.completeExceptionally(failure);
                        return null;
                    });
            return answer;
        }

        @Override
        public Reply<Long> length() {
            return memory.length();
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
            return later(true, () -> memory.read(offset, into).join());
        }

        @Override
        public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
            return later(false, () -> memory.write(offset, from).join());
        }

        @Override
        public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
            return later(false, () -> memory.writeZeroes(offset, count).join());
        }

        @Override
        public CompletableFuture<Reply<Done>> flush() {
            return later(true, () -> memory.flush().join());
        }

        @Override
        public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
            return memory.extent(offset, count);
        }

        @Override
        public CompletableFuture<Reply<Done>> reopen() {
            return memory.reopen();
        }

        @Override
        public void close() {
            memory.close();
        }

        byte[] content() {
            byte[] bytes = new byte[LENGTH];
            memory.read(0, ByteBuffer.wrap(bytes)).join();
            return bytes;
        }
    }

    @ParameterizedTest(name = "batch {0}")
    @MethodSource("batches")
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void noRequestIsLostNoReplicaDivergesAndEventsKeepTheirOrder(int batch) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(3);
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                round(batch * (long) ROUNDS + round, pool, callers);
            }
        }
    }

    private static void round(long seed, ExecutorService pool, ExecutorService callers) throws Exception {
        Random random = new Random(seed);
        boolean rewriting = random.nextBoolean();
        Semantics semantics = random.nextBoolean() ? Semantics.V7_2 : Semantics.V2014;
        List<Unruly> devices = new ArrayList<>();
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Unruly device = new Unruly(pool, random.nextLong(), 10, 5);
            devices.add(device);
            children.add(new Child("children." + i, "c" + i, device));
        }
        ConcurrentLinkedQueue<Event> told = new ConcurrentLinkedQueue<>();
        Policy policy = new Policy(2, false, rewriting, ReadPattern.QUORUM, semantics);
        Quorum quorum = Quorum.open("q0", children, policy, false, pool, told::add);
        List<CompletableFuture<List<Request<Outcome>>>> asked = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Random own = new Random(random.nextLong());
            asked.add(CompletableFuture.supplyAsync(() -> ask(quorum, own), callers));
        }
        quorum.moveTo(random.nextBoolean() ? callers : pool);
        List<Request<Outcome>> requests = new ArrayList<>();
        for (var one : asked) {
            requests.addAll(one.get());
        }
        // What hangs is given up at last; every request completes.
        requests.forEach(Request::cancel);
        List<Outcome> outcomes = new ArrayList<>();
        for (Request<Outcome> request : requests) {
            outcomes.add(request.result().get());
        }
        // A range is free only when no child can change it any more: this read comes behind all of them.
        devices.forEach(Unruly::calm);
        outcomes.add(quorum.examine(new SectorRange(0, LENGTH / SectorRange.SECTOR)).result().get());
        check(seed, outcomes, List.copyOf(told));
        byte[] first = devices.getFirst().content();
        for (Unruly device : devices) {
            assertArrayEquals(first, device.content(), "seed " + seed);
        }
    }

    private static List<Request<Outcome>> ask(Quorum quorum, Random random) {
        List<Request<Outcome>> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            boolean whole = random.nextInt(4) > 0;
            int offset = whole ? 512 * random.nextInt(6) : random.nextInt(2500);
            int length = whole ? 512 * (1 + random.nextInt(2)) : 1 + random.nextInt(1000);
            Request<Outcome> request = switch (random.nextInt(7)) {
                case 0, 1 -> quorum.write(offset, pattern(length, random.nextInt()), random.nextInt(4) == 0);
                case 2 -> quorum.writeZeroes(offset, length);
                case 3 -> quorum.flush();
                case 4 -> quorum.examine(new SectorRange(random.nextInt(4), 1 + random.nextInt(4)));
                default -> quorum.read(offset, ByteBuffer.allocate(length));
            };
            if (random.nextInt(6) == 0) {
                request.cancel();
            }
            requests.add(request);
        }
        return requests;
    }

    private static ByteBuffer pattern(int length, int value) {
        byte[] bytes = new byte[length];
        new Random(value).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static void check(long seed, List<Outcome> outcomes, List<Event> told) {
        for (int i = 0; i < told.size(); i++) {
            assertEquals(i + 1, told.get(i).sequence(), "seed " + seed);
        }
        for (Outcome outcome : outcomes) {
            List<Event> events = outcome.events();
            for (int i = 1; i < events.size(); i++) {
                assertTrue(events.get(i - 1).sequence() < events.get(i).sequence(), "seed " + seed);
            }
            assertTrue(told.containsAll(events), "seed " + seed);
            boolean outvoted = events.stream()
                    .anyMatch(event -> event instanceof Event.ReportBad bad && bad.error().equals(Optional.empty()));
            assertTrue(!outvoted, "healthy replicas are never outvoted, seed " + seed);
        }
    }
}
