// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.Pending;
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
    private final Timer timer;
    private final Layers layers = new Layers();
    private final ShownBytes shown;
    private final CopyOnWriteArrayList<ActiveFault> faults = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<Firing>> listeners = new CopyOnWriteArrayList<>();
    /** What waits for a fault to be taken off. */
    private final CopyOnWriteArrayList<Hung> hanging = new CopyOnWriteArrayList<>();
    /** What hangs by no fault, but because the device is silent. */
    private static final String SILENCE = "";
    private volatile boolean silent;
    private volatile boolean hurried;
    private volatile String state = FIRST_STATE;
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
        this.timer = timer;
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
                hanging.stream().filter(hung -> hung.by.equals(id)).forEach(hung -> hung.letGo(Reply.done()));
            }
        }
    }

    /**
     * The faults that are on count their occurrences from the beginning, and the first state holds
     * again.
     */
    public synchronized void recount() {
        faults.forEach(ActiveFault::recount);
        state = FIRST_STATE;
    }

    /** The faults that are on, in the order in which they act. */
    public List<Fault> faults() {
        return faults.stream().map(ActiveFault::fault).toList();
    }

    /** Whether an operation hangs by a fault. */
    public boolean isHanging() {
        return !hanging.isEmpty();
    }

    /**
     * While it is silent, faults fire as ever, but nothing is done or answered: as when a request was
     * given up before this device answered, for whatever reason.
     */
    public void setSilent(boolean now) {
        silent = now;
        if (!now) {
            hanging.stream().filter(hung -> hung.by.equals(SILENCE))
                    .forEach(hung -> hung.letGo(Reply.failed(Errno.ECANCELED)));
        }
    }

    /** While it is hurried, delays take no time: when what was done before is done again. */
    public void setHurried(boolean now) {
        hurried = now;
    }

    /** The named state that holds from now on, for faults whose rule asks for one. */
    public void setState(String newState) {
        state = newState;
    }

    public String state() {
        return state;
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
        listeners.add(listener);
        Runnable endBelow = below instanceof BlkdebugDevice rules ? rules.onFiring(listener) : () -> {};
        return () -> {
            listeners.remove(listener);
            endBelow.run();
        };
    }

    private List<Firing> fire(DeviceOperation operation, long offset, long length) {
        if (faults.isEmpty()) {
            return List.of();
        }
        List<Firing> firings = decide(operation, offset, length);
        firings.forEach(firing -> listeners.forEach(listener -> listener.accept(firing)));
        return firings;
    }

    /**
     * Decides for all faults at once, so that of two equal operations on two threads one is the first
     * for every fault; a state that is entered holds for those that come after.
     */
    private synchronized List<Firing> decide(DeviceOperation operation, long offset, long length) {
        SectorRange touched = length == 0 ? SectorRange.EMPTY : SectorRange.ofBytes(offset, length);
        List<Firing> firings = new ArrayList<>();
        for (ActiveFault active : faults) {
            if (active.fires(operation, touched, state) && active.isFelt(operation, offset, length)) {
                firings.add(new Firing(active.fault(), operation, active.fault().when().affected(touched)));
            }
        }
        for (Firing firing : firings) {
            if (firing.fault().effect() instanceof Effect.Enters(String next)) {
                state = next;
            }
        }
        return firings;
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
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        List<Firing> firings = fire(DeviceOperation.READ, offset, into.remaining());
        if (firings.isEmpty() && layers.areUndamaged() && !silent) {
            return below.read(offset, into);
        }
        boolean onBytes = firings.stream().anyMatch(Firing::isOnBytes);
        return new OperationSteps<Done>().run(steps -> OperationSteps.then(held(steps, firings), go -> onBytes
                ? new FaultedRead(shown, steps, offset, into).run(firings)
                : OperationSteps.then(steps.step(() -> below.read(offset, into)), done -> {
                    layers.lay(offset, into);
                    return completedFuture(Reply.done());
                })));
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        SectorRange touched = SectorRange.ofBytes(offset, into.remaining());
        if (silent || faults.stream().anyMatch(active -> active.mayFire(DeviceOperation.READ, touched, state))) {
            return Optional.empty();
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
        List<Firing> firings = fire(operation, offset, length);
        if (firings.isEmpty() && layers.areQuiet() && !silent) {
            return plainly.get();
        }
        boolean onBytes = firings.stream().anyMatch(Firing::isOnBytes);
        return new OperationSteps<Done>().run(steps -> OperationSteps.then(held(steps, firings),
                go -> (onBytes || !layers.areQuiet()) && length > 0
                        ? new FaultedWrite(shown, steps, firings, offset, length, data).run()
                        : steps.step(plainly)));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return unharmed(fire(DeviceOperation.FLUSH, 0, 0), below::flush);
    }

    @Override
    public void flushSkipped() {
        below.flushSkipped();
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return unharmed(fire(DeviceOperation.BLOCK_STATUS, offset, length),
                () -> below.extent(offset, length).thenApply(this::withoutFalseHoles));
    }

    private <T> CompletableFuture<Reply<T>> unharmed(List<Firing> firings,
            Supplier<CompletableFuture<Reply<T>>> operation) {
        return firings.isEmpty() && !silent
                ? operation.get()
                : new OperationSteps<T>()
                        .run(steps -> OperationSteps.then(held(steps, firings), go -> steps.step(operation)));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long length) {
        return below.extentOnCaller(offset, length).map(this::withoutFalseHoles);
    }

    private Reply<Extent> withoutFalseHoles(Reply<Extent> reply) {
        return reply instanceof Reply.Ok<Extent>(Extent extent) && extent.zero()
                ? Reply.ok(upToFault(extent))
                : reply;
    }

    /** The part of a hole that no fault of reads and no damage lies on; data, if its beginning is. */
    private Extent upToFault(Extent hole) {
        SectorRange sectors = SectorRange.ofBytes(hole.offset(), hole.length());
        long end = hole.end();
        List<SectorRange> hits = new ArrayList<>();
        faults.forEach(active -> hits.add(active.readsWithin(sectors)));
        Long damaged = layers.nextDamaged(sectors.first());
        if (damaged != null) {
            hits.add(new SectorRange(damaged, 1).within(sectors));
        }
        for (SectorRange hit : hits) {
            if (!hit.isEmpty() && hit.first() == sectors.first()) {
                return new Extent(hole.offset(), Math.min(hole.end(), hit.end() * SectorRange.SECTOR) - hole.offset(),
                        false);
            }
            if (!hit.isEmpty()) {
                end = Math.min(end, hit.offset());
            }
        }
        return new Extent(hole.offset(), end - hole.offset(), true);
    }

    /** Fails, hangs or delays as the firings say, one after the other. */
    private CompletableFuture<Reply<Done>> held(OperationSteps<?> steps, List<Firing> firings) {
        CompletableFuture<Reply<Done>> held = completedFuture(Reply.done());
        for (Firing firing : firings) {
            switch (firing.fault().effect()) {
                case Effect.Fails(Errno errno) ->
                    held = OperationSteps.then(held, go -> completedFuture(Reply.failed(errno)));
                case Effect.Shortened _ ->
                    held = OperationSteps.then(held, go -> completedFuture(Reply.failed(Errno.EIO)));
                case Effect.Hangs() -> held = OperationSteps.then(held, go -> steps.step(() -> hang(firing.fault())));
                case Effect.Delays(Duration by) -> held = OperationSteps.then(held, go -> steps.step(() -> delay(by)));
                case Effect.Enters _,Effect.OfData _,Effect.OfWrite _ -> {
                    // Not an effect on when the answer comes, or whether.
                }
            }
        }
        return silent ? OperationSteps.then(held, go -> steps.step(this::keepSilent)) : held;
    }

    private CompletableFuture<Reply<Done>> keepSilent() {
        Hung hung = new Hung(SILENCE);
        hanging.add(hung);
        if (!silent) {
            hung.letGo(Reply.failed(Errno.ECANCELED));
        }
        return hung.answer;
    }

    /** Something that waits for a fault to be taken off; cancelling it lets it go. */
    private final class Hung {

        private final String by;
        private final Pending<Reply<Done>> answer = new Pending<>(() -> letGo(Reply.failed(Errno.ECANCELED)));

        Hung(String by) {
            this.by = by;
        }

        void letGo(Reply<Done> reply) {
            hanging.remove(this);
            answer.complete(reply);
        }
    }

    /** Hangs by the fault, unless it has been taken off meanwhile. */
    private CompletableFuture<Reply<Done>> hang(Fault fault) {
        Hung hung = new Hung(fault.id());
        hanging.add(hung);
        if (faults.stream().noneMatch(active -> active.fault().equals(fault))) {
            hung.letGo(Reply.done());
        }
        return hung.answer;
    }

    private CompletableFuture<Reply<Done>> delay(Duration by) {
        if (hurried) {
            return completedFuture(Reply.done());
        }
        CompletableFuture<Reply<Done>> over = new CompletableFuture<>();
        timer.after(by, () -> over.complete(Reply.done()));
        return over;
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
        hanging.forEach(hung -> hung.letGo(Reply.failed(Errno.ECANCELED)));
        below.close();
    }
}
