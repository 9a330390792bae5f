// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.OverlayDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;
import org.quorumworkbench.core.fault.BlkdebugRules.SetState;

/**
 * Each rule was measured on QEMU 7.2, where a raw node lay above blkdebug unless said otherwise.
 */
class BlkdebugDeviceTest {

    private static final int SECTORS = 64;

    private final MemoryDevice memory = new MemoryDevice(SECTORS * 512L, false);
    private final List<Runnable> bottomHalf = new ArrayList<>();

    private static InjectError rule(String event, DeviceOperation... operations) {
        return new InjectError(event, 0, operations.length == 0 ? InjectError.USUAL : Set.of(operations),
                Optional.of(Errno.EIO), OptionalLong.empty(), false, true);
    }

    private static InjectError with(InjectError rule, Errno errno) {
        return new InjectError(rule.event(), rule.state(), rule.operations(), Optional.of(errno), rule.sector(),
                rule.once(), rule.immediately());
    }

    private static InjectError at(InjectError rule, long sector) {
        return new InjectError(rule.event(), rule.state(), rule.operations(), rule.errno(), OptionalLong.of(sector),
                rule.once(), rule.immediately());
    }

    private static InjectError once(InjectError rule) {
        return new InjectError(rule.event(), rule.state(), rule.operations(), rule.errno(), rule.sector(), true,
                rule.immediately());
    }

    private static InjectError in(int state, InjectError rule) {
        return new InjectError(rule.event(), state, rule.operations(), rule.errno(), rule.sector(), rule.once(),
                rule.immediately());
    }

    private BlkdebugDevice device(InjectError... rules) {
        return new BlkdebugDevice(memory, new BlkdebugRules(List.of(rules), List.of()), true, bottomHalf::add);
    }

    private static String answer(CompletableFuture<Reply<Done>> future) {
        return future.isDone() ? future.join() instanceof Reply.Failed<Done>(Errno errno) ? errno.name() : "ok" : "-";
    }

    private static String read(BlkdebugDevice device, long sector, int count) {
        return answer(device.read(sector * 512, ByteBuffer.allocate(count * 512)));
    }

    private static String write(BlkdebugDevice device, long sector, int count) {
        return answer(device.write(sector * 512, ByteBuffer.allocate(count * 512)));
    }

    private static String zero(BlkdebugDevice device, long sector, int count) {
        return answer(device.writeZeroes(sector * 512, count * 512L));
    }

    private static String flush(BlkdebugDevice device) {
        return answer(device.flush());
    }

    @Test
    void aRuleOfNoEventIsActiveFromTheOpening() {
        BlkdebugDevice device = device(rule("none"));
        assertEquals("EIO", read(device, 0, 1));
        assertEquals("EIO", write(device, 0, 1));
        assertEquals("EIO", zero(device, 0, 1));
        assertEquals("EIO", flush(device));
    }

    @Test
    void aRuleWithoutIotypeLeavesBlockStatusAlone() {
        assertTrue(device(rule("none")).extent(0, 512).join().isOk());
        assertFalse(device(rule("none", DeviceOperation.BLOCK_STATUS)).extent(0, 512).join().isOk());
    }

    @Test
    void aBadSectorFailsOnlyWhatTouchesItsFirstByte() {
        BlkdebugDevice device = device(at(rule("none", DeviceOperation.READ), 5));
        assertEquals("ok", read(device, 0, 5));
        assertEquals("EIO", read(device, 0, 6));
        assertEquals("EIO", read(device, 5, 1));
        assertEquals("ok", answer(device.read(5 * 512 + 1, ByteBuffer.allocate(100))));
        assertEquals("ok", write(device, 5, 1));
    }

    @Test
    void aFlushFitsNoRuleWithASector() {
        assertEquals("ok", flush(device(at(rule("none"), 0))));
    }

    @Test
    void anEventKeepsItsRulesActiveForLaterOperations() {
        BlkdebugDevice device = device(rule("write_aio"));
        assertEquals("ok", read(device, 0, 1));
        assertEquals("EIO", write(device, 0, 1));
        assertEquals("EIO", read(device, 0, 1));
        assertEquals("EIO", flush(device));
    }

    @Test
    void anotherEventWithRulesReplacesThoseThatWereActive() {
        BlkdebugDevice device = device(rule("write_aio"), with(rule("read_aio"), Errno.ENOSPC));
        assertEquals("EIO", write(device, 0, 1));
        assertEquals("ENOSPC", read(device, 0, 1));
        assertEquals("ENOSPC", flush(device));
    }

    @Test
    void ofSeveralActiveRulesTheFirstListedActs() {
        BlkdebugDevice device = device(once(with(rule("none"), Errno.ENOSPC)), with(rule("none"), Errno.ENOMEM));
        assertEquals("ENOSPC", read(device, 0, 1));
        assertEquals("ENOMEM", read(device, 0, 1));
        assertEquals("ENOMEM", read(device, 0, 1));
    }

    @Test
    void aRuleThatActsOnceIsGoneForEver() {
        BlkdebugDevice device = device(once(rule("read_aio")));
        assertEquals("EIO", read(device, 0, 1));
        assertEquals("ok", read(device, 0, 1));
    }

