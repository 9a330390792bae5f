// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.vote.Verdict;

/** Reads when children fail, disagree for good, or are not all asked. */
class QuorumErrorTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"EIO ENOSPC, ENOSPC", "EIO ENOMEM EIO, EIO", "EIO EIO ENOSPC, EIO", "EIO ENOMEM ENOSPC, ENOSPC",
            "ENOMEM, ENOMEM"})
    void whenTooFewCanBeReadTheErrorOfMostChildrenCountsAndTheNewestOfEquals(String errnos, String winner) {
        String[] names = errnos.split(" ", -1);
        Bench bench = new Bench("A".repeat(names.length), Policy.threshold(names.length));
        List<String> told = new ArrayList<>();
        for (int child = 0; child < names.length; child++) {
            bench.failing(child, RequestKind.READ, Errno.named(names[child]).orElseThrow());
            told.add("bad read c" + child + " 1+2 " + names[child]);
        }
        told.add("failure q0 1+2");
        Outcome outcome = bench.examine(1, 2);
        assertEquals(new Result.Failure(Errno.named(winner).orElseThrow()), outcome.result());
        assertEquals(0, assertInstanceOf(Decision.TooFewSucceeded.class, outcome.decision()).succeeded());
        assertEquals(told, bench.told());
        assertTrue(outcome.vote().isEmpty(), "no bytes were voted on");
        assertEquals(Optional.of(Verdict.UNREADABLE), outcome.verdict());
        assertTrue(outcome.data().isEmpty());
    }

    @Test
    void aFailedChildIsReportedAndTheOthersAnswer() {
        Bench bench = new Bench("AAA", Policy.threshold(2)).failing(0, RequestKind.READ, Errno.EIO);
        Outcome outcome = bench.examine(0, 1);
        assertEquals(new Decision.Agreed(List.of(1, 2)), outcome.decision());
        assertEquals(List.of("bad read c0 0+1 EIO"), bench.told());
        assertEquals('A', outcome.data().orElseThrow().get(ValueLayout.JAVA_BYTE, 511));
        assertEquals(Optional.of(org.quorumworkbench.core.block.Reply.failed(Errno.EIO)),
                outcome.replies().getFirst().reply());
        assertTrue(outcome.replies().getFirst().bytes().isEmpty());
        assertFalse(outcome.replies().getFirst().isOk());
        assertEquals(List.of(0, 1, 2), outcome.completion());
    }

    @Test
    void errorsAreToldBeforeTheOutvoted() {
        Bench bench = new Bench("ABAA", Policy.threshold(2)).failing(3, RequestKind.READ, Errno.ENOMEM);
        assertTrue(bench.examine(2, 1).isSuccess());
        assertEquals(List.of("bad read c3 2+1 ENOMEM", "bad read c1 2+1"), bench.told());
    }

    @Test
    void errorsAreToldInTheOrderInWhichTheyArrive() {
        Bench bench = new Bench("AAA", Policy.threshold(1)).failing(0, RequestKind.READ, Errno.EIO)
                .failing(2, RequestKind.READ, Errno.EIO);
        bench.device(0).held.add(RequestKind.READ);
        var request = bench.quorum.examine(new SectorRange(0, 1));
        assertFalse(request.result().isDone(), "all children are awaited");
        bench.device(0).release();
        assertEquals(List.of("bad read c2 0+1 EIO", "bad read c0 0+1 EIO"), bench.told());
        assertEquals(List.of(1, 2, 0), request.result().resultNow().completion());
    }

    @Test
    void aWinnerWithJustTheThresholdIsEnoughAndOneVoteLessIsNot() {
        assertTrue(new Bench("ABBB", Policy.threshold(3)).examine(0, 1).isSuccess());
        Bench bench = new Bench("AABB", Policy.threshold(3));
        Outcome outcome = bench.examine(0, 1);
        assertEquals(new Result.Failure(Errno.EIO), outcome.result());
        assertEquals(2, assertInstanceOf(Decision.Voted.class, outcome.decision()).tally().winner().votes());
        assertEquals(List.of("failure q0 0+1"), bench.told());
        assertEquals(Verdict.BELOW_THRESHOLD, outcome.vote().orElseThrow().verdict());
    }

    @Test
    void fewerReadableThanTheThresholdFailThoughTheyAgreeAndJustAsManyDoNot() {
        Bench bench = new Bench("AAA", Policy.threshold(2)).failing(1, RequestKind.READ, Errno.EIO);
        assertTrue(bench.examine(0, 1).isSuccess());
        bench.failing(2, RequestKind.READ, Errno.EIO);
        assertFalse(bench.examine(0, 1).isSuccess());
    }

    @Test
    void aDeviceThatThrowsHasFailedAndLosesNoRequest() {
        Bench bench = new Bench("AAA", Policy.threshold(2));
        bench.device(1).throwing = true;
        assertTrue(bench.examine(0, 1).isSuccess());
        assertEquals(List.of("bad read c1 0+1 EIO"), bench.told());
    }

    @Test
    void fifoAsksOneAfterTheOtherAndNeverNoticesDivergence() {
        Bench bench = new Bench("ABC", Bench.fifo(3)).failing(0, RequestKind.READ, Errno.ENOMEM);
        Outcome outcome = bench.examine(0, 1);
        assertEquals(new Decision.FirstReadable(1), outcome.decision());
        assertEquals('B', outcome.data().orElseThrow().get(ValueLayout.JAVA_BYTE, 0));
        assertEquals(List.of("bad read c0 0+1 ENOMEM"), bench.told());
        assertTrue(bench.device(2).log.isEmpty());
        assertTrue(outcome.replies().get(2).reply().isEmpty());
        assertTrue(outcome.replies().get(1).bytes().isPresent());
        assertTrue(outcome.vote().isEmpty());
        ByteBuffer into = ByteBuffer.allocate(512);
        bench.quorum.read(512, into).result().resultNow();
        assertEquals('B', into.get(511));
    }

    @Test
    void fifoFailsWithTheLastChildsErrorAndWithoutAFailureEvent() {
        Bench bench = new Bench("ABC", Bench.fifo(1)).failing(0, RequestKind.READ, Errno.EIO)
                .failing(1, RequestKind.READ, Errno.EIO).failing(2, RequestKind.READ, Errno.ENOSPC);
        Outcome outcome = bench.examine(0, 1);
        assertEquals(new Decision.NoneReadable(Errno.ENOSPC), outcome.decision());
        assertEquals(new Result.Failure(Errno.ENOSPC), outcome.result());
        assertEquals(List.of("bad read c0 0+1 EIO", "bad read c1 0+1 EIO", "bad read c2 0+1 ENOSPC"), bench.told());
    }

    @Test
    void rewritingOverwritesTheOutvotedAndNotTheUnreadable() {
        Bench bench = new Bench("ABACA", Bench.rewriting(2)).failing(4, RequestKind.READ, Errno.EIO);
        Outcome outcome = bench.read(512, 512);
        assertTrue(outcome.isSuccess());
        assertEquals(List.of("bad read c4 1+1 EIO", "bad read c3 1+1", "bad read c1 1+1", "rewritten c3 1+1",
                "rewritten c1 1+1"), bench.told());
        assertEquals('A', bench.device(1).at(1023));
        assertEquals('B', bench.device(1).at(1024));
        assertEquals('A', bench.device(3).at(512));
        assertEquals(List.of("read 512+512"), bench.device(4).log);
        assertEquals(List.of("read 512+512"), bench.device(0).log);
    }

    @Test
    void aRewriteThatFailsChangesNothingForTheReader() {
        Bench bench = new Bench("AAB", Bench.rewriting(2)).failing(2, RequestKind.WRITE, Errno.ENOSPC);
        assertTrue(bench.examine(0, 1).isSuccess());
        assertEquals(List.of("bad read c2 0+1", "rewritten c2 0+1 ENOSPC"), bench.told());
        assertTrue(bench.examine(0, 1).isSuccess());
        assertEquals(List.of("bad read c2 0+1", "rewritten c2 0+1 ENOSPC"), bench.told());
    }

    @Test
    void theReadWaitsForItsRewritesAndAWriteForTheRead() {
        Bench bench = new Bench("AAB", Bench.rewriting(2));
        bench.device(2).held.add(RequestKind.WRITE);
        var read = bench.quorum.examine(new SectorRange(0, 2));
        var write = bench.begin(512, 512, 'W');
        assertFalse(read.result().isDone());
        assertEquals(List.of("read 0+1024", "write 0+1024"), bench.device(2).log);
        assertEquals(List.of("read 0+1024"), bench.device(0).log, "the write waits");
        bench.device(2).release();
        assertTrue(read.result().isDone());
        bench.device(2).release();
        assertTrue(write.result().resultNow().isSuccess());
        assertEquals('W', bench.device(2).at(512));
    }

    @Test
    void withoutAQuorumNothingIsRewritten() {
        Bench bench = new Bench("ABC", Bench.rewriting(2));
        assertFalse(bench.examine(0, 1).isSuccess());
        assertEquals(List.of("read 0+512"), bench.device(0).log);
    }

    @ParameterizedTest
    @EnumSource
    void blkverifyEndsTheQuorumWithTheDriversLine(Semantics semantics) {
        Bench bench = new Bench("AA", Bench.verifying(semantics));
        assertTrue(bench.examine(0, 8).isSuccess());
        bench.device(1).memory.fill(1024 + 5, new byte[]{'x'});
        Outcome outcome = bench.examine(1, 3);
        String line = semantics == Semantics.V2014
                ? "quorum: sector_num=1 nb_sectors=3 contents mismatch in sector 2"
                : "quorum: offset=512 bytes=1536 contents mismatch at offset 1029";
        assertEquals(new Result.Aborted(line), outcome.result());
        assertEquals(new Decision.Mismatch(line), outcome.decision());
        assertEquals(Optional.of(line), bench.quorum.aborted());
        assertEquals(List.of("aborted: " + line), bench.told());
        int asked = bench.device(0).log.size();
        assertEquals(new Result.Aborted(line), bench.read(0, 512).result());
        assertEquals(new Result.Aborted(line), bench.write(0, 512, 'x').result());
        assertEquals(new Result.Aborted(line), bench.quorum.flush().result().resultNow().result());
        assertEquals(asked, bench.device(0).log.size(), "no child is asked any more");
        assertTrue(bench.told().isEmpty());
    }

    @Test
    void aRequestThatWaitedWhileBlkverifyEndedTheQuorumIsAborted() {
        Bench bench = new Bench("AB", Bench.verifying(Semantics.V7_2));
        bench.device(0).held.add(RequestKind.READ);
        var read = bench.quorum.examine(new SectorRange(0, 1));
        var write = bench.begin(0, 512, 'W');
        bench.device(0).release();
        assertInstanceOf(Result.Aborted.class, read.result().resultNow().result());
        assertInstanceOf(Result.Aborted.class, write.result().resultNow().result());
        assertEquals('A', bench.device(0).at(0));
    }

    @Test
    void blkverifyWithAFailedChildIsAnOrdinaryFailure() {
        Bench bench = new Bench("AB", Bench.verifying(Semantics.V2014)).failing(1, RequestKind.READ, Errno.EIO);
        assertEquals(new Result.Failure(Errno.EIO), bench.examine(0, 1).result());
        assertTrue(bench.quorum.aborted().isEmpty());
        assertEquals(List.of("bad read c1 0+1 EIO", "failure q0 0+1"), bench.told());
    }

    @Test
    void eventsAreNumberedFromOneWithoutGaps() {
        Bench bench = new Bench("ABC", Policy.threshold(1));
        bench.examine(0, 1);
        bench.examine(1, 1);
        assertEquals(List.of(1L, 2L, 3L, 4L), bench.events.stream().map(Event::sequence).toList());
        assertEquals(SectorRange.EMPTY,
                new Event.Changed(1, bench.events.getFirst().time(), new Event.Alteration.Removed("children.0"))
                        .range());
    }

    @Test
    void todayAnyByteRangeIsARequestAndIn2014ItIsOfWholeSectors() {
        Bench today = new Bench("AB", Bench.today(1));
        today.read(500, 24);
        assertEquals(List.of("read 500+24"), today.device(0).log);
        assertEquals(List.of("bad read c0 0+2"), today.told());
        Bench seed = new Bench("AB", Policy.threshold(1));
        seed.device(1).memory.fill(600, new byte[]{'!'});
        ByteBuffer into = ByteBuffer.allocate(200);
        Outcome outcome = seed.quorum.read(500, into.position(50).limit(160)).result().resultNow();
        assertEquals(List.of("read 0+1024"), seed.device(0).log);
        assertEquals(List.of("bad read c0 0+2"), seed.told());
        assertEquals(1024, outcome.length());
        assertEquals('!', into.get(150));
        assertEquals(0, into.clear().get(49));
        assertEquals('B', into.get(50));
        assertEquals('B', into.get(159));
        assertEquals(0, into.get(160));
    }

    @Test
    void aQuorumWithinTellsItsEventsFirstAndFailsAsAChildDoes() {
        List<Event> events = new ArrayList<>();
        List<Child> inner = List.of(new Child("children.0", "c0", Bench.disk('A')),
                new Child("children.1", "c1", Bench.disk('B')));
        Quorum q1 = Quorum.open("q1", inner, Policy.threshold(2), false, Runnable::run, events::add);
        Quorum q0 = Quorum.open("q0",
                List.of(new Child("children.0", "q1", new QuorumDevice(q1)),
                        new Child("children.1", "c2", MemoryDevice.of(new byte[Bench.LENGTH]))),
                Policy.threshold(1), false, Runnable::run, events::add);
        assertTrue(q0.examine(new SectorRange(0, 1)).result().resultNow().isSuccess());
        assertEquals(List.of("failure q1 0+1", "bad read q1 0+1 EIO"), events.stream().map(Bench::shortly).toList());
        assertEquals(q1.length(), q0.length());
    }
}
