// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;

/** Writes, zeroes, writes of parts of sectors, lasting writes, and what is refused. */
class QuorumWriteTest {

    @Test
    void aWriteGoesToEveryChild() {
        Bench bench = new Bench("ABC", Bench.today(3));
        ByteBuffer from = Bench.filled(600, 'W').position(10).limit(522);
        Outcome outcome = bench.quorum.write(100, from, false).result().resultNow();
        assertTrue(outcome.isSuccess());
        assertEquals(new Decision.EnoughSucceeded(3), outcome.decision());
        assertEquals(10, from.position());
        for (ScriptedDevice device : bench.devices) {
            assertEquals(List.of("write 100+512"), device.log);
            assertEquals('W', device.at(100));
            assertEquals('W', device.at(611));
        }
        assertEquals('A', bench.device(0).at(99));
        assertEquals('A', bench.device(0).at(612));
        assertTrue(bench.told().isEmpty());
        assertTrue(outcome.vote().isEmpty());
    }

    @Test
    void enoughSuccessesMakeAWriteGoodAndTheFailedChildSilentlyStale() {
        Bench bench = new Bench("AAA", Policy.threshold(2)).failing(1, RequestKind.WRITE, Errno.ENOSPC);
        assertTrue(bench.write(0, 512, 'W').isSuccess());
        assertEquals(List.of("bad write c1 0+1 ENOSPC"), bench.told());
        assertEquals('A', bench.device(1).at(0));
        assertEquals('W', bench.device(2).at(0));
    }

    @Test
    void aWriteThatFailsLeavesWhatSucceeded() {
        Bench bench = new Bench("AAA", Policy.threshold(2)).failing(0, RequestKind.WRITE, Errno.EIO)
                .failing(2, RequestKind.WRITE, Errno.ENOSPC);
        Outcome outcome = bench.write(512, 1024, 'W');
        assertEquals(new Result.Failure(Errno.ENOSPC), outcome.result());
        assertEquals(1, assertInstanceOf(Decision.TooFewSucceeded.class, outcome.decision()).succeeded());
        assertEquals(List.of("bad write c0 1+2 EIO", "bad write c2 1+2 ENOSPC", "failure q0 1+2"), bench.told());
        assertEquals('W', bench.device(1).at(512));
    }

    @Test
    void zeroesAreMadeByTheChildrenAndToldAsWrites() {
        Bench bench = new Bench("AAA", Policy.threshold(2)).failing(0, RequestKind.WRITE_ZEROES, Errno.EIO);
        Outcome outcome = bench.quorum.writeZeroes(512, 1024).result().resultNow();
        assertTrue(outcome.isSuccess());
        assertEquals(RequestKind.WRITE_ZEROES, outcome.requestKind());
        assertEquals(List.of("bad write c0 1+2 EIO"), bench.told());
        assertEquals(List.of("zero 512+1024"), bench.device(1).log);
        assertEquals(0, bench.device(1).at(512));
        assertEquals('A', bench.device(1).at(1536));
    }

    @Test
    void aChildThatCannotMakeZeroesIsWrittenThem() {
        Bench bench = new Bench("AA", Policy.threshold(2)).failing(1, RequestKind.WRITE_ZEROES, Errno.EOPNOTSUPP);
        assertTrue(bench.quorum.writeZeroes(512, 1024).result().resultNow().isSuccess());
        assertEquals(List.of("zero 512+1024", "write 512+1024"), bench.device(1).log);
        assertEquals(0, bench.device(1).at(512));
        assertEquals(0, bench.device(1).at(1535));
        assertEquals('A', bench.device(1).at(511));
        assertEquals('A', bench.device(1).at(1536));
    }

    @Test
    void manyZeroesAreWrittenInPiecesUpToTheFirstError() {
        ScriptedDevice large = new ScriptedDevice(new MemoryDevice(4 << 20, false));
        large.errors.put(RequestKind.WRITE_ZEROES, Errno.EOPNOTSUPP);
        List<Child> children = List.of(new Child("children.0", "c0", large));
        Quorum quorum = Quorum.open("q0", children, Bench.today(1), false, Runnable::run, e -> {});
        assertTrue(quorum.writeZeroes(512, (2 << 20) + 1024).result().resultNow().isSuccess());
        assertEquals(List.of("zero 512+2098176", "write 512+1048576", "write 1049088+1048576", "write 2097664+1024"),
                large.log);
        large.log.clear();
        large.errors.put(RequestKind.WRITE, Errno.ENOSPC);
        assertEquals(new Result.Failure(Errno.ENOSPC), quorum.writeZeroes(0, 3 << 20).result().resultNow().result());
        assertEquals(List.of("zero 0+3145728", "write 0+1048576"), large.log);
    }