    @Test
    void twoEqualRulesThatActOnceActTwice() {
        BlkdebugDevice device = device(once(rule("none")), once(rule("none")));
        assertEquals(List.of("EIO", "EIO", "ok"), List.of(read(device, 0, 1), read(device, 0, 1), read(device, 0, 1)));
    }

    @Test
    void aRuleWithoutErrorKeepsThoseBehindItFromActing() {
        InjectError nothing = new InjectError("none", 0, InjectError.USUAL, Optional.empty(), OptionalLong.of(3),
                false, true);
        BlkdebugDevice device = device(nothing, rule("none"));
        assertEquals("ok", read(device, 3, 1));
        assertEquals("EIO", read(device, 4, 1));
    }

    @Test
    void aStateIsSetByAnEventAndHoldsFromTheNextOne() {
        BlkdebugRules rules = new BlkdebugRules(List.of(in(2, rule("read_aio"))),
                List.of(new SetState("read_aio", 1, 2)));
        BlkdebugDevice device = new BlkdebugDevice(memory, rules, true, Runnable::run);
        assertEquals("ok", read(device, 0, 1));
        assertEquals("EIO", read(device, 0, 1));
    }

    @Test
    void theFormatLayersEventsNeedARawNodeAbove() {
        BlkdebugRules rules = new BlkdebugRules(List.of(rule("read_aio"), rule("write_aio"), rule("flush_to_os")),
                List.of());
        BlkdebugDevice direct = new BlkdebugDevice(memory, rules, false, Runnable::run);
        assertEquals(List.of("ok", "ok", "ok"), List.of(read(direct, 0, 1), write(direct, 0, 1), flush(direct)));
        BlkdebugDevice pwritev = new BlkdebugDevice(memory,
                new BlkdebugRules(List.of(rule("pwritev")), List.of()), false, Runnable::run);
        assertEquals("EIO", write(pwritev, 0, 1));
    }

    @Test
    void whatHappensAfterAWriteFailsOnlyLaterOperations() {
        BlkdebugDevice device = device(rule("pwritev_done"));
        assertEquals("ok", write(device, 0, 1));
        assertEquals("EIO", flush(device));
    }

    @Test
    void zeroesHaveAnEventOfTheirOwn() {
        assertEquals("ok", zero(device(rule("write_aio"), rule("pwritev")), 0, 8));
        assertEquals("EIO", zero(device(rule("pwritev_zero")), 0, 8));
    }

    @Test
    void zeroesThatAreNotSupportedAreWrittenAsDataWithinTheSameEvent() {
        memory.fill(0, new byte[]{1, 2, 3});
        BlkdebugDevice device = device(with(rule("none", DeviceOperation.WRITE_ZEROES), Errno.EOPNOTSUPP),
                rule("pwritev"));
        assertEquals("ok", zero(device, 0, 8));
        ByteBuffer seen = ByteBuffer.allocate(3);
        memory.read(0, seen).join();
        assertEquals(ByteBuffer.allocate(3), seen);
    }

    @Test
    void theDataInPlaceOfZeroesMeetsTheRulesForWrites() {
        BlkdebugDevice device = device(with(rule("none", DeviceOperation.WRITE_ZEROES), Errno.EOPNOTSUPP),
                with(rule("none", DeviceOperation.WRITE), Errno.ENOSPC));
        assertEquals("ENOSPC", zero(device, 0, 8));
    }

    @Test
    void zeroesAreWrittenAsDataToADeviceThatCannotMakeThem() {
        memory.fill(4096, new byte[]{9});
        BlkdebugDevice device = new BlkdebugDevice(new OverlayDevice(memory, 1 << 20),
                new BlkdebugRules(List.of(), List.of()), true, Runnable::run);
        assertEquals("ok", zero(device, 8, 1));
        ByteBuffer seen = ByteBuffer.allocate(1);
        device.read(4096, seen).join();
        assertEquals(0, seen.get(0));
    }

    @Test
    void aFailureThatIsNotImmediateCompletesInTheBottomHalf() {
        InjectError late = new InjectError("none", 0, EnumSet.of(DeviceOperation.READ), Optional.of(Errno.EIO),
                OptionalLong.empty(), false, false);
        BlkdebugDevice device = device(late);
        CompletableFuture<Reply<Done>> read = device.read(0, ByteBuffer.allocate(512));
        assertFalse(read.isDone());
        bottomHalf.forEach(Runnable::run);
        assertEquals("EIO", answer(read));
    }

    @Test
    void everyFailureIsToldWithItsRule() {
        BlkdebugDevice device = device(at(rule("none", DeviceOperation.READ), 5));
        List<Firing> firings = new ArrayList<>();
        device.onFiring(firings::add);
        read(device, 0, 1);
        read(device, 4, 4);
        assertEquals(1, firings.size());
        assertEquals(DeviceOperation.READ, firings.getFirst().operation());
        assertEquals(new SectorRange(4, 4), firings.getFirst().affected());
        assertEquals(new Effect.Fails(Errno.EIO), firings.getFirst().fault().effect());
    }

    @Test
    void anEventThatQemuDoesNotKnowIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> rule("bogus"));
        assertTrue(BlkdebugRules.isEvent("pwritev_done"));
    }
}
