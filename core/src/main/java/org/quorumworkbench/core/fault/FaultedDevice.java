// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A device with faults laid over it. Faults are put on and taken off at any time, from any thread;
 * whether one fires is decided when the operation is asked for, so that a run does not depend on
 * how long anything takes. Writes reach the device below as a fault leaves them: in a workbench
 * that is an overlay.
 */
public final class FaultedDevice implements BlockDevice {

    /** The state that holds until another is set. */
    public static final String FIRST_STATE = "start";

    private final BlockDevice below;
    private final CopyOnWriteArrayList<ActiveFault> faults = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Consumer<Firing>> listeners = new CopyOnWriteArrayList<>();
    private volatile String state = FIRST_STATE;

    public FaultedDevice(BlockDevice below) {
        this.below = below;
    }

    /** The device as it is without faults: for a peek at the true bytes. */
    public BlockDevice below() {
        return below;
    }

    /** Puts a fault on, behind those that are on; one with the same id is replaced and begins anew. */
    public void put(Fault fault) {
        take(fault.id());
        faults.add(new ActiveFault(fault));
    }

    /** Takes a fault off; a request that hangs by it goes on hanging until it is cancelled. */
    public void take(String id) {
        faults.removeIf(active -> active.fault().id().equals(id));
    }

    /** The faults that are on, in the order in which they act. */
    public List<Fault> faults() {
        return faults.stream().map(ActiveFault::fault).toList();
    }

    /** The named state that holds from now on, for faults whose rule asks for one. */
    public void setState(String newState) {
        state = newState;
    }

    /**
     * Hears every firing on the thread that asked for the operation, before the device below is asked;
     * must not block.
     */
    public void onFiring(Consumer<Firing> listener) {
        listeners.add(listener);
    }

    private List<Firing> fire(DeviceOperation operation, SectorRange touched) {
        List<Firing> firings = new ArrayList<>();
        for (ActiveFault active : faults) {
            if (active.fires(operation, touched, state)) {
                firings.add(new Firing(active.fault(), operation, active.fault().when().affected(touched)));
            }
        }
        for (Firing firing : firings) {
            listeners.forEach(listener -> listener.accept(firing));
        }
        return firings;
    }

    @Override
    public Reply<Long> length() {
        Reply<Long> length = below.length();
        for (ActiveFault active : faults) {
            if (active.fault().effect() instanceof Effect.Shortened(long sectors)
                    && length instanceof Reply.Ok<Long>(Long whole)) {
                length = Reply.ok(Math.min(whole, sectors * SectorRange.SECTOR));
            }
        }
        return length;
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
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        List<Firing> firings = fire(DeviceOperation.READ, SectorRange.ofBytes(offset, into.remaining()));
        return withTiming(firings, () -> below.read(offset, into)).thenApply(reply -> {
            if (reply.isOk()) {
                damage(firings, offset, into);
            }
            return reply;
        });
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        SectorRange touched = SectorRange.ofBytes(offset, into.remaining());
        return faults.stream().anyMatch(active -> active.mayFire(DeviceOperation.READ, touched, state))
                ? Optional.empty()
                : below.readOnCaller(offset, into);
    }

    private static void damage(List<Firing> firings, long offset, ByteBuffer data) {
        for (Firing firing : firings) {
            if (firing.fault().effect() instanceof Effect.OfData effect) {
                new DataDamage(data, offset, firing.affected()).apply(effect);
            }
        }
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        List<Firing> firings = fire(DeviceOperation.WRITE, SectorRange.ofBytes(offset, from.remaining()));
        return withTiming(firings, () -> writeAstray(firings, offset, from));
    }

    private CompletableFuture<Reply<Done>> writeAstray(List<Firing> firings, long offset, ByteBuffer from) {
        for (Firing firing : firings) {
            switch (firing.fault().effect()) {
                case Effect.Stale() -> {
                    return completedFuture(Reply.done());
                }
                case Effect.Torn(int boundary) -> {
                    long end = (offset + from.remaining() - 1) / boundary * boundary;
                    return end <= offset
                            ? completedFuture(Reply.done())
                            : below.write(offset, from.duplicate().limit(from.position() + (int) (end - offset)));
                }
                case Effect.Misdirected(long sector) -> {
                    return below.write(sector * SectorRange.SECTOR, from);
                }
                default -> {
                    // What is written is not changed by the other effects.
                }
            }
        }
        return below.write(offset, from);
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long length) {
        List<Firing> firings = fire(DeviceOperation.WRITE_ZEROES, SectorRange.ofBytes(offset, length));
        return withTiming(firings, () -> firings.stream().anyMatch(f -> f.fault().effect() instanceof Effect.Stale)
                ? completedFuture(Reply.done())
                : below.writeZeroes(offset, length));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return withTiming(fire(DeviceOperation.FLUSH, SectorRange.EMPTY), below::flush);
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return withTiming(fire(DeviceOperation.BLOCK_STATUS, SectorRange.ofBytes(offset, length)),
                () -> below.extent(offset, length));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long length) {
        return below.extentOnCaller(offset, length)
                .map(reply -> reply instanceof Reply.Ok<Extent>(Extent extent) && extent.zero()
                        ? Reply.ok(upToFault(extent))
                        : reply);
    }

    /** The part of a hole that no fault of reads lies on; data, if one lies on its beginning. */
    private Extent upToFault(Extent hole) {
        SectorRange sectors = SectorRange.ofBytes(hole.offset(), hole.length());
        long end = hole.end();
        for (ActiveFault active : faults) {
            SectorRange hit = active.readsWithin(sectors);
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

    /**
     * Fails, hangs or delays as the first such firing says; the operation below happens when its time
     * has come.
     */
    private static <T> CompletableFuture<Reply<T>> withTiming(List<Firing> firings,
            Supplier<CompletableFuture<Reply<T>>> operation) {
        for (int i = 0; i < firings.size(); i++) {
            List<Firing> rest = firings.subList(i + 1, firings.size());
            switch (firings.get(i).fault().effect()) {
                case Effect.Fails(Errno errno) -> {
                    return completedFuture(Reply.failed(errno));
                }
                case Effect.Hangs() -> {
                    return new CompletableFuture<>();
                }
                case Effect.Delays delays -> {
                    return CompletableFuture
                            .supplyAsync(() -> rest,
                                    CompletableFuture.delayedExecutor(delays.by().toNanos(), TimeUnit.NANOSECONDS))
                            .thenCompose(later -> withTiming(later, operation));
                }
                case Effect.Shortened beyond -> {
                    return completedFuture(Reply.failed(Errno.EIO));
                }
                default -> {
                    // Effects on data and writes are applied where the data are.
                }
            }
        }
        return operation.get();
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return below.reopen();
    }

    @Override
    public void close() {
        below.close();
    }
}