    @ParameterizedTest(name = "{0}+{1}: {2}")
    @CsvSource({"100, 1024, 'read 0+512, read 1024+512, write 0+1536'", "512, 100, 'read 512+512, write 512+512'",
            "600, 424, 'read 512+512, write 512+512'", "600, 100, 'read 512+512, read 512+512, write 512+512'",
            "100, 924, 'read 0+512, write 0+1024'", "512, 600, 'read 1024+512, write 512+1024'",
            "512, 512, 'write 512+512'"})
    void in2014TheSectorsAtTheEdgesAreReadAndWholeSectorsWritten(long offset, int length, String asked) {
        Bench bench = new Bench("AAB", Policy.threshold(2));
        Outcome outcome = bench.write(offset, length, 'W');
        assertTrue(outcome.isSuccess());
        assertEquals(RequestKind.WRITE, outcome.requestKind());
        for (ScriptedDevice device : bench.devices) {
            assertEquals(asked, String.join(", ", device.log));
            assertEquals('W', device.at(offset));
            assertEquals('W', device.at(offset + length - 1));
        }
        // The winner's edges are written to all: what was outvoted there is gone.
        assertEquals(offset % 512 == 0 ? 'B' : 'A', bench.device(2).at(offset - 1));
        assertEquals((offset + length) % 512 == 0 ? 'B' : 'A', bench.device(2).at(offset + length));
        assertEquals(bench.told(), outcome.events().stream().map(Bench::shortly).toList());
        assertEquals(new SectorRange(offset / 512, Math.ceilDiv(offset + length, 512L) - offset / 512),
                outcome.range());
    }

    @Test
    void aWriteWhoseEdgeCannotBeReadFailsAndWritesNothing() {
        Bench bench = new Bench("ABC", Policy.threshold(2));
        Outcome outcome = bench.write(500, 600, 'W');
        assertEquals(new Result.Failure(Errno.EIO), outcome.result());
        assertEquals(RequestKind.WRITE, outcome.requestKind());
        assertEquals(new SectorRange(0, 3), outcome.range());
        assertEquals(List.of("read 0+512"), bench.device(0).log);
        assertEquals(List.of("failure q0 0+1"), bench.told());
        assertEquals(List.of("failure q0 0+1"), outcome.events().stream().map(Bench::shortly).toList());
    }

