// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;

/** Children that come and go, their lengths and extents, and who is found among them. */
class QuorumMembershipTest {

    private static List<String> edges(Change change) {
        return assertInstanceOf(Change.Made.class, change).children().stream().map(Child::edge).toList();
    }

    private static String refusal(Change change) {
        return assertInstanceOf(Change.Refused.class, change).why();
    }

    private static Change add(Bench bench, String name, BlockDevice device) {
        return bench.quorum.addChild(name, device).resultNow();
    }

    private static Change remove(Bench bench, String edge) {
        return bench.quorum.removeChild(edge).resultNow();
    }

    @Test
    void anAddedChildVotesAndIsWritten() {
        Bench bench = new Bench("AB", Policy.threshold(1));
        ScriptedDevice late = Bench.disk('A');
        assertEquals(List.of("children.0", "children.1", "children.2"), edges(add(bench, "late", late)));
        assertEquals(List.of("child late added as children.2"), bench.told());
        assertTrue(bench.examine(0, 1).isSuccess());
        assertEquals(List.of("bad read c1 0+1"), bench.told());
        bench.write(0, 512, 'W');
        assertEquals('W', late.at(0));
        assertEquals("late", bench.quorum.children().get(2).name());
    }

    @Test
    void aNameIsUsedAgainOnlyIfTheLastOneIsFree() {
        Bench bench = new Bench("AAA", Policy.threshold(1));
        assertEquals(List.of("children.0", "children.2"), edges(remove(bench, "children.1")));
        assertEquals(List.of("children.0", "children.2", "children.3"), edges(add(bench, "x", Bench.disk('A'))));
        assertEquals(List.of("children.0", "children.2"), edges(remove(bench, "children.3")));
        assertEquals(List.of("children.0", "children.2", "children.3"), edges(add(bench, "y", Bench.disk('A'))));
        assertEquals(List.of("children.0", "children.3"), edges(remove(bench, "children.2")));
        assertEquals(List.of("children.0"), edges(remove(bench, "children.3")));
        assertEquals(List.of("children.0", "children.3"), edges(add(bench, "z", Bench.disk('A'))));
    }

