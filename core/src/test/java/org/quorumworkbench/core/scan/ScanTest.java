// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.vote.Verdict;

/** The scanner against a reference that looks at one sector at a time. */
class ScanTest {

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runsAreExactSortedAndAsLongAsCanBe(long seed) {
        RandomDisks disks = new RandomDisks(seed);
        ScanOptions options = new ScanOptions(1 + (int) (seed % 3), System::nanoTime, Courtesy.NONE);
        DivergenceMap blank = Scan.blank(TestDisk.children(disks.all()));
        SectorRanges wanted = SectorRanges.of(disks.range(blank.sectors()));
        ScanResult result = Scan.start(TestDisk.children(disks.all()), blank, wanted, options).result().join();
        assertTrue(result.isComplete());
        assertEquals(wanted, result.map().scanned());
        int threshold = 1 + (int) (seed % disks.all().size());
        Verdicts verdicts = Verdicts.of(result.map(), threshold);
        assertEquals(disks.naiveRuns(wanted, threshold), texts(verdicts));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aScanThatWasStoppedGoesOnToTheSameEnd(long seed) {
        RandomDisks disks = new RandomDisks(seed);
        var children = TestDisk.children(disks.all());
        DivergenceMap blank = Scan.blank(children);
        SectorRange whole = new SectorRange(0, blank.sectors());
        DivergenceMap atOnce = Scan.start(children).result().join().map();
        DivergenceMap partly = Scan
                .start(children, blank, SectorRanges.of(disks.range(blank.sectors())), ScanOptions.standard()).result()
                .join().map();
        ScanResult rest = Scan.start(children, partly, SectorRanges.of(whole), ScanOptions.standard()).result().join();
        assertEquals(texts(Verdicts.of(atOnce, 1)), texts(Verdicts.of(rest.map(), 1)));
        assertEquals(atOnce.scanned(), rest.map().scanned());
    }

    @Test
    void aHoleInEveryChildIsUnanimousAndAHoleAgainstDataIsCompared() {
        long length = 1L << 40;
        List<TestDisk> disks = List.of(new TestDisk(new MemoryDevice(length, false)),
                new TestDisk(new MemoryDevice(length, false)), new TestDisk(new MemoryDevice(length, false)));
        byte[] one = new byte[512];
        one[17] = 1;
        disks.get(2).memory.fill(900L << 30, one);
        disks.get(1).memory.fill(5L << 30, new byte[8192]);
        ScanResult result = Scan.start(TestDisk.children(disks)).result().join();
        assertEquals(List.of((900L << 21) + "+1 AAB 2 MAJORITY"), texts(Verdicts.of(result.map(), 2)));
        assertEquals(1L << 31, result.map().scanned().count());
        assertEquals(2L * Chunk.SECTORS * 512, result.map().bytesRead(),
                "only the chunk around what is allocated is read");
    }

    @Test
    void aFaultOnAHoleIsFound() {
        List<FaultedDevice> disks = List.of(new FaultedDevice(new MemoryDevice(1 << 26, true)),
                new FaultedDevice(new MemoryDevice(1 << 26, true)), new FaultedDevice(new MemoryDevice(1 << 26, true)));
        disks.get(1).put(new Fault("bad", "bad sectors", When.readOf(new SectorRange(70_000, 2)),
                new Effect.Fails(Errno.EIO)));
        disks.get(2).put(new Fault("filled", "filled", When.readOf(new SectorRange(5_000, 1)),
                new Effect.Filled(List.of(0xFF))));
        ScanResult result = Scan.start(TestDisk.children(disks)).result().join();
        assertEquals(List.of("5000+1 AAB 2 MAJORITY", "70000+2 A!A 2 MAJORITY"),
                texts(Verdicts.of(result.map(), 2)));
        assertTrue(result.map().bytesRead() < 1 << 23, "the rest is holes: " + result.map().bytesRead());
    }

    @Test
    void anUnreadableSectorIsFoundAloneAndNeverTakenForData() {
        List<TestDisk> disks = equalDisks(3, 4096);
        disks.get(1).bad.set(1000);
        disks.get(2).bad.set(1001, 1004);
        assertEquals(List.of("1000+1 A!A 2 MAJORITY", "1001+3 AA! 2 MAJORITY"), texts(scan(disks, 2)));
    }

    @Test
    void aChildThatIsShorterCannotBeReadPastItsEnd() {
        TestDisk whole = equalDisks(1, 2000).getFirst();
        TestDisk shorter = new TestDisk(Arrays.copyOf(random(2000 * 512), 1500 * 512 - 100));
        shorter.memory.fill(1500 * 512 - 612, new byte[512]);
        whole.memory.fill(1500 * 512 - 612, new byte[612]);
        assertEquals(List.of("1500+500 A! 1 UNREADABLE"), texts(scan(List.of(whole, shorter), 2)),
                "the end of a partial last sector reads as zeroes");
    }

    @Test
    void anUnstableChildIsToldApartFromADivergentOne() {
        List<TestDisk> disks = equalDisks(3, 2048);
        disks.get(1).unstable.set(77);
        disks.get(0).unstable.set(1500);
        byte[] other = new byte[512];
        Arrays.fill(other, (byte) 9);
        disks.get(2).memory.fill(900 * 512, other);
        Verdicts verdicts = scan(disks, 2);
        assertEquals(List.of("77+1 ABA 2 MAJORITY", "900+1 AAB 2 MAJORITY", "1500+1 BAA 2 MAJORITY"),
                texts(verdicts));
        assertEquals(List.of(1L, 1L, 0L), LongStream.range(0, 3).map(c -> verdicts.map().unstable((int) c)).boxed()
                .toList());
        assertEquals(1, verdicts.map().unstable(1, new SectorRange(77, 1)));
        assertEquals(0, verdicts.map().unstable(1, new SectorRange(78, 1000)));
    }

    @Test
    void cancelWaitsForNoChildAndKeepsWhatWasFound() {
        List<TestDisk> disks = equalDisks(3, 8192);
        disks.get(1).bad.set(5);
        var children = TestDisk.children(disks);
        DivergenceMap part = Scan.start(children, Scan.blank(children), SectorRanges.of(new SectorRange(0, 4096)),
                ScanOptions.standard()).result().join().map();
        disks.get(2).hangs = true;
        Scan scan = Scan.start(children, part, SectorRanges.of(new SectorRange(0, 8192)), ScanOptions.standard());
        scan.cancel();
        ScanResult result = scan.result().join();
        assertFalse(result.isComplete());
        assertEquals(4096, result.progress().scanned());
        assertEquals(List.of("5+1 A!A 2 MAJORITY"), texts(Verdicts.of(result.map(), 2)));
        assertTrue(result.problem().isEmpty());
    }

    @Test
    @Timeout(30)
    void aChildThatKeepsTheReadingThreadItselfIsNamedMeanwhileAndInTheResult() throws Exception {
        List<TestDisk> disks = equalDisks(3, 4096);
        CountDownLatch answers = new CountDownLatch(1);
        disks.get(1).beforeRead = _ -> await(answers);
        Scan scan = Scan.start(TestDisk.children(disks));
        try {
            while (!scan.waitingFor().equals(List.of("c1"))) {
                Thread.onSpinWait();
            }
            scan.cancel();
            assertEquals(List.of("c1"), scan.result().join().silent());
        } finally {
            answers.countDown();
        }
    }

    @Test
    @Timeout(30)
    void aChildThatDoesNotTellWhereItsHolesAreIsNamed() {
        List<TestDisk> disks = equalDisks(3, 4096);
        CountDownLatch answers = new CountDownLatch(1);
        TestDisk hung = new TestDisk(disks.get(2).memory) {
            @Override
            public Optional<Reply<Extent>> extentOnCaller(long offset, long length) {
                await(answers);
                return super.extentOnCaller(offset, length);
            }
        };
        Scan scan = Scan.start(TestDisk.children(List.of(disks.get(0), disks.get(1), hung)));
        try {
            while (!scan.waitingFor().equals(List.of("c2"))) {
                Thread.onSpinWait();
            }
        } finally {
            answers.countDown();
        }
        assertEquals(List.of(), scan.result().join().silent());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPausedScanReadsNothingUntilItGoesOn() throws Exception {
        List<TestDisk> disks = equalDisks(2, 8 * Chunk.SECTORS);
        CompletableFuture<Scan> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> paused = new CompletableFuture<>();
        disks.get(0).beforeRead = read -> {
            if (read == 3) {
                begun.join().pause();
                paused.complete(true);
            }
        };
        var children = TestDisk.children(disks);
        begun.complete(
                Scan.start(children, Scan.blank(children), SectorRanges.of(new SectorRange(0, 8 * Chunk.SECTORS)),
                        new ScanOptions(1, System::nanoTime, Courtesy.NONE)));
        paused.join();
        Scan scan = begun.join();
        assertTrue(scan.progress().paused());
        assertFalse(scan.result().isDone());
        assertTrue(scan.snapshot().scanned().count() <= 3 * Chunk.SECTORS, "the chunk under way is the last");
        scan.proceed();
        assertTrue(scan.result().join().isComplete());
        assertFalse(scan.progress().paused());
    }

    @Test
    void devicesThatAnswerLaterAreScannedTheSame() {
        RandomDisks disks = new RandomDisks(3);
        List<String> direct = texts(scan(disks.all(), 1));
        disks.all().forEach(disk -> disk.onCaller = false);
        assertEquals(direct, texts(scan(disks.all(), 1)));
    }

    @Test
    void theSummaryCountsEverySectorOnce() {
        RandomDisks disks = new RandomDisks(11);
        Verdicts verdicts = scan(disks.all(), 1);
        assertEquals(verdicts.map().sectors(), verdicts.summary().values().stream().mapToLong(n -> n).sum());
        long inRuns = 0;
        for (var runs = verdicts.runs(); runs.hasNext();) {
            inRuns += runs.next().range().count();
        }
        assertEquals(inRuns, verdicts.divergent());
        assertEquals(verdicts.map().sectors() - inRuns, verdicts.summary().get(Verdict.UNANIMOUS));
    }

    static Verdicts scan(List<TestDisk> disks, int threshold) {
        ScanResult result = Scan.start(TestDisk.children(disks)).result().join();
        assertTrue(result.isComplete(), () -> result.problem().orElse("incomplete"));
        return Verdicts.of(result.map(), threshold);
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    static List<TestDisk> equalDisks(int children, int sectors) {
        byte[] content = random(sectors * 512);
        List<TestDisk> disks = new ArrayList<>();
        for (int i = 0; i < children; i++) {
            disks.add(new TestDisk(content));
        }
        return disks;
    }

    static List<String> texts(Verdicts verdicts) {
        List<String> texts = new ArrayList<>();
        verdicts.runs().forEachRemaining(run -> texts.add(run.range() + " " + run.ruling().pattern() + " "
                + run.ruling().votes().orElse(-1) + " " + run.ruling().verdict()));
        return texts;
    }
}
