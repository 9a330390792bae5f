// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.vote.Verdict;

class InspectorTest {

    private static final int SECTOR = 512;
    private static final int SECTORS = 64;

    private final byte[] content = new byte[SECTORS * SECTOR];
    private final List<BlockDevice> devices = new ArrayList<>();

    {
        new Random(7).nextBytes(content);
    }

    private MemoryDevice child() {
        MemoryDevice device = MemoryDevice.of(content);
        devices.add(device);
        return device;
    }

    private void replace(int child, BlockDevice device) {
        devices.set(child, device);
    }

    private Quorum quorum(Policy policy) {
        List<Child> children = new ArrayList<>();
        for (BlockDevice device : devices) {
            children.add(new Child("children." + children.size(), "c" + children.size(), device));
        }
        return Quorum.open("q", children, policy, false, Runnable::run, _ -> {});
    }

    private Inspection inspect(int threshold, long first, long count) {
        return new Inspector(quorum(Policy.threshold(threshold))).inspect(new SectorRange(first, count)).result()
                .join();
    }

    private static void flip(MemoryDevice device, long at) {
        byte[] one = new byte[1];
        assertEquals(Reply.done(), device.read(at, ByteBuffer.wrap(one)).join());
        one[0] ^= 1;
        device.fill(at, one);
    }

    private static List<String> patterns(Inspection inspection) {
        return inspection.sectors().stream().map(sector -> sector.vote().pattern()).toList();
    }

    @Test
    void replicasThatAgreeAreUnanimousInTheRequestAndInEverySector() {
        child();
        child();
        child();
        Inspection inspection = inspect(2, 8, 4);
        assertEquals(Verdict.UNANIMOUS, inspection.requestVote().orElseThrow().verdict());
        assertEquals(List.of("AAA", "AAA", "AAA", "AAA"), patterns(inspection));
        assertFalse(inspection.votesDiffer());
        assertEquals(Digest.of(ByteBuffer.wrap(content, 8 * SECTOR, 4 * SECTOR)), inspection.digest(1).orElseThrow());
    }

    @Test
    void anOutvotedChildsDifferingBytesAreFoundAcrossSectorBorders() {
        child();
        MemoryDevice bad = child();
        child();
        flip(bad, 9 * SECTOR - 1);
        flip(bad, 9 * SECTOR);
        flip(bad, 9 * SECTOR + 100);
        Inspection inspection = inspect(2, 8, 8);
        assertEquals("ABA", inspection.requestVote().orElseThrow().pattern());
        assertEquals(List.of(new DifferingRun(511, 513), new DifferingRun(612, 613)),
                inspection.children().get(1).differing());
        assertEquals(List.of(), inspection.children().get(2).differing());
        assertEquals(OptionalInt.of(0), inspection.reference(3));
    }

    @Test
    void aRequestMayFailAlthoughEverySectorAloneSucceeds() {
        List<MemoryDevice> replicas = List.of(child(), child(), child());
        flip(replicas.get(0), 8 * SECTOR);
        flip(replicas.get(1), 10 * SECTOR);
        flip(replicas.get(2), 12 * SECTOR);
        Inspection inspection = inspect(2, 8, 8);
        assertEquals(Verdict.BELOW_THRESHOLD, inspection.requestVote().orElseThrow().verdict());
        assertTrue(inspection.votesDiffer());
        assertEquals(List.of("BAA", "AAA", "ABA", "AAA", "AAB", "AAA", "AAA", "AAA"), patterns(inspection));
        // No winner of the request is to be trusted: each sector's own majority is the reference.
        assertEquals(List.of(new DifferingRun(0, 1)), inspection.children().get(0).differing());
        assertEquals(List.of(new DifferingRun(1024, 1025)), inspection.children().get(1).differing());
        assertEquals(OptionalInt.of(1), inspection.reference(0));
    }

    @Test
    void oneBadSectorDoesNotHideTheOthers() {
        child();
        child();
        child();
        replace(2, new Failing(devices.get(2), 10, 10));
        flip((MemoryDevice) devices.get(1), 12 * SECTOR);
        Inspection inspection = inspect(1, 8, 8);
        ChildBytes bad = inspection.children().get(2);
        assertEquals(BitSet.valueOf(new long[]{0b100}), bad.unreadable());
        assertEquals(Optional.of(Errno.EIO), bad.error());
        assertTrue(bad.isReadable(0) && !bad.isReadable(1024));
        assertEquals(List.of("AAA", "AAA", "AA!", "AAA", "ABA", "AAA", "AAA", "AAA"), patterns(inspection));
        assertEquals("BA!", inspection.requestVote().orElseThrow().pattern());
        assertTrue(inspection.digest(2).isEmpty());
    }

    @Test
    void aChildThatIsDeadIsUnreadableEverywhere() {
        child();
        child();
        replace(1, new Failing(devices.get(1), 0, SECTORS));
        Inspection inspection = inspect(2, 0, SECTORS);
        assertTrue(inspection.requestVote().isEmpty(), "fewer than the threshold could be read: no vote was held");
        assertEquals(Optional.of(Verdict.UNREADABLE), inspection.requestVerdict());
        assertEquals(List.of(1), inspection.request().failed());
        assertEquals(SECTORS, inspection.children().get(1).unreadable().cardinality());
        assertTrue(patterns(inspection).stream().allMatch("A!"::equals));
    }