    @Test
    void refusalsAreInTheDriversWordsAndChangeNothing() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        assertEquals("The number of children cannot be lower than the vote threshold 2",
                refusal(remove(bench, "children.1")));
        assertEquals("Node 'q0' does not have child 'children.7'", refusal(remove(bench, "children.7")));
        assertEquals("The node c0 already has a parent", refusal(add(bench, "c0", bench.device(0))));
        assertEquals("Cannot add a child to a quorum in blkverify mode",
                refusal(add(new Bench("AA", Bench.verifying(Semantics.V7_2)), "x", Bench.disk('A'))));
        assertEquals(2, bench.quorum.children().size());
        assertTrue(bench.told().isEmpty());
        bench.quorum.close();
        assertEquals("the quorum is closed", refusal(add(bench, "x", Bench.disk('A'))));
        assertEquals("the quorum is closed", refusal(remove(bench, "children.0")));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3584, 4097, 1 << 20})
    void aChildOfAnotherLengthIsRefused(long length) {
        Bench bench = new Bench("AA", Policy.threshold(2));
        long rounded = Math.ceilDiv(length, 512L) * 512;
        assertEquals("The length of x (" + rounded + " bytes) is not that of the quorum (4096 bytes)",
                refusal(add(bench, "x", new MemoryDevice(length, false))));
        ScriptedDevice unknown = Bench.disk('A');
        unknown.length = Reply.failed(Errno.ENOENT);
        assertEquals("The length of x (No such file or directory) is not that of the quorum (4096 bytes)",
                refusal(add(bench, "x", unknown)));
    }

    @Test
    void aChildWhoseLengthDiffersWithinTheLastSectorIsNot() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        assertEquals(3, edges(add(bench, "x", new MemoryDevice(4000, false))).size());
    }

    @Test
    void aQuorumGrowsTo32Children() {
        Bench bench = new Bench("A".repeat(31), Policy.threshold(2));
        assertEquals(32, edges(add(bench, "x", Bench.disk('A'))).size());
        assertEquals("Too many children", refusal(add(bench, "y", Bench.disk('A'))));
    }

    @Test
    void aChildIsAddedBehindTheWritesThatDoNotReachIt() {
        Bench bench = new Bench("AA", Policy.threshold(2));
        bench.device(0).held.add(RequestKind.WRITE);
        var write = bench.begin(0, 512, 'W');
        ScriptedDevice late = Bench.disk('A');
        var change = bench.quorum.addChild("late", late);
        var behind = bench.begin(512, 512, 'X');
        assertFalse(change.isDone());
        assertTrue(bench.quorum.read(1024, java.nio.ByteBuffer.allocate(512)).result().isDone(),
                "reads go on meanwhile");
        bench.device(0).release();
        assertTrue(write.result().resultNow().isSuccess());
        assertEquals(3, edges(change.resultNow()).size());
        bench.device(0).release();
        assertTrue(behind.result().resultNow().isSuccess());
        assertEquals(List.of("write 512+512"), late.log);
    }

    @Test
    void aChildRemovedMeanwhileStillAnswersTheRequestsUnderWay() {
        Bench bench = new Bench("AB", Policy.threshold(1));
        bench.device(0).held.add(RequestKind.READ);
        var request = bench.quorum.examine(new SectorRange(0, 1));
        assertEquals(List.of("children.0"), edges(remove(bench, "children.1")));
        bench.device(0).release();
        assertEquals(2, request.result().resultNow().replies().size());
        assertEquals(1, bench.quorum.children().size());
    }

    @Test
    void anotherThresholdHoldsForRequestsThatStartLater() {
        Bench bench = new Bench("ABB", Policy.threshold(2));
        bench.device(0).held.add(RequestKind.READ);
        var before = bench.quorum.examine(new SectorRange(0, 1));
        bench.quorum.setThreshold(3);
        bench.device(0).release();
        assertTrue(before.result().resultNow().isSuccess());
        bench.device(0).held.clear();
        Outcome after = bench.examine(0, 1);
        assertFalse(after.isSuccess());
        assertEquals(3, after.policy().threshold());
        assertEquals(3, bench.quorum.policy().threshold());
        assertThrows(IllegalArgumentException.class, () -> bench.quorum.setThreshold(0));
        assertThrows(IllegalArgumentException.class, () -> bench.quorum.setThreshold(4));
        assertThrows(IllegalArgumentException.class, () -> new Bench("A", Policy.threshold(2)));
    }

    @Test
    void aWaitingRequestCountsTheChildrenAndTheThresholdOfItsStart() {
        Bench bench = new Bench("AAA", Policy.threshold(3));
        bench.device(0).held.add(RequestKind.WRITE);
        var first = bench.begin(0, 512, 'W');
        var waiting = bench.begin(0, 512, 'X');
        bench.quorum.setThreshold(2);
        remove(bench, "children.2");
        bench.device(0).release();
        bench.device(0).release();
        assertTrue(first.result().resultNow().isSuccess());
        assertEquals(new Decision.EnoughSucceeded(2), waiting.result().resultNow().decision());
    }

    private static Quorum of(ScriptedDevice... devices) {
        List<Child> children = new ArrayList<>();
        for (ScriptedDevice device : devices) {
            children.add(new Child("children." + children.size(), "c" + children.size(), device));
        }
        return Quorum.open("q0", children, Policy.threshold(1), false, Runnable::run, e -> {});
    }

    @Test
    void theLengthIsTheCommonOneRoundedUpToSectors() {
        assertEquals(Reply.ok(1024L), of(new ScriptedDevice(new MemoryDevice(1000, false)),
                new ScriptedDevice(new MemoryDevice(1024, false))).length());
        assertEquals(Reply.failed(Errno.EIO), of(new ScriptedDevice(new MemoryDevice(1024, false)),
                new ScriptedDevice(new MemoryDevice(1025, false))).length());
    }

    @Test
    void aChildThatDoesNotKnowItsLengthGivesItsErrorTheLowestFirst() {
        ScriptedDevice good = Bench.disk('A');
        ScriptedDevice lost = Bench.disk('A');
        lost.length = Reply.failed(Errno.ENOENT);
        ScriptedDevice denied = Bench.disk('A');
        denied.length = Reply.failed(Errno.EACCES);
        assertEquals(Reply.failed(Errno.ENOENT), of(good, lost, denied).length());
        assertEquals(Reply.failed(Errno.EACCES), of(denied, lost, good).length());
        Quorum quorum = of(good, lost);
        assertEquals(new Result.Failure(Errno.ENOENT),
                quorum.examine(new SectorRange(0, 1)).result().resultNow().result());
    }

    @Test
    void reopeningAsksEveryChildInOrderAndTheirLengthsAnew() {
        Bench bench = new Bench("AAA", Policy.threshold(1));
        bench.devices.forEach(device -> device.lengthOnceReopened = Reply.ok(2048L));
        assertEquals(Reply.done(), bench.quorum.reopen().resultNow());
        bench.devices.forEach(device -> assertEquals(List.of("reopen"), device.log));
        assertEquals(Reply.ok(2048L), bench.quorum.length());
        bench.device(0).lengthOnceReopened = Reply.ok(512L);
        bench.device(1).reopening = Reply.failed(Errno.EACCES);
        assertEquals(Reply.failed(Errno.EACCES), bench.quorum.reopen().resultNow());
        assertEquals(1, bench.device(2).log.size(), "those behind the first error are not asked");
        assertEquals(Reply.failed(Errno.EIO), bench.quorum.length());
        assertInstanceOf(Decision.Refused.class, bench.read(0, 512).decision());
    }

    @Test
    void aLengthThatChangesBehindItsBackCountsOnceReopened() {
        Bench bench = new Bench("AA", Policy.threshold(1));
        bench.device(1).length = Reply.ok(512L);
        assertEquals(Reply.ok(4096L), bench.quorum.length());
    }

    private static Extent extent(Bench bench, long offset, long length) {
        return bench.quorum.extent(offset, length).resultNow().extent();
    }

    @Test
    void anExtentIsDataOfTheLargestOrZeroesOfTheSmallestLength() {
        Bench bench = new Bench("AAA", Policy.threshold(1));
        bench.device(0).extent = new Extent(512, 1024, true);
        bench.device(1).extent = new Extent(512, 512, true);
        bench.device(2).extent = new Extent(512, 2048, true);
        assertEquals(new Extent(512, 512, true), extent(bench, 512, 2048));
        bench.device(0).extent = new Extent(512, 1024, false);
        assertEquals(new Extent(512, 1024, false), extent(bench, 512, 2048));
        bench.device(2).extent = new Extent(512, 1536, false);
        assertEquals(new Extent(512, 1536, false), extent(bench, 512, 2048));
        assertEquals("extent 512+2048", bench.device(1).log.getFirst());
    }

    @Test
    void anErrorMakesTheWholeRequestDataAndIsToldAsARead() {
        Bench bench = new Bench("AAA", Policy.threshold(1)).failing(1, RequestKind.BLOCK_STATUS, Errno.EIO);
        ExtentOutcome outcome = bench.quorum.extent(0, 4096).resultNow();
        assertEquals(new Extent(0, 4096, false), outcome.extent());
        assertEquals(bench.events, outcome.events());
        assertEquals(List.of("bad read c1 0+8 EIO"), bench.told());
        assertTrue(bench.device(2).log.isEmpty());
    }

    @Test
    void outsideTheDiskOrAfterTheEndAllIsDataAndNobodyIsAsked() {
        Bench bench = new Bench("A", Policy.threshold(1));
        assertEquals(new Extent(4096, 512, false), extent(bench, 4096, 512));
        bench.quorum.close();
        assertEquals(new Extent(0, 512, false), extent(bench, 0, 512));
        assertTrue(bench.device(0).log.isEmpty());
    }

    @Test
    void anExtentGoesThroughAQuorumWithin() {
        Bench inner = new Bench("AA", Policy.threshold(1));
        inner.device(0).extent = new Extent(0, 512, true);
        inner.device(1).extent = new Extent(0, 1024, true);
        QuorumDevice device = new QuorumDevice(inner.quorum);
        assertEquals(Reply.ok(new Extent(0, 512, true)), device.extent(0, 2048).resultNow());
        assertEquals(Reply.done(), device.reopen().resultNow());
        assertEquals("reopen", inner.device(1).log.getLast());
    }

    @Test
    void theFirstDeviceThatIsNoFilterIsFoundThroughQuorumsWithin() {
        Bench inner = new Bench("AA", Policy.threshold(1));
        QuorumDevice device = new QuorumDevice(inner.quorum);
        ScriptedDevice other = Bench.disk('A');
        Quorum outer = Quorum.open("q9",
                List.of(new Child("children.0", "q0", device), new Child("children.1", "c9", other)),
                Policy.threshold(1), false, Runnable::run, e -> {});
        assertTrue(outer.recursesToFirstNonFilter(other));
        assertTrue(outer.recursesToFirstNonFilter(inner.device(1)));
        assertFalse(outer.recursesToFirstNonFilter(device), "a quorum is a filter itself");
        assertFalse(outer.recursesToFirstNonFilter(Bench.disk('A')));
    }
}
