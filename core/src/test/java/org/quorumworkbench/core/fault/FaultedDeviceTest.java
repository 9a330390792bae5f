// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

class FaultedDeviceTest {

    private static final int SECTOR = 512;
    private static final int SECTORS = 64;
    private static final SectorRange RANGE = new SectorRange(8, 4);

    private final byte[] truth = ramp();
    private final MemoryDevice own = MemoryDevice.of(truth.clone());
    private final List<Runnable> timer = new ArrayList<>();
    private final FaultedDevice device = new FaultedDevice(own, (delay, task) -> timer.add(task), List.of());
    private final List<String> fired = new ArrayList<>();

    FaultedDeviceTest() {
        device.onFiring(firing -> fired.add(firing.fault().id() + " " + firing.operation().word() + " "
                + firing.affected()));
    }

    private static byte[] ramp() {
        byte[] bytes = new byte[SECTORS * SECTOR];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / SECTOR * 31 + i % SECTOR * 7 + 1);
        }
        return bytes;
    }

    private static When reads(SectorRange range) {
        return When.readOf(range);
    }

    private static When writes() {
        return When.every(DeviceOperation.WRITE);
    }

    private void put(When when, Effect effect) {
        device.put(new Fault("f", "f", when, effect));
    }

    private static String answer(CompletableFuture<Reply<Done>> future) {
        return future.isDone() ? future.join() instanceof Reply.Failed<Done>(Errno errno) ? errno.name() : "ok" : "-";
    }

    private String read(long sector, int count) {
        return answer(device.read(sector * SECTOR, ByteBuffer.allocate(count * SECTOR)));
    }

    /** The whole disk as the device shows it. */
    private byte[] shown() {
        return bytes(device, 0, SECTORS * SECTOR);
    }

    private static byte[] bytes(FaultedDevice from, long offset, int count) {
        ByteBuffer into = ByteBuffer.allocate(count);
        assertEquals("ok", answer(from.read(offset, into)));
        return into.array();
    }

    private byte[] own() {
        ByteBuffer into = ByteBuffer.allocate(SECTORS * SECTOR);
        own.read(0, into).join();
        return into.array();
    }

    private String write(long sector, int count, int fill) {
        return writeAt(sector * SECTOR, count * SECTOR, fill);
    }

    private String writeAt(long offset, int count, int fill) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) fill);
        return answer(device.write(offset, ByteBuffer.wrap(bytes)));
    }

    private static void fill(byte[] disk, long sector, int count, int fill) {
        Arrays.fill(disk, (int) sector * SECTOR, (int) (sector + count) * SECTOR, (byte) fill);
    }

    private static void copy(byte[] from, long fromOffset, byte[] to, long toOffset, int count) {
        System.arraycopy(from, (int) fromOffset, to, (int) toOffset, count);
    }

    private static int flippedBits(byte[] one, byte[] other, long sector) {
        BitSet a = BitSet.valueOf(Arrays.copyOfRange(one, (int) sector * SECTOR, (int) (sector + 1) * SECTOR));
        a.xor(BitSet.valueOf(Arrays.copyOfRange(other, (int) sector * SECTOR, (int) (sector + 1) * SECTOR)));
        return a.cardinality();
    }

    // What answers are.

    @Test
    void anErrnoFailsWhatTouchesTheRangeAndNothingElse() {
        put(reads(RANGE), new Effect.Fails(Errno.EIO));
        assertEquals(List.of("ok", "EIO", "EIO", "ok"), List.of(read(0, 8), read(0, 9), read(11, 1), read(12, 1)));
        assertEquals("ok", write(8, 1, 1));
        assertEquals(List.of("f read 8+1", "f read 11+1"), fired);
    }

    @Test
    void aFailedWriteWritesNothing() {
        put(writes(), new Effect.Fails(Errno.ENOSPC));
        assertEquals("ENOSPC", write(0, 4, 9));
        assertArrayEquals(truth, own());
    }

    @Test
    void flushAndBlockStatusCanFail() {
        put(When.every(DeviceOperation.FLUSH), new Effect.Fails(Errno.EIO));
        assertEquals("EIO", answer(device.flush()));
        put(When.every(DeviceOperation.BLOCK_STATUS), new Effect.Fails(Errno.EIO));
        assertFalse(device.extent(0, 512).join().isOk());
        assertEquals(List.of("f flush 0+0", "f block-status 0+1"), fired);
    }

    @Test
    void aDelayedOperationIsDoneWhenItsTimeHasCome() {
        put(reads(RANGE), new Effect.Delays(Duration.ofSeconds(3)));
        ByteBuffer into = ByteBuffer.allocate(SECTOR);
        CompletableFuture<Reply<Done>> read = device.read(8 * SECTOR, into);
        assertEquals("-", answer(read));
        timer.forEach(Runnable::run);
        assertEquals("ok", answer(read));
        assertEquals(truth[8 * SECTOR], into.get(0));
    }

    @Test
    void aDelayedOperationThatIsCancelledIsNotDone() {
        put(writes(), new Effect.Delays(Duration.ofSeconds(3)));
        CompletableFuture<Reply<Done>> write = device.write(0, ByteBuffer.allocate(SECTOR));
        write.cancel(true);
        assertEquals("ECANCELED", answer(write));
        timer.forEach(Runnable::run);
        assertArrayEquals(truth, own());
    }

    @Test
    void whatHangsIsDoneWhenTheFaultIsTakenOff() {
        put(writes(), new Effect.Hangs());
        CompletableFuture<Reply<Done>> write = device.write(0, ByteBuffer.allocate(SECTOR));
        assertEquals("-", answer(write));
        device.take("f");
        assertEquals("ok", answer(write));
        assertEquals(0, own()[0]);
    }

    @Test
    void whatHangsIsGivenUpWhenItIsCancelledOrTheDeviceIsClosed() {
        put(reads(RANGE), new Effect.Hangs());
        CompletableFuture<Reply<Done>> cancelled = device.read(8 * SECTOR, ByteBuffer.allocate(SECTOR));
        cancelled.cancel(true);
        assertEquals("ECANCELED", answer(cancelled));
        CompletableFuture<Reply<Done>> closed = device.read(8 * SECTOR, ByteBuffer.allocate(SECTOR));
        device.close();
        assertEquals("ECANCELED", answer(closed));
    }

    @Test
    void aShortChildIsShortWhenItIsOpened() {
        Fault fault = new Fault("short", "short", reads(RANGE), new Effect.Shortened(10));
        FaultedDevice opened = new FaultedDevice(own, Timer.none(), List.of(fault));
        assertEquals(Reply.ok(5120L), opened.length());
        assertEquals("ok", answer(opened.read(9 * SECTOR, ByteBuffer.allocate(SECTOR))));
        assertEquals("EIO", answer(opened.read(9 * SECTOR, ByteBuffer.allocate(2 * SECTOR))));
    }

    @Test
    void aChildThatBecomesShortTellsItWhenItIsReopened() {
        put(reads(RANGE), new Effect.Shortened(10));
        assertEquals(Reply.ok((long) SECTORS * SECTOR), device.length());
        assertEquals("EIO", read(10, 1));
        assertEquals("EIO", write(10, 1, 1));
        device.reopen().join();
        assertEquals(Reply.ok(5120L), device.length());
        device.take("f");
        device.reopen().join();
        assertEquals(Reply.ok((long) SECTORS * SECTOR), device.length());
    }

    @Test
    void theFirstOfSeveralFaultsOnTheAnswerActsFirst() {
        device.put(new Fault("late", "late", reads(RANGE), new Effect.Delays(Duration.ofMillis(1))));
        device.put(new Fault("bad", "bad", reads(RANGE), new Effect.Fails(Errno.EIO)));
        CompletableFuture<Reply<Done>> read = device.read(8 * SECTOR, ByteBuffer.allocate(SECTOR));
        assertEquals("-", answer(read));
        timer.forEach(Runnable::run);
        assertEquals("EIO", answer(read));
    }

    // Damage to reads.

    @Test
    void nBitsOfEverySectorAreFlipped() {
        put(reads(RANGE), new Effect.FlipsBits(3, 42));
        byte[] seen = shown();
        for (long sector = 0; sector < SECTORS; sector++) {
            assertEquals(RANGE.contains(sector) ? 3 : 0, flippedBits(truth, seen, sector));
        }
    }

    @Test
    void givenBitsAreFlipped() {
        put(When.every(DeviceOperation.READ), new Effect.FlipsBitsAt(List.of(0L, 8L * 700 + 7)));
        byte[] expected = truth.clone();
        expected[0] ^= 1;
        expected[700] ^= (byte) 0x80;
        assertArrayEquals(expected, shown());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStuckBitIsTheSameInEveryByteOfItsLine(boolean set) {
        put(reads(RANGE), new Effect.StuckBit(2, set, 8, 3));
        byte[] expected = truth.clone();
        for (int at = 8 * SECTOR; at < 12 * SECTOR; at++) {
            if (at % 8 == 3) {
                expected[at] = (byte) (set ? expected[at] | 4 : expected[at] & ~4);
            }
        }
        assertArrayEquals(expected, shown());
    }

    @Test
    void aFillRepeatsFromEachSectorsStart() {
        put(reads(RANGE), new Effect.Filled(List.of(0xDE, 0xAD, 0xBE)));
        byte[] expected = truth.clone();
        for (int at = 8 * SECTOR; at < 12 * SECTOR; at++) {
            expected[at] = (byte) List.of(0xDE, 0xAD, 0xBE).get(at % SECTOR % 3).intValue();
        }
        assertArrayEquals(expected, shown());
    }

    @Test
    void junkIsAnotherInEverySectorAndForEverySeed() {
        put(reads(RANGE), new Effect.Junk(1));
        byte[] first = shown();
        put(reads(RANGE), new Effect.Junk(2));
        byte[] second = shown();
        assertFalse(Arrays.equals(first, 8 * SECTOR, 9 * SECTOR, first, 9 * SECTOR, 10 * SECTOR));
        assertFalse(Arrays.equals(first, 8 * SECTOR, 9 * SECTOR, second, 8 * SECTOR, 9 * SECTOR));
        assertArrayEquals(Arrays.copyOf(truth, 8 * SECTOR), Arrays.copyOf(first, 8 * SECTOR));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1, 511, 600, -700, 65536})
    void shiftedBytesLieLaterOrEarlier(int by) {
        put(reads(RANGE), new Effect.Shifted(by));
        byte[] expected = truth.clone();
        for (int at = 8 * SECTOR; at < 12 * SECTOR; at++) {
            expected[at] = at - by >= 0 && at - by < truth.length ? truth[at - by] : 0;
        }
        assertArrayEquals(expected, shown());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void theBytesOfEveryWordAreSwapped(int width) {
        put(reads(RANGE), new Effect.Swapped(width));
        byte[] expected = truth.clone();
        for (int at = 8 * SECTOR; at < 12 * SECTOR; at++) {
            expected[at] = truth[at / width * width + (width - 1 - at % width)];
        }
        assertArrayEquals(expected, shown());
    }

    @Test
    void aMisdirectedReadReturnsWhatLiesElsewhere() {
        put(reads(RANGE), new Effect.Misdirected(62));
        byte[] expected = truth.clone();
        copy(truth, 62 * SECTOR, expected, 8 * SECTOR, 2 * SECTOR);
        fill(expected, 10, 2, 0);
        assertArrayEquals(expected, shown());
    }

    @Test
    void aStaleReadShowsTheChildAsItWasWhenTheFaultWasPutOn() {
        write(8, 1, 1);
        put(reads(RANGE), new Effect.Stale());
        byte[] then = own();
        write(7, 6, 2);
        writeAt(9 * SECTOR + 100, 50, 3);
        byte[] expected = own();
        copy(then, 8 * SECTOR, expected, 8 * SECTOR, 4 * SECTOR);
        assertArrayEquals(expected, shown());
        device.take("f");
        assertArrayEquals(own(), shown());
    }

    @Test
    void aStaleReadShowsACapture() {
        device.capture("before");
        write(8, 2, 2);
        put(When.every(DeviceOperation.READ), new Effect.Stale(Optional.of("before")));
        assertArrayEquals(truth, shown());
        device.capture("before");
        assertArrayEquals(own(), shown());
    }

    @Test
    void aTornReadIsNewUpToTheTearAndOldBehindIt() {
        put(reads(new SectorRange(8, 16)), new Effect.Torn(4096, OptionalLong.of(1), 0));
        write(8, 16, 5);
        byte[] expected = own();
        copy(truth, 16 * SECTOR, expected, 16 * SECTOR, 8 * SECTOR);
        assertArrayEquals(expected, shown());
    }

    @Test
    void damageDoesNotDependOnHowTheReadIsCut() {
        List<Effect> effects = List.of(new Effect.FlipsBits(5, 1), new Effect.FlipsBitsAt(List.of(33_000L, 40_001L)),
                new Effect.StuckBit(7, true, 7, 2), new Effect.Filled(List.of(1, 2, 3, 4, 5)), new Effect.Junk(3),
                new Effect.Shifted(-5), new Effect.Swapped(8), new Effect.Misdirected(20), new Effect.Stale(),
                new Effect.Torn(512, OptionalLong.empty(), 9));
        for (Effect effect : effects) {
            put(reads(RANGE), effect);
            write(0, SECTORS, 0x5A);
            byte[] whole = shown();
            byte[] pieces = new byte[whole.length];
            for (int at = 0; at < pieces.length; at += 100) {
                int count = Math.min(100, pieces.length - at);
                copy(bytes(device, at, count), 0, pieces, at, count);
            }
            assertArrayEquals(whole, pieces, effect.words());
            assertNotEquals(List.of(), fired);
        }
    }

    // Damage to writes.

    @Test
    void aLostWriteIsAnsweredWellAndLeavesTheChildStale() {
        put(writes(), new Effect.Stale());
        assertEquals("ok", write(8, 2, 9));
        assertArrayEquals(truth, shown());
        assertEquals(List.of(new SectorRange(8, 2)), device.damaged());
    }

    @Test
    void theOwnBytesAreWrittenAsAskedWhateverTheFaultShows() {
        put(writes(), new Effect.Junk(1));
        write(8, 2, 9);
        byte[] expected = truth.clone();
        fill(expected, 8, 2, 9);
        assertArrayEquals(expected, own());
        assertFalse(Arrays.equals(expected, shown()));
    }

    @Test
    void damageToWritesStaysWhenTheFaultIsTakenOffAndGoesWhenHealedOrWrittenWell() {
        put(writes(), new Effect.Stale());
        write(8, 4, 9);
        device.take("f");
        assertArrayEquals(truth, shown());
        write(9, 1, 7);
        byte[] expected = truth.clone();
        fill(expected, 9, 1, 7);
        assertArrayEquals(expected, shown());
        assertEquals(List.of(new SectorRange(8, 1), new SectorRange(10, 2)), device.damaged());
        device.heal();
        assertArrayEquals(own(), shown());
        assertEquals(List.of(), device.damaged());
    }

    @Test
    void aGoodWriteOfAPartOfADamagedSectorLeavesTheRestDamaged() {
        put(writes(), new Effect.Stale());
        write(8, 1, 9);
        device.take("f");
        writeAt(8 * SECTOR + 10, 20, 7);
        byte[] expected = truth.clone();
        Arrays.fill(expected, 8 * SECTOR + 10, 8 * SECTOR + 30, (byte) 7);
        assertArrayEquals(expected, shown());
    }

    @Test
    void aTornWriteIsNewUpToTheTear() {
        put(writes(), new Effect.Torn(512, OptionalLong.of(3), 0));
        assertEquals("ok", write(8, 8, 9));
        byte[] expected = truth.clone();
        fill(expected, 8, 3, 9);
        assertArrayEquals(expected, shown());
    }

    @Test
    void aWriteWithinABoundaryIsNotTorn() {
        put(writes(), new Effect.Torn(4096, OptionalLong.empty(), 0));
        write(8, 8, 9);
        assertEquals(List.of(), fired);
        assertArrayEquals(own(), shown());
        write(12, 8, 7);
        byte[] expected = own();
        fill(expected, 16, 4, 0);
        copy(truth, 16 * SECTOR, expected, 16 * SECTOR, 4 * SECTOR);
        assertArrayEquals(expected, shown());
    }

    @Test
    void aMisdirectedWriteLandsElsewhereAndLeavesTheIntendedPlaceOld() {
        put(writes(), new Effect.Misdirected(40));
        write(8, 2, 9);
        byte[] expected = truth.clone();
        fill(expected, 40, 2, 9);
        assertArrayEquals(expected, shown());
    }

    @Test
    void whatLandsBeyondTheEndIsLost() {
        put(writes(), new Effect.Misdirected(SECTORS - 1));
        write(8, 2, 9);
        byte[] expected = truth.clone();
        fill(expected, SECTORS - 1, 1, 9);
        assertArrayEquals(expected, shown());
    }

    @Test
    void onlyThePartOfAWriteInTheRangeIsDamaged() {
        device.put(new Fault("f", "f", new When(Set.of(DeviceOperation.WRITE), Optional.of(RANGE),
                new Occurrence.Always(), Optional.empty()), new Effect.Filled(List.of(0xFF))));
        write(6, 4, 9);
        byte[] expected = truth.clone();
        fill(expected, 6, 2, 9);
        fill(expected, 8, 2, 0xFF);
        assertArrayEquals(expected, shown());
        assertEquals(List.of("f write 8+2"), fired);
    }

    @Test
    void aShiftedWriteLeavesItsFrontOld() {
        put(writes(), new Effect.Shifted(16));
        byte[] data = new byte[SECTOR];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 3);
        }
        device.write(8 * SECTOR, ByteBuffer.wrap(data)).join();
        byte[] expected = truth.clone();
        copy(data, 0, expected, 8 * SECTOR + 16, SECTOR - 16);
        assertArrayEquals(expected, shown());
    }

    @Test
    void aWriteOfAPartOfASectorIsDamagedInThatPartOnly() {
        put(writes(), new Effect.Filled(List.of(0xFF)));
        writeAt(8 * SECTOR + 100, 30, 9);
        byte[] expected = truth.clone();
        Arrays.fill(expected, 8 * SECTOR + 100, 8 * SECTOR + 130, (byte) 0xFF);
        assertArrayEquals(expected, shown());
    }

    @Test
    void zeroesAreLostAsDataIs() {
        put(When.every(DeviceOperation.WRITE_ZEROES), new Effect.Stale());
        assertEquals("ok", answer(device.writeZeroes(0, SECTORS * SECTOR)));
        assertArrayEquals(truth, shown());
        assertArrayEquals(new byte[SECTORS * SECTOR], own());
    }

    @Test
    void zeroesOnADeviceThatCannotMakeThemAreOneOperation() {
        FaultedDevice over = new FaultedDevice(new OverlayDevice(own, 1 << 20));
        over.onFiring(firing -> fired.add(firing.operation().word()));
        over.put(new Fault("z", "z", When.every(DeviceOperation.WRITE_ZEROES), new Effect.Enters("zeroed")));
        over.put(new Fault("w", "w", When.every(DeviceOperation.WRITE), new Effect.Fails(Errno.EIO)));
        assertEquals("ok", answer(over.writeZeroes(0, 4096)));
        assertEquals(List.of("write-zeroes"), fired);
        assertArrayEquals(truth, own());
    }

    @Test
    void aLostWriteLargerThanAPortionIsLostWhole() {
        MemoryDevice large = new MemoryDevice(8 << 20, false);
        FaultedDevice over = new FaultedDevice(large);
        over.put(new Fault("f", "f", writes(), new Effect.Stale()));
        byte[] data = new byte[3 << 20];
        Arrays.fill(data, (byte) 1);
        assertEquals("ok", answer(over.write(700 * SECTOR, ByteBuffer.wrap(data))));
        assertEquals(List.of(new SectorRange(700, 6144)), over.damaged());
        assertArrayEquals(new byte[8 << 20], bytes(over, 0, 8 << 20));
    }

    @Test
    void damageThatDoesNotFitIntoMemoryIsRefused() {
        FaultedDevice over = new FaultedDevice(new MemoryDevice(1L << 30, false));
        over.put(new Fault("f", "f", When.every(DeviceOperation.WRITE_ZEROES), new Effect.Filled(List.of(1))));
        assertEquals("ENOSPC", answer(over.writeZeroes(0, 1L << 30)));
    }

    // When faults fire.

    @Test
    void onceIsTheFirstTime() {
        put(reads(RANGE).with(new Occurrence.Once()), new Effect.Fails(Errno.EIO));
        assertEquals(List.of("ok", "EIO", "ok"), List.of(read(0, 8), read(8, 1), read(8, 1)));
    }

    @Test
    void theNthTimeIsCountedAmongTheOperationsThatFit() {
        put(reads(RANGE).with(new Occurrence.Nth(2)), new Effect.Fails(Errno.EIO));
        assertEquals(List.of("ok", "ok", "EIO", "ok"), List.of(read(8, 1), read(0, 1), read(9, 1), read(8, 1)));
    }

    @Test
    void everyRangeCanBeCountedForItself() {
        put(reads(RANGE).with(new Occurrence.NthOfRange(2)), new Effect.Fails(Errno.EIO));
        assertEquals(List.of("ok", "ok", "EIO", "EIO", "ok"),
                List.of(read(8, 1), read(9, 1), read(9, 1), read(8, 1), read(8, 1)));
    }

    @Test
    void aNamedStateCanBeAskedForAndEntered() {
        device.put(new Fault("enter", "enter", writes(), new Effect.Enters("failing")));
        device.put(new Fault("bad", "bad", reads(RANGE).whileIn("failing"), new Effect.Fails(Errno.EIO)));
        device.put(new Fault("lost", "lost", writes().whileIn("failing"), new Effect.Fails(Errno.ENOSPC)));
        assertEquals("ok", read(8, 1));
        assertEquals("ok", write(8, 1, 1));
        assertEquals("failing", device.state());
        assertEquals("EIO", read(8, 1));
        assertEquals("ENOSPC", write(8, 1, 1));
        device.setState(FaultedDevice.FIRST_STATE);
        assertEquals("ok", read(8, 1));
    }

    @Test
    void aFaultThatIsReplacedBeginsAnew() {
        put(reads(RANGE).with(new Occurrence.Once()), new Effect.Fails(Errno.EIO));
        assertEquals("EIO", read(8, 1));
        put(reads(RANGE).with(new Occurrence.Once()), new Effect.Fails(Errno.EIO));
        assertEquals("EIO", read(8, 1));
    }

    @Test
    void anEffectOnBytesCannotActOnAFlush() {
        assertThrows(IllegalArgumentException.class,
                () -> new Fault("f", "f", When.every(DeviceOperation.FLUSH), new Effect.Junk(1)));
    }

    // What others rely on.

    @Test
    void aReaderIsToldToWaitOnlyWhereAFaultMayFire() {
        put(reads(RANGE), new Effect.Hangs());
        assertTrue(device.readOnCaller(0, ByteBuffer.allocate(SECTOR)).isPresent());
        assertTrue(device.readOnCaller(8 * SECTOR, ByteBuffer.allocate(SECTOR)).isEmpty());
        assertEquals(List.of(), fired);
    }

    @Test
    void theRulesOfABlkdebugNodeBelowLearnOfASkippedFlush() {
        BlkdebugRules.InjectError rule = new BlkdebugRules.InjectError("flush_to_os", 0,
                Set.of(DeviceOperation.READ), Optional.of(Errno.EIO), OptionalLong.empty(), false, true);
        FaultedDevice over = new FaultedDevice(
                new BlkdebugDevice(own, new BlkdebugRules(List.of(rule), List.of()), true, Runnable::run));
        over.flushSkipped();
        assertEquals("EIO", answer(over.read(0, ByteBuffer.allocate(SECTOR))));
    }

    @Test
    void aReaderOnTheSpotSeesDamageToWrites() {
        put(writes(), new Effect.Stale());
        write(8, 1, 9);
        ByteBuffer into = ByteBuffer.allocate(SECTOR);
        assertEquals(Optional.of(Reply.done()), device.readOnCaller(8 * SECTOR, into));
        assertEquals(truth[8 * SECTOR], into.get(0));
    }

    @Test
    void noHoleIsToldWhereAFaultOrItsDamageLies() {
        FaultedDevice holes = new FaultedDevice(new MemoryDevice(1 << 20, false));
        holes.put(new Fault("read", "read", reads(RANGE), new Effect.Junk(1)));
        holes.put(new Fault("write", "write", When.every(DeviceOperation.WRITE_ZEROES),
                new Effect.Filled(List.of(1))));
        holes.writeZeroes(40 * SECTOR, SECTOR).join();
        holes.take("write");
        assertEquals(Reply.ok(new Extent(0, 8 * SECTOR, true)), holes.extent(0, 1 << 20).join());
        assertEquals(Reply.ok(new Extent(8 * SECTOR, 4 * SECTOR, false)), holes.extent(8 * SECTOR, 1 << 18).join());
        assertEquals(Reply.ok(new Extent(12 * SECTOR, 28 * SECTOR, true)),
                holes.extent(12 * SECTOR, 1 << 18).join());
        assertEquals(Reply.ok(new Extent(40 * SECTOR, SECTOR, false)), holes.extent(40 * SECTOR, 1 << 18).join());
    }
}