    @Test
    void aCancelledInspectionShowsWhoHasNotAnswered() {
        child();
        child();
        replace(1, new Hanging(devices.get(1)));
        Request<Inspection> inspecting = new Inspector(quorum(Policy.threshold(1))).inspect(new SectorRange(0, 4));
        assertFalse(inspecting.result().isDone());
        assertEquals(List.of("c1"), inspecting.waitingFor());
        inspecting.cancel();
        assertTrue(inspecting.waitingFor().isEmpty());
        Inspection inspection = inspecting.result().join();
        assertEquals(new Result.Cancelled(), inspection.request().result());
        assertTrue(inspection.requestVote().isEmpty());
        assertTrue(inspection.children().get(1).pending());
        assertFalse(inspection.children().get(0).pending());
        assertEquals(List.of("A!", "A!", "A!", "A!"), patterns(inspection));
    }

    @Test
    void cancellingWhileSectorsAreReadAgainKeepsThoseThatAreHere() {
        child();
        child();
        Failing failing = new Failing(devices.get(1), 3, 3);
        failing.hangAfter = 2;
        replace(1, failing);
        Request<Inspection> inspecting = new Inspector(quorum(Policy.threshold(1))).inspect(new SectorRange(0, 4));
        assertFalse(inspecting.result().isDone());
        assertEquals(List.of("c1"), inspecting.waitingFor(), "its sectors are read again one by one");
        inspecting.cancel();
        Inspection inspection = inspecting.result().join();
        assertEquals(BitSet.valueOf(new long[]{0b1100}), inspection.children().get(1).unreadable());
        assertFalse(inspection.children().get(1).pending());
    }

    @Test
    void fifoShowsTheChildrenThatItDidNotAsk() {
        child();
        MemoryDevice other = child();
        flip(other, 0);
        Policy fifo = new Policy(1, false, false, ReadPattern.FIFO, Semantics.V7_2);
        Inspection inspection = new Inspector(quorum(fifo)).inspect(new SectorRange(0, 2)).result().join();
        assertTrue(inspection.requestVote().isEmpty());
        assertEquals("AB", inspection.sectors().getFirst().vote().pattern());
        assertEquals(Verdict.DIFFERS, inspection.sectors().getFirst().verdict());
        assertEquals(List.of(0), inspection.sectors().getFirst().vote().winner());
        assertEquals(Verdict.UNANIMOUS, inspection.sectors().getLast().verdict());
        assertEquals(OptionalInt.of(0), inspection.request().served());
        assertTrue(inspection.request().wasAsked(0));
        assertFalse(inspection.request().wasAsked(1));
        assertEquals(OptionalInt.of(0), inspection.reference(0));
        assertEquals(List.of(new DifferingRun(0, 1)), inspection.children().get(1).differing());
    }

    @Test
    void theRangeMustBeOfASensibleSize() {
        child();
        child();
        assertThrows(IllegalArgumentException.class, () -> inspect(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> inspect(1, 0, Inspector.maxSectors(2) + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theVoteOnOneSectorIsTheSectorsVote(long seed) {
        Random random = new Random(seed);
        List<MemoryDevice> replicas = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(5); i++) {
            replicas.add(child());
        }
        for (int i = 0; i < 40; i++) {
            replicas.get(random.nextInt(replicas.size())).fill(random.nextInt(16) * 64L,
                    new byte[]{(byte) random.nextInt(3)});
        }
        if (random.nextBoolean()) {
            replace(0, new Failing(devices.getFirst(), 1, 1));
        }
        int threshold = 1 + random.nextInt(devices.size());
        Inspection whole = inspect(threshold, 0, 3);
        for (int sector = 0; sector < 3; sector++) {
            Inspection alone = inspect(threshold, sector, 1);
            SectorVote vote = whole.sectors().get(sector);
            assertEquals(alone.requestVerdict(), Optional.of(vote.verdict()));
            if (vote.verdict() != Verdict.UNREADABLE) {
                assertEquals(alone.requestVote().orElseThrow(), vote.vote());
            }
        }
    }

    /** Some sectors fail; after so many reads it hangs. */
    private static final class Failing extends Filter {
        private final long from;
        private final long to;
        private int hangAfter = Integer.MAX_VALUE;

        Failing(BlockDevice below, long from, long to) {
            super(below);
            this.from = from;
            this.to = to;
        }

        @Override
        public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
            if (hangAfter-- <= 0) {
                return new CompletableFuture<>();
            }
            return SectorRange.ofBytes(offset, into.remaining()).overlaps(new SectorRange(from, to - from + 1))
                    ? CompletableFuture.completedFuture(Reply.failed(Errno.EIO))
                    : super.read(offset, into);
        }
    }

    /** Never answers. */
    private static final class Hanging extends Filter {
        Hanging(BlockDevice below) {
            super(below);
        }

        @Override
        public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
            return new CompletableFuture<>();
        }
    }
}
