// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.QuorumDevice;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * A child that is a quorum answers a request with the vote on all of it; a scan compares what it
 * would answer sector by sector, whatever the chunk.
 */
class QuorumWithinTest {

    private static final int SECTORS = 5000;

    static LongStream seeds() {
        return LongStream.range(0, 24);
    }

    private static QuorumDevice quorum(List<? extends BlockDevice> disks, Policy policy) {
        return new QuorumDevice(
                Quorum.open("within", TestDisk.children(disks), policy, false, Runnable::run, _ -> {}));
    }

    /** Equal disks with damage, each of its own kind here and there. */
    private static List<TestDisk> damaged(int count, Random random) {
        List<TestDisk> disks = ScanTest.equalDisks(count, SECTORS);
        for (TestDisk disk : disks) {
            for (int i = 0; i < 6; i++) {
                disk.memory.fill(random.nextInt(SECTORS) * 512L, new byte[]{(byte) random.nextInt(2)});
                if (random.nextInt(3) == 0) {
                    disk.bad.set(random.nextInt(SECTORS));
                }
            }
        }
        return disks;
    }

    private static List<String> runs(List<Child> children, SectorRange range) {
        DivergenceMap map = Scan.start(children, Scan.blank(children), SectorRanges.of(range),
                ScanOptions.standard()).result().join().map();
        assertEquals(0, LongStream.range(0, children.size()).map(child -> map.unstable((int) child)).sum(),
                "files that stand still are not unstable");
        return ScanTest.texts(Verdicts.of(map, 2));
    }

    private static List<String> naive(List<Child> children, SectorRange range) {
        List<String> sectors = new ArrayList<>();
        for (long sector = range.first(); sector < range.end(); sector++) {
            int[] agrees = new int[children.size()];
            List<Optional<ByteBuffer>> bytes = new ArrayList<>();
            for (int child = 0; child < agrees.length; child++) {
                ByteBuffer buffer = ByteBuffer.allocate(512);
                boolean ok = children.get(child).device().read(sector * 512, buffer).join().isOk();
                bytes.add(ok ? Optional.of(buffer) : Optional.empty());
                agrees[child] = ok ? bytes.indexOf(Optional.of(buffer)) : Grouping.UNREADABLE;
            }
            Grouping grouping = Grouping.of(agrees, agrees.length);
            if (!grouping.isUnanimous()) {
                var vote = grouping.vote(2, ReadPattern.QUORUM);
                sectors.add(sector + " " + vote.pattern() + " " + vote.votes().orElse(-1) + " " + vote.verdict());
            }
        }
        return sectors;
    }

    /** Runs as one text a sector. */
    private static List<String> bySector(List<String> runs) {
        List<String> sectors = new ArrayList<>();
        for (String run : runs) {
            int plus = run.indexOf('+');
            int space = run.indexOf(' ');
            long first = Long.parseLong(run.substring(0, plus));
            for (long at = 0; at < Long.parseLong(run.substring(plus + 1, space)); at++) {
                sectors.add(first + at + run.substring(space));
            }
        }
        return sectors;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySectorIsComparedAsARequestOnItAloneWouldAnswer(long seed) {
        Random random = new Random(seed);
        List<BlockDevice> outer = new ArrayList<>(damaged(2, random));
        List<BlockDevice> inner = new ArrayList<>(damaged(3, random));
        Policy policy = new Policy(1 + (int) (seed % 3), false, false,
                seed % 4 == 3 ? ReadPattern.FIFO : ReadPattern.QUORUM, Semantics.V2014);
        if (seed % 5 == 4) {
            inner.set(1, quorum(damaged(3, random), Policy.threshold(2)));
        }
        BlockDevice within = quorum(inner, policy);
        outer.add(seed % 6 == 5 ? new PartDevice(within, 0, OptionalLong.empty()) : within);
        List<Child> children = TestDisk.children(outer);
        SectorRange whole = new SectorRange(0, SECTORS);
        List<String> expected = naive(children, whole);
        assertEquals(expected, bySector(runs(children, whole)));
        SectorRange part = new SectorRange(random.nextInt(2000), 1 + random.nextInt(2500));
        assertEquals(naive(children, part), bySector(runs(children, part)), "whatever the range");
    }

    @Test
    void aMajorityInEverySectorIsNotHiddenByARequestThatHasNone() {
        List<TestDisk> inner = ScanTest.equalDisks(3, 64);
        inner.get(0).memory.fill(3 * 512, new byte[512]);
        inner.get(1).memory.fill(20 * 512, new byte[512]);
        inner.get(2).memory.fill(40 * 512, new byte[512]);
        QuorumDevice within = quorum(inner, Policy.threshold(2));
        assertFalse(within.read(0, ByteBuffer.allocate(64 * 512)).join().isOk(), "three versions of the whole");
        List<Child> children = TestDisk.children(List.of(within, ScanTest.equalDisks(1, 64).getFirst()));
        assertEquals(List.of(), runs(children, new SectorRange(0, 64)));
        assertTrue(within.votesOnRequest() && !inner.getFirst().votesOnRequest());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noSectorIsCalledUnreadableThatWasNotAskedForAlone(long seed) {
        Random random = new Random(seed);
        List<TestDisk> disks = ScanTest.equalDisks(2, SECTORS);
        List<SectorRange> asked = new ArrayList<>();
        TestDisk noted = new TestDisk(disks.get(1).memory) {
            @Override
            public CompletableFuture<Reply<Done>> read(
                    long offset, ByteBuffer into) {
                synchronized (asked) {
                    asked.add(SectorRange.ofBytes(offset, into.remaining()));
                }
                return super.read(offset, into);
            }
        };
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(SECTORS);
            noted.bad.set(at, Math.min(SECTORS, at + 1 + random.nextInt(40)));
        }
        List<Child> children = TestDisk.children(List.of(disks.get(0), noted));
        DivergenceMap map = Scan.start(children).result().join().map();
        for (int sector = 0; sector < SECTORS; sector++) {
            boolean unreadable = !map.grouping(sector).orElseThrow().isReadable(1);
            assertEquals(noted.bad.get(sector), unreadable, "sector " + sector);
            assertTrue(!unreadable || asked.contains(new SectorRange(sector, 1)), "sector " + sector);
        }
    }
}
