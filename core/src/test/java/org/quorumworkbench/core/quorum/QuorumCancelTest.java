// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;

/** Requests that are given up, children that hang, quorums that end or move meanwhile. */
class QuorumCancelTest {

    private static Bench hanging(String content, Policy policy, int child, RequestKind operation) {
        Bench bench = new Bench(content, policy);
        bench.device(child).held.add(operation);
        return bench;
    }

    @Test
    void aRequestThatWaitsForAHungChildIsCancelledAtOnceAndOthersAreUntouched() {
        Bench bench = hanging("ABA", Policy.threshold(2), 2, RequestKind.READ);
        var hung = bench.quorum.examine(new SectorRange(0, 1));
        var other = bench.quorum.examine(new SectorRange(0, 1));
        assertFalse(hung.result().isDone());
        hung.cancel();
        Outcome outcome = hung.result().resultNow();
        assertEquals(new Result.Cancelled(), outcome.result());
        assertEquals(new Decision.GivenUp(), outcome.decision());
        assertTrue(outcome.replies().get(1).isOk());
        assertTrue(outcome.replies().get(2).reply().isEmpty());
        assertEquals(List.of("cancelled 0+1"), bench.told());
        assertEquals(1, bench.device(2).cancelled, "the child is asked to stop");
        assertFalse(other.result().isDone());
        bench.device(2).release();
        assertTrue(bench.told().isEmpty(), "a late answer changes nothing");
        bench.device(2).release();
        assertTrue(other.result().resultNow().isSuccess());
        assertEquals(List.of("bad read c1 0+1"), bench.told());
    }

    @Test
    void whoHasNotAnsweredIsKnownWhileTheRequestIsUnderWay() {
        Bench bench = hanging("AAA", Policy.threshold(2), 1, RequestKind.READ);
        var hung = bench.quorum.examine(new SectorRange(0, 1));
        assertEquals(List.of("c1"), hung.waitingFor());
        bench.device(1).release();
        assertTrue(hung.waitingFor().isEmpty());
    }

    @Test
    void allChildrenAreWaitedForBeforeTheFirstIsAsked() {
        Bench bench = new Bench("AAA", Bench.today(2));
        bench.devices.forEach(device -> device.held.add(RequestKind.WRITE));
        bench.begin(0, 512, 'B');
        var second = bench.begin(0, 512, 'C');
        List<List<String>> waitedFor = new ArrayList<>();
        bench.device(0).whenAsked = () -> waitedFor.add(second.waitingFor());
        bench.devices.forEach(ScriptedDevice::release);
        assertEquals(List.of(List.of("c0", "c1", "c2")), waitedFor,
                "who sees that only c0 is waited for may give up without leaving out the others");
    }

    @Test
    void aRequestThatWasGivenUpWaitsForNobody() {
        Bench bench = hanging("AAA", Policy.threshold(2), 1, RequestKind.READ);
        var hung = bench.quorum.examine(new SectorRange(0, 1));
        hung.cancel();
        assertTrue(hung.waitingFor().isEmpty());
    }

