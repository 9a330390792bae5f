// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.LeftOut;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A device with faults laid over it. Faults are put on and taken off at any time, from any thread;
 * whether one fires is decided when the operation is asked for, so that a run does not depend on
 * how long anything takes.
 *
 * <p>
 * The device below is read and written as if there were no faults; so its bytes stay true, and can
 * be peeked at. Damage that faults do to writes is kept in memory and laid over what is read, until
 * the place is written well or the damage is {@link #heal healed}; a write whose damage does not
 * fit into {@value Layers#LIMIT} bytes answers ENOSPC and is not done.
 */
public final class FaultedDevice implements BlockDevice {

    /** The state that holds until another is set. */
    public static final String FIRST_STATE = "start";

    private final BlockDevice below;
    private final Layers layers = new Layers();
    private final ShownBytes shown;
    private final CopyOnWriteArrayList<ActiveFault> faults = new CopyOnWriteArrayList<>();
    private final Trigger trigger = new Trigger(faults);
    private final HeldAnswers held;
    /** Where the device ends if that is before the device below does, in bytes. */
    private volatile long shortened = Long.MAX_VALUE;

    /** A device without faults as yet; delays take no time. */
    public FaultedDevice(BlockDevice below) {
        this(below, Timer.none(), List.of());
    }

    /**
     * @param timer
     *            what delays pass on
     * @param faults
     *            what is on when the device is opened; only these, and those on when it is reopened,
     *            shorten its length
     */
    public FaultedDevice(BlockDevice below, Timer timer, List<Fault> faults) {
        this.below = below;
        this.held = new HeldAnswers(timer, this::isOn);
        this.shown = new ShownBytes(below, layers);
        faults.forEach(fault -> this.faults.add(active(fault)));
        shorten();
    }

    /** The device as it is without faults: for a peek at the true bytes. */
    public BlockDevice below() {
        return below;
    }

    /** Puts a fault on, behind those that are on; one with the same id is replaced and begins anew. */
    public void put(Fault fault) {
        take(fault.id());
        faults.add(active(fault));
    }

    private ActiveFault active(Fault fault) {
        if (fault.needsCapture()) {
            layers.beginIfAbsent(fault.capture());
        }
        return new ActiveFault(fault);
    }

    /**
     * Takes a fault off: operations that hang by it are done now, and reads are as if it had never
     * been. What it did to writes stays.
     */
    public void take(String id) {
        for (ActiveFault active : faults) {
            if (active.fault().id().equals(id)) {
                faults.remove(active);
                if (active.fault().hasOwnCapture()) {
                    layers.end(active.fault().capture());
                }
                held.letGo(id);
            }
        }
    }

    /**
     * The faults that are on count their occurrences from the beginning, and the first state holds
     * again.
     */
    public void recount() {
        trigger.recount();
    }

    private boolean isOn(Fault fault) {
        return faults.stream().anyMatch(active -> active.fault().equals(fault));
    }

    /** The faults that are on, in the order in which they act. */
    public List<Fault> faults() {
        return faults.stream().map(ActiveFault::fault).toList();
    }

    /** Whether an operation hangs by a fault. */
    public boolean isHanging() {
        return held.isHanging();
    }

    /**
     * While it is silent, faults fire as ever, but nothing is done or answered: as when a request was
     * given up before this device answered, for whatever reason.
     */
    public void setSilent(boolean now) {
        held.setSilent(now);
    }

    /** While it is hurried, delays take no time: when what was done before is done again. */
    public void setHurried(boolean now) {
        held.setHurried(now);
    }

    /** The named state that holds from now on, for faults whose rule asks for one. */
    public void setState(String newState) {
        trigger.enter(newState);
    }

    public String state() {
        return trigger.state();
    }

    /**
     * From now on, reads that are {@link Effect.Stale stale} since that capture show the device as it
     * is now; an earlier capture of the name is forgotten.
     */
    public void capture(String name) {
        layers.begin(name);
    }

    /** The sectors that show something else than was written there, in order. */
    public List<SectorRange> damaged() {
        return layers.damaged();
    }

    /**
     * Lays what faults did to writes over bytes of the device below, from position to limit: what the
     * device shows where no fault acts on the read. Nothing fires.
     *
     * @param offset
     *            of the first byte on the disk
     */
    public void layDamage(long offset, ByteBuffer over) {
        layers.lay(offset, over);
    }

    /** Undoes all that faults have done to writes: the device shows its own bytes. */
    public void heal() {
        layers.heal();
    }

    /**
     * Hears every firing on the thread that asked for the operation, before the device below is asked;
     * must not block. Failures by the rules of a blkdebug node below are heard as well.
     *
     * @return what ends the hearing
     */
    public Runnable onFiring(Consumer<Firing> listener) {
        Runnable end = trigger.onFiring(listener);
        Runnable endBelow = below instanceof BlkdebugDevice rules ? rules.onFiring(listener) : () -> {};
        return () -> {
            end.run();
            endBelow.run();
        };
    }

    @Override
    public Reply<Long> length() {
        return below.length() instanceof Reply.Ok<Long>(Long whole)
                ? Reply.ok(Math.min(whole, shortened))
                : below.length();
    }

    private void shorten() {
        long end = Long.MAX_VALUE;
        for (ActiveFault active : faults) {
            if (active.fault().effect() instanceof Effect.Shortened(long sectors)) {
                end = Math.min(end, sectors * SectorRange.SECTOR);
            }
        }
        shortened = end;
    }

    @Override
    public boolean isReadOnly() {
        return below.isReadOnly();
    }

    @Override
    public boolean spareCache(boolean spare) {
        return below.spareCache(spare);
    }

    @Override
    public Optional<Identity> identity() {
        return below.identity();
    }

    @Override
    public boolean votesOnRequest() {
        return below.votesOnRequest();
    }

    @Override
    public long fileOffset() {
        return below.fileOffset();
    }

    @Override
    public SortedMap<String, String> makeup() {
        return below.makeup();
    }

    @Override
    public List<LeftOut> leftOut() {
        return below.leftOut();
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        List<Firing> firings = trigger.fire(DeviceOperation.READ, offset, into.remaining());
        if (firings.isEmpty() && layers.areUndamaged() && !held.isSilent()) {
            return below.read(offset, into);
        }
        boolean onBytes = firings.stream().anyMatch(Firing::isOnBytes);
        return new OperationSteps<Done>().run(steps -> OperationSteps.then(held.until(steps, firings), go -> onBytes
                ? new FaultedRead(shown, steps, offset, into).run(firings)
                : OperationSteps.then(steps.step(() -> below.read(offset, into)), done -> {
                    layers.lay(offset, into);
                    return completedFuture(Reply.done());
                })));
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        SectorRange touched = SectorRange.ofBytes(offset, into.remaining());
        if (held.isSilent()) {
            return Optional.empty();
        }
        for (ActiveFault active : faults) {
            if (active.mayFire(DeviceOperation.READ, touched, trigger.state())) {
                return Optional.empty();
            }
        }
        Optional<Reply<Done>> reply = below.readOnCaller(offset, into);
        if (reply.isPresent() && reply.get().isOk()) {
            layers.lay(offset, into);
        }
        return reply;
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return written(DeviceOperation.WRITE, offset, from.remaining(), from, () -> below.write(offset, from));
    }

    /**
     * Zeroes are one operation for faults, also where the device below can only write them as data.
     */
    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long length) {
        return written(DeviceOperation.WRITE_ZEROES, offset, length, null, () -> Zeroes.write(below, offset, length));
    }

    private CompletableFuture<Reply<Done>> written(DeviceOperation operation, long offset, long length,
            @Nullable ByteBuffer data, Supplier<CompletableFuture<Reply<Done>>> plainly) {
        List<Firing> firings = trigger.fire(operation, offset, length);
        if (firings.isEmpty() && layers.areQuiet() && !held.isSilent()) {
            return plainly.get();
        }
        boolean onBytes = firings.stream().anyMatch(Firing::isOnBytes);
        return new OperationSteps<Done>().run(steps -> OperationSteps.then(held.until(steps, firings),
                go -> (onBytes || !layers.areQuiet()) && length > 0
                        ? new FaultedWrite(shown, steps, firings, offset, length, data).run()
                        : steps.step(plainly)));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return unharmed(trigger.fire(DeviceOperation.FLUSH, 0, 0), below::flush);
    }

    @Override
    public void flushSkipped() {
        below.flushSkipped();
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return unharmed(trigger.fire(DeviceOperation.BLOCK_STATUS, offset, length),
                () -> below.extent(offset, length).thenApply(this::withoutFalseHoles));
    }

    private <T> CompletableFuture<Reply<T>> unharmed(List<Firing> firings,
            Supplier<CompletableFuture<Reply<T>>> operation) {
        return firings.isEmpty() && !held.isSilent()
                ? operation.get()
                : new OperationSteps<T>()
                        .run(steps -> OperationSteps.then(held.until(steps, firings), go -> steps.step(operation)));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long length) {
        return below.extentOnCaller(offset, length).map(this::withoutFalseHoles);
    }

    private Reply<Extent> withoutFalseHoles(Reply<Extent> reply) {
        return reply instanceof Reply.Ok<Extent>(Extent extent) && extent.zero()
                ? Reply.ok(VisibleHoles.upToFault(extent, faults, layers))
                : reply;
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return below.reopen().thenApply(reply -> {
            shorten();
            return reply;
        });
    }

    /** What hangs by a fault is not done and answers ECANCELED. */
    @Override
    public void close() {
        held.letAllGo();
        below.close();
    }
}
