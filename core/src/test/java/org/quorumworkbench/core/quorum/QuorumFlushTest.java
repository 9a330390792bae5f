// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.Errno;

/** The two flushes. */
class QuorumFlushTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"ok EIO, EIO", "EIO ok, ok", "EIO ENOSPC ok, ok", "ok EIO EIO, EIO", "ok ok EIO, ok",
            "EIO EIO ENOSPC ENOSPC, ENOSPC"})
    void in2014SuccessIsAResultAmongOthersAndTheThresholdPlaysNoPart(String results, String winner) {
        Bench bench = bench(results, Policy.threshold(1));
        Outcome outcome = bench.quorum.flush().result().resultNow();
        assertEquals(winner.equals("ok")
                ? new Result.Success()
                : new Result.Failure(Errno.named(winner).orElseThrow()), outcome.result());
        assertInstanceOf(Decision.FlushVoted.class, outcome.decision());
        assertTrue(bench.told().isEmpty());
        bench.devices.forEach(device -> assertEquals(List.of("flush"), device.log, "also a clean child is asked"));
    }

    @ParameterizedTest(name = "{0} with threshold {1}: {2}")
    @CsvSource({"ok EIO, 1, ok", "EIO ok, 1, ok", "ok EIO EIO, 2, EIO", "EIO ENOSPC ok, 2, ENOSPC",
            "EIO ENOSPC EIO, 1, EIO", "ok ok EIO, 2, ok"})
    void todayAsManySuccessesAsTheThresholdSuffice(String results, int threshold, String winner) {
        Bench bench = bench(results, Bench.today(threshold));
        bench.write(0, 512, 'W');
        Outcome outcome = bench.quorum.flush().result().resultNow();
        assertEquals(winner.equals("ok")
                ? new Result.Success()
                : new Result.Failure(Errno.named(winner).orElseThrow()), outcome.result());
        long succeeded = List.of(results.split(" ", -1)).stream().filter("ok"::equals).count();
        assertEquals(winner.equals("ok"), outcome.decision().equals(new Decision.EnoughSucceeded((int) succeeded)));
        List<String> told = new ArrayList<>();
        for (int child = 0; child < bench.devices.size(); child++) {
            String at = "bad flush c" + child + " 0+0 ";
            Optional.ofNullable(bench.device(child).errors.get(RequestKind.FLUSH))
                    .ifPresent(errno -> told.add(at + errno.name()));
        }
        assertEquals(told, bench.told(), "and never a failure of the quorum");
    }

    private static Bench bench(String results, Policy policy) {
        String[] names = results.split(" ", -1);
        Bench bench = new Bench("A".repeat(names.length), policy);
        for (int child = 0; child < names.length; child++) {
            if (!names[child].equals("ok")) {
                bench.failing(child, RequestKind.FLUSH, Errno.named(names[child]).orElseThrow());
            }
        }
        return bench;
    }

    private static long flushes(Bench bench, int child) {
        return bench.device(child).log.stream().filter("flush"::equals).count();
    }

    @Test
    void todayAChildThatWasNotWrittenSinceItsLastGoodFlushIsNotAsked() {
        Bench bench = new Bench("AA", Bench.today(1)).failing(1, RequestKind.FLUSH, Errno.EIO);
        assertTrue(bench.quorum.flush().result().resultNow().isSuccess());
        assertEquals(0, flushes(bench, 0) + flushes(bench, 1), "both are clean");
        assertEquals(1, bench.device(1).skipped, "and told so");
        bench.write(0, 512, 'W');
        bench.quorum.flush().result().resultNow();
        bench.quorum.flush().result().resultNow();
        assertEquals(1, flushes(bench, 0));
        assertEquals(2, flushes(bench, 1), "a failed flush leaves the child to be flushed");
        bench.quorum.writeZeroes(0, 512).result().resultNow();
        bench.quorum.flush().result().resultNow();
        assertEquals(2, flushes(bench, 0));
    }

    @Test
    void aFailedWriteToo() {
        Bench bench = new Bench("AA", Bench.today(1)).failing(1, RequestKind.WRITE, Errno.EIO);
        bench.write(0, 512, 'W');
        bench.quorum.flush().result().resultNow();
        assertEquals(1, flushes(bench, 1));
    }

    @Test
    void aWriteThatIsAnsweredDuringAFlushNeedsAnother() {
        Bench bench = new Bench("A", Bench.today(1));
        bench.write(0, 512, 'W');
        bench.device(0).held.add(RequestKind.FLUSH);
        var flush = bench.quorum.flush();
        bench.write(0, 512, 'X');
        bench.device(0).release();
        assertTrue(flush.result().resultNow().isSuccess());
        bench.device(0).held.clear();
        bench.quorum.flush().result().resultNow();
        assertEquals(2, flushes(bench, 0));
    }

    @Test
    void aWriteUnderWayIsFlushedOnceItIsAnswered() {
        Bench bench = new Bench("A", Bench.today(1));
        bench.device(0).held.add(RequestKind.WRITE);
        var write = bench.begin(0, 512, 'W');
        bench.quorum.flush().result().resultNow();
        bench.device(0).release();
        assertTrue(write.result().resultNow().isSuccess());
        bench.quorum.flush().result().resultNow();
        assertEquals(List.of("write 0+512", "flush"), bench.device(0).log);
    }

    @Test
    void aRewrittenChildIsToBeFlushed() {
        Bench bench = new Bench("AAB", Bench.rewriting(2));
        bench.examine(0, 1);
        bench.quorum.flush().result().resultNow();
        assertEquals(List.of(0L, 0L, 1L), List.of(flushes(bench, 0), flushes(bench, 1), flushes(bench, 2)));
    }

    @Test
    void aReadOnlyChildIsNeverAsked() {
        Bench bench = new Bench("AA", Policy.threshold(1));
        bench.device(0).readOnly = true;
        assertTrue(bench.quorum.flush().result().resultNow().isSuccess());
        assertEquals(List.of(0L, 1L), List.of(flushes(bench, 0), flushes(bench, 1)));
    }

    @Test
    void childrenAreFlushedOneAfterTheOther() {
        Bench bench = new Bench("AA", Policy.threshold(1));
        bench.device(0).held.add(RequestKind.FLUSH);
        var flush = bench.quorum.flush();
        assertTrue(bench.device(1).log.isEmpty());
        assertFalse(flush.result().isDone());
        bench.device(0).release();
        assertEquals(List.of("flush"), bench.device(1).log);
        assertTrue(flush.result().resultNow().isSuccess());
    }
}