    @Test
    void cancellingAfterTheEndDoesNothing() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        var request = bench.quorum.examine(new SectorRange(0, 1));
        request.cancel();
        request.cancel();
        assertTrue(request.result().resultNow().isSuccess());
        assertTrue(bench.told().isEmpty());
    }

    @Test
    void aRequestThatWaitsInTheQueueIsCancelledWithoutAskingAnyChild() {
        Bench bench = hanging("AA", Policy.threshold(2), 1, RequestKind.WRITE);
        var first = bench.begin(0, 512, 'W');
        var waiting = bench.begin(0, 512, 'X');
        var behind = bench.begin(0, 512, 'Y');
        waiting.cancel();
        assertEquals(new Result.Cancelled(), waiting.result().resultNow().result());
        bench.device(1).release();
        bench.device(1).release();
        assertTrue(first.result().resultNow().isSuccess());
        assertTrue(behind.result().resultNow().isSuccess());
        assertEquals('Y', bench.device(0).at(0));
        assertEquals(2, bench.device(0).log.size());
    }

    @Test
    void aCancelledWriteKeepsItsRangeUntilNoChildCanLandItAnyMore() {
        Bench bench = hanging("AA", Policy.threshold(2), 1, RequestKind.WRITE);
        var hung = bench.begin(0, 512, 'W');
        hung.cancel();
        assertTrue(hung.result().isDone());
        bench.device(1).held.clear();
        var later = bench.begin(0, 512, 'X');
        assertFalse(later.result().isDone());
        assertTrue(bench.write(512, 512, 'Z').isSuccess(), "other ranges are free");
        bench.device(1).release();
        assertTrue(later.result().resultNow().isSuccess());
        assertEquals('X', bench.device(0).at(0));
        assertEquals('X', bench.device(1).at(0));
    }

    @Test
    void aCancelledReadIsInNobodysWay() {
        Bench bench = hanging("AA", Policy.threshold(2), 1, RequestKind.READ);
        var hung = bench.quorum.examine(new SectorRange(0, 1));
        var write = bench.begin(0, 512, 'W');
        assertFalse(write.result().isDone());
        hung.cancel();
        assertTrue(write.result().resultNow().isSuccess());
    }

    @Test
    void aCancelledRewriteKeepsItsRangeToo() {
        Bench bench = hanging("AAB", Bench.rewriting(2), 2, RequestKind.WRITE);
        var read = bench.quorum.read(0, ByteBuffer.allocate(512));
        read.cancel();
        assertEquals(new Result.Cancelled(), read.result().resultNow().result());
        assertEquals(List.of("bad read c2 0+1", "cancelled 0+1"), bench.told());
        bench.device(2).held.clear();
        var write = bench.begin(0, 512, 'W');
        assertFalse(write.result().isDone());
        bench.device(2).release();
        assertTrue(write.result().resultNow().isSuccess());
        assertEquals('W', bench.device(2).at(0));
        assertTrue(bench.told().isEmpty());
    }

    @Test
    void anEdgeWriteIsCancelledInAnyOfItsSteps() {
        for (int steps = 0; steps < 3; steps++) {
            Bench bench = new Bench("AA", Policy.threshold(2));
            bench.device(1).held.addAll(List.of(RequestKind.READ, RequestKind.WRITE));
            var request = bench.begin(100, 1000, 'W');
            for (int step = 0; step < steps; step++) {
                bench.device(1).release();
            }
            request.cancel();
            Outcome outcome = request.result().resultNow();
            assertEquals(new Result.Cancelled(), outcome.result());
            assertEquals(RequestKind.WRITE, outcome.requestKind());
            assertEquals(steps + 1, bench.device(0).log.size());
            bench.device(1).held.clear();
            var later = bench.begin(0, 512, 'X');
            assertEquals(steps < 2, later.result().isDone(), "only a write under way keeps the range");
            bench.device(1).release();
            assertTrue(later.result().resultNow().isSuccess());
            assertEquals('X', bench.device(1).at(0));
        }
    }

    @Test
    void anEdgeWriteIsCancelledWhileItWaits() {
        Bench bench = hanging("AA", Policy.threshold(2), 1, RequestKind.WRITE);
        var first = bench.begin(0, 512, 'W');
        var waiting = bench.begin(10, 20, 'X');
        waiting.cancel();
        assertEquals(new Result.Cancelled(), waiting.result().resultNow().result());
        bench.device(1).release();
        assertTrue(first.result().resultNow().isSuccess());
        bench.device(1).held.clear();
        assertTrue(bench.write(0, 512, 'Y').isSuccess());
    }

    @Test
    void aHungFlushIsCancelled() {
        Bench bench = hanging("AA", Policy.threshold(2), 0, RequestKind.FLUSH);
        var flush = bench.quorum.flush();
        flush.cancel();
        assertEquals(new Result.Cancelled(), flush.result().resultNow().result());
        assertEquals(List.of("cancelled 0+0"), bench.told());
        assertTrue(bench.device(1).log.isEmpty());
    }

    @Test
    void cancellingReachesTheHungChildOfAQuorumWithin() {
        Bench inner = hanging("AA", Policy.threshold(2), 1, RequestKind.READ);
        List<Event> events = new ArrayList<>();
        Quorum outer = Quorum.open("q9",
                List.of(new Child("children.0", "q0", new QuorumDevice(inner.quorum))), Policy.threshold(1), false,
                Runnable::run, events::add);
        var request = outer.read(0, ByteBuffer.allocate(512));
        request.cancel();
        assertEquals(new Result.Cancelled(), request.result().resultNow().result());
        assertEquals(List.of("cancelled 0+1"), inner.told());
        assertEquals(1, inner.device(1).cancelled);
        assertEquals(List.of("cancelled 0+1"), events.stream().map(Bench::shortly).toList());
    }

    @Test
    void buffersAreUsedAgainButNeverOneThatAChildMayStillFill() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        List<ByteBuffer> first = buffers(bench);
        assertSame(first.get(1), buffers(bench).get(0));
        bench.device(1).held.add(RequestKind.READ);
        bench.devices.forEach(device -> device.given.clear());
        var hung = bench.quorum.read(0, ByteBuffer.allocate(512));
        hung.cancel();
        ByteBuffer inUse = bench.device(1).given.getFirst();
        ByteBuffer withIt = bench.device(0).given.getFirst();
        bench.device(1).held.clear();
        for (ByteBuffer next : buffers(bench)) {
            assertNotSame(inUse, next);
            assertNotSame(withIt, next);
        }
        bench.device(1).release();
        List<ByteBuffer> free = buffers(bench);
        assertSame(inUse, free.get(0));
        assertSame(withIt, free.get(1));
    }

    private static List<ByteBuffer> buffers(Bench bench) {
        bench.devices.forEach(device -> device.given.clear());
        bench.read(0, 512);
        return bench.devices.stream().map(device -> device.given.getFirst()).toList();
    }

    @Test
    void theBuffersOfADeviceThatBrokeItsPromiseAreNeverUsedAgain() {
        Bench bench = new Bench("AA", Policy.threshold(1));
        bench.device(1).throwing = true;
        bench.read(0, 512);
        ByteBuffer lost = bench.device(1).given.getFirst();
        bench.device(1).throwing = false;
        buffers(bench).forEach(next -> assertNotSame(lost, next));
    }

    @Test
    void requestsThatWaitAreRefusedWhenTheQuorumIsClosedAndThoseUnderWayComplete() {
        Bench bench = hanging("AA", Policy.threshold(2), 1, RequestKind.WRITE);
        var underWay = bench.begin(0, 512, 'W');
        var waiting = bench.begin(0, 512, 'X');
        var change = bench.quorum.addChild("x", Bench.disk('A'));
        bench.quorum.close();
        assertEquals(new Result.Failure(Errno.ECANCELED), waiting.result().resultNow().result());
        assertEquals(new Change.Refused("the quorum is closed"), change.resultNow());
        assertFalse(underWay.result().isDone());
        bench.device(1).release();
        assertTrue(underWay.result().resultNow().isSuccess());
    }

    /** Runs what it is given when it is told to. */
    private static final class Loop implements Executor {
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private boolean shut;

        @Override
        public void execute(Runnable task) {
            if (shut) {
                throw new RejectedExecutionException();
            }
            tasks.add(task);
        }

        void run() {
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
        }
    }

    private static Quorum over(Executor executor, List<Event> events, ScriptedDevice... devices) {
        List<Child> children = new ArrayList<>();
        for (ScriptedDevice device : devices) {
            children.add(new Child("children." + children.size(), "c" + children.size(), device));
        }
        return Quorum.open("q0", children, Policy.threshold(1), false, executor, events::add);
    }

    @Test
    void aMovedQuorumLosesNoRequest() {
        Loop first = new Loop();
        Loop second = new Loop();
        ScriptedDevice device = Bench.disk('A');
        device.held.add(RequestKind.READ);
        Quorum quorum = over(first, new ArrayList<>(), device);
        var underWay = quorum.examine(new SectorRange(0, 1));
        first.run();
        var waiting = quorum.examine(new SectorRange(1, 1));
        quorum.moveTo(second);
        first.run();
        device.release();
        second.run();
        assertTrue(underWay.result().isDone());
        device.release();
        second.run();
        assertTrue(waiting.result().resultNow().isSuccess());
        assertTrue(first.tasks.isEmpty());
    }

    @Test
    void anExecutorThatWasShutDownLosesNothingEither() {
        Loop first = new Loop();
        Loop second = new Loop();
        Quorum quorum = over(first, new ArrayList<>(), Bench.disk('A'));
        var dropped = quorum.examine(new SectorRange(0, 1));
        first.tasks.clear();
        first.shut = true;
        var refused = quorum.examine(new SectorRange(1, 1));
        quorum.moveTo(second);
        var later = quorum.examine(new SectorRange(2, 1));
        second.run();
        assertTrue(dropped.result().resultNow().isSuccess());
        assertTrue(refused.result().resultNow().isSuccess());
        assertTrue(later.result().resultNow().isSuccess());
        Quorum dead = over(first, new ArrayList<>(), Bench.disk('A'));
        var asked = dead.examine(new SectorRange(0, 1));
        assertFalse(asked.result().isDone());
        dead.moveTo(second);
        second.run();
        assertTrue(asked.result().resultNow().isSuccess());
    }

    @Test
    void aQuorumWithinMovesWithTheOuterOne() {
        Loop first = new Loop();
        Loop second = new Loop();
        Quorum inner = over(first, new ArrayList<>(), Bench.disk('A'));
        Quorum outer = Quorum.open("q9", List.of(new Child("children.0", "q0", new QuorumDevice(inner))),
                Policy.threshold(1), false, first, e -> {});
        outer.moveTo(second);
        var request = outer.examine(new SectorRange(0, 1));
        second.run();
        assertTrue(request.result().resultNow().isSuccess());
    }

    @Test
    void aListenerThatThrowsSpoilsNoRequest() {
        List<Throwable> shown = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> shown.add(failure));
        try {
            Quorum quorum = Quorum.open("q0",
                    List.of(new Child("children.0", "c0", Bench.disk('A')),
                            new Child("children.1", "c1", Bench.disk('B'))),
                    Policy.threshold(1), false, Runnable::run, event -> {
                        throw new IllegalStateException("a listener's own fault");
                    });
            Outcome outcome = quorum.examine(new SectorRange(0, 1)).result().resultNow();
            assertEquals(1, outcome.events().size());
            assertEquals(1, shown.size());
        } finally {
            Thread.currentThread().setUncaughtExceptionHandler(null);
        }
    }

    @Test
    void manyRequestsForOneRangeAreDoneInTheirOrder() {
        Bench bench = hanging("AA", Policy.threshold(2), 1, RequestKind.WRITE);
        List<Long> order = new ArrayList<>();
        List<Request<Outcome>> requests = new ArrayList<>();
        requests.add(bench.begin(0, 512, 'W'));
        bench.device(1).held.clear();
        for (int i = 0; i < 5000; i++) {
            requests.add(bench.begin(0, 512, 'X'));
        }
        var all = requests.stream().map(request -> request.result().thenAccept(done -> order.add(done.request())))
                .toList();
        bench.device(1).release();
        all.forEach(done -> assertTrue(done.isDone()));
        assertEquals(java.util.stream.LongStream.rangeClosed(1, 5001).boxed().toList(), order);
    }
}