    @Test
    void nothingComesBetweenTheStepsOfAnEdgeWrite() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        bench.device(0).held.add(RequestKind.READ);
        var first = bench.begin(100, 100, 'X');
        var second = bench.begin(0, 512, 'Y');
        bench.device(0).release();
        bench.device(0).release();
        assertTrue(first.result().resultNow().isSuccess());
        assertTrue(second.result().resultNow().isSuccess());
        assertEquals(List.of("read 0+512", "read 0+512", "write 0+512", "write 0+512"), bench.device(1).log);
        assertEquals('Y', bench.device(1).at(100));
        assertEquals(List.of(1L, 2L),
                List.of(first.result().resultNow().request(), second.result().resultNow().request()));
    }

    @Test
    void zeroesOfPartsOfSectorsAreWrittenWithTheirEdgesIn2014() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        assertTrue(bench.quorum.writeZeroes(100, 100).result().resultNow().isSuccess());
        assertEquals(0, bench.device(1).at(100));
        assertEquals(0, bench.device(1).at(199));
        assertEquals('A', bench.device(1).at(99));
        assertEquals('A', bench.device(1).at(200));
    }

    @Test
    void aLastingWriteIsFollowedByAFlushWhoseErrorIsTheWrites() {
        Bench bench = new Bench("AA", Bench.today(2)).failing(1, RequestKind.FLUSH, Errno.EIO);
        Outcome outcome = bench.quorum.write(0, Bench.filled(512, 'W'), true).result().resultNow();
        assertEquals(new Result.Failure(Errno.EIO), outcome.result());
        assertInstanceOf(Decision.TooFewSucceeded.class, outcome.decision());
        assertEquals(RequestKind.WRITE, outcome.requestKind());
        assertEquals(List.of("bad flush c1 0+0 EIO"), outcome.events().stream().map(Bench::shortly).toList());
        assertEquals(List.of("write 0+512", "flush"), bench.device(0).log);
        bench.device(1).errors.clear();
        Outcome good = bench.quorum.write(0, Bench.filled(512, 'W'), true).result().resultNow();
        assertEquals(new Decision.EnoughSucceeded(2), good.decision());
        assertTrue(good.isSuccess());
        assertEquals(2, good.request());
        assertTrue(good.elapsed().isPositive());
    }

    @Test
    void afterAFailedWriteNothingIsFlushed() {
        Bench bench = new Bench("AA", Bench.today(2)).failing(1, RequestKind.WRITE, Errno.EIO);
        assertFalse(bench.quorum.write(0, Bench.filled(512, 'W'), true).result().resultNow().isSuccess());
        assertEquals(List.of("write 0+512"), bench.device(0).log);
    }

    @Test
    void aLastingWriteCanBeCancelledInItsFlush() {
        Bench bench = new Bench("AA", Bench.today(2));
        bench.device(0).held.add(RequestKind.FLUSH);
        var request = bench.quorum.write(0, Bench.filled(512, 'W'), true);
        assertFalse(request.result().isDone());
        request.cancel();
        assertEquals(new Result.Cancelled(), request.result().resultNow().result());
        assertEquals(1, bench.device(0).cancelled);
    }

    @ParameterizedTest
    @CsvSource({"-1, 512", "0, 4097", "4096, 1", "3585, 512", "9223372036854775807, 512"})
    void aRangeThatIsNotOnTheDiskIsRefused(long offset, int length) {
        for (Policy policy : List.of(Policy.threshold(2), Bench.today(2))) {
            Bench bench = new Bench("AA", policy);
            Outcome read = bench.read(offset, length);
            assertInstanceOf(Decision.Refused.class, read.decision());
            assertEquals(new Result.Failure(Errno.EIO), read.result());
            assertInstanceOf(Decision.Refused.class, bench.write(offset, length, 'W').decision());
            assertInstanceOf(Decision.Refused.class,
                    bench.quorum.writeZeroes(offset, length).result().resultNow().decision());
            assertTrue(bench.device(0).log.isEmpty());
            assertTrue(bench.told().isEmpty());
        }
    }

    @Test
    void theLastSectorIsOnTheDisk() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        assertTrue(bench.write(3584, 512, 'W').isSuccess());
        assertTrue(bench.read(0, 4096).isSuccess());
        assertTrue(bench.read(4096, 0).isSuccess());
    }

    @Test
    void aRequestOf2GiBOrMoreIsRefused() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        assertEquals(new Result.Failure(Errno.EINVAL), bench.examine(0, 1L << 22).result());
        List<Child> children = List.of(new Child("children.0", "c0", new MemoryDevice(1L << 33, false)));
        Quorum large = Quorum.open("q0", children, Policy.threshold(1), false, Runnable::run, e -> {});
        assertEquals(new Result.Failure(Errno.EINVAL), large.writeZeroes(1, 1L << 32).result().resultNow().result());
        assertTrue(large.writeZeroes(512, 1L << 32).result().resultNow().isSuccess());
    }

    @Test
    void aReadOnlyQuorumRefusesWritesAndHasNothingToFlush() {
        Bench bench = new Bench("AA", Policy.threshold(2), true);
        assertTrue(bench.quorum.isReadOnly());
        assertEquals(new Result.Failure(Errno.EROFS), bench.write(0, 512, 'W').result());
        assertEquals(new Result.Failure(Errno.EROFS), bench.write(1, 5, 'W').result());
        assertEquals(new Result.Failure(Errno.EROFS), bench.quorum.writeZeroes(0, 512).result().resultNow().result());
        assertTrue(bench.quorum.flush().result().resultNow().isSuccess());
        assertTrue(bench.device(0).log.isEmpty());
        assertTrue(bench.read(0, 512).isSuccess());
    }

    @Test
    void aClosedQuorumRefusesEverything() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        bench.quorum.close();
        assertTrue(bench.device(0).closed && bench.device(1).closed);
        for (Outcome outcome : List.of(bench.read(0, 512), bench.write(0, 512, 'W'), bench.write(3, 5, 'W'),
                bench.quorum.flush().result().resultNow())) {
            assertEquals(new Result.Failure(Errno.ECANCELED), outcome.result());
            assertEquals(new Decision.Refused("the quorum is closed"), outcome.decision());
            assertTrue(outcome.replies().isEmpty());
        }
        assertTrue(bench.device(0).log.isEmpty());
    }

    @Test
    void aNestedQuorumIsWrittenFlushedAndFailsAsOneChild() {
        Bench inner = new Bench("AA", Bench.today(1));
        QuorumDevice device = new QuorumDevice(inner.quorum);
        Quorum outer = Quorum.open("q9", List.of(new Child("children.0", "q0", device)), Bench.today(1), false,
                Runnable::run, e -> {});
        assertTrue(outer.write(0, Bench.filled(512, 'W'), false).result().resultNow().isSuccess());
        assertEquals('W', inner.device(1).at(0));
        assertTrue(outer.writeZeroes(0, 512).result().resultNow().isSuccess());
        assertEquals(0, inner.device(1).at(0));
        inner.failing(0, RequestKind.FLUSH, Errno.EIO);
        assertTrue(outer.flush().result().resultNow().isSuccess());
        assertTrue(outer.flush().result().resultNow().isSuccess());
        assertEquals(2, inner.device(0).log.stream().filter("flush"::equals).count(),
                "a quorum within is asked every time, and asks who is not flushed");
        assertEquals(1, inner.device(1).log.stream().filter("flush"::equals).count());
        inner.failing(1, RequestKind.WRITE, Errno.ENOSPC).failing(0, RequestKind.WRITE, Errno.ENOSPC);
        assertEquals(new Result.Failure(Errno.ENOSPC),
                outer.write(0, Bench.filled(512, 'W'), false).result().resultNow().result());
        assertFalse(device.isReadOnly());
        device.close();
        assertEquals(Optional.empty(), inner.quorum.aborted());
        assertTrue(inner.device(0).closed);
    }
}
