// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.LeftOut;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.BlkdebugRules.InjectError;

/**
 * A device under QEMU's blkdebug. Which events happen was measured (QEMU 7.2): those of the format
 * layer (read_aio, write_aio, flush_to_os, flush_to_disk) only if a raw node lies above, those of
 * the generic layer (pwritev and its kin) always; discards never come here, a quorum swallows them.
 * That a flush comes only after a write is the business of the quorum's generic layer.
 */
public final class BlkdebugDevice implements BlockDevice {

    /** QEMU's largest bounce buffer for zeroes that cannot be made otherwise, in bytes. */
    private static final int BOUNCE = 32768 * SectorRange.SECTOR;

    private final BlockDevice below;
    private final BlkdebugRules rules;
    private final boolean rawAbove;
    private final Executor bottomHalf;
    private final Blkdebug blkdebug;
    private final CopyOnWriteArrayList<Consumer<Firing>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param rawAbove
     *            whether a raw node lies between the quorum and this one
     * @param bottomHalf
     *            where failures that are not immediate complete: must run what it is given in order,
     *            and later; give all children of a quorum the same
     */
    public BlkdebugDevice(BlockDevice below, BlkdebugRules rules, boolean rawAbove, Executor bottomHalf) {
        this.below = below;
        this.rules = rules;
        this.rawAbove = rawAbove;
        this.bottomHalf = bottomHalf;
        this.blkdebug = new Blkdebug(rules);
    }

    /** The device as it is without rules. */
    public BlockDevice below() {
        return below;
    }

    public BlkdebugRules rules() {
        return rules;
    }

    /**
     * Hears every failure that a rule makes, on the thread that asked; must not block.
     *
     * @return what ends the hearing
     */
    public Runnable onFiring(Consumer<Firing> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void formatEvent(String name) {
        if (rawAbove) {
            blkdebug.event(name);
        }
    }

    /** The operation, unless a rule fails it. */
    private <T> CompletableFuture<Reply<T>> unlessFailing(DeviceOperation operation, long offset, long length,
            Supplier<CompletableFuture<Reply<T>>> otherwise) {
        Optional<InjectError> failing = blkdebug.failing(operation, offset, length);
        if (failing.isEmpty()) {
            return otherwise.get();
        }
        InjectError rule = failing.get();
        Errno errno = rule.errno().orElseThrow();
        Firing firing = new Firing(fault(rule, operation, errno), operation,
                length == 0 ? SectorRange.EMPTY : SectorRange.ofBytes(offset, length));
        listeners.forEach(listener -> listener.accept(firing));
        Reply<T> failed = Reply.failed(errno);
        return rule.immediately()
                ? completedFuture(failed)
                : CompletableFuture.supplyAsync(() -> failed, bottomHalf);
    }

    private Fault fault(InjectError rule, DeviceOperation operation, Errno errno) {
        int number = rules.injectErrors().indexOf(rule);
        Optional<SectorRange> range = rule.sector().isPresent()
                ? Optional.of(new SectorRange(rule.sector().getAsLong(), 1))
                : Optional.empty();
        return new Fault("inject-error." + number, "blkdebug inject-error " + number, new When(Set.of(operation), range,
                rule.once() ? new Occurrence.Once() : new Occurrence.Always(), Optional.empty()),
                new Effect.Fails(errno));
    }

    @Override
    public Reply<Long> length() {
        return below.length();
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
        formatEvent("read_aio");
        return unlessFailing(DeviceOperation.READ, offset, into.remaining(), () -> below.read(offset, into));
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        formatEvent("write_aio");
        blkdebug.event("pwritev");
        return written(unlessFailing(DeviceOperation.WRITE, offset, from.remaining(),
                () -> below.write(offset, from)));
    }

    /**
     * Zeroes that a rule refuses with EOPNOTSUPP are written as data, within the same event (case
     * wr-zeroes-enotsup); likewise if the device below can only do that.
     */
    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long length) {
        blkdebug.event("pwritev_zero");
        return written(unlessFailing(DeviceOperation.WRITE_ZEROES, offset, length, () -> zeroesBelow(offset, length))
                .thenCompose(reply -> reply.equals(Reply.failed(Errno.EOPNOTSUPP))
                        ? bounced(offset, length)
                        : completedFuture(reply)));
    }

    private CompletableFuture<Reply<Done>> bounced(long offset, long length) {
        long count = Math.min(length, BOUNCE);
        CompletableFuture<Reply<Done>> first = unlessFailing(DeviceOperation.WRITE, offset, count,
                () -> zeroesBelow(offset, count));
        return count == length
                ? first
                : first.thenCompose(reply -> reply.isOk()
                        ? bounced(offset + count, length - count)
                        : completedFuture(reply));
    }

    private CompletableFuture<Reply<Done>> zeroesBelow(long offset, long length) {
        return Zeroes.write(below, offset, length);
    }

    private CompletableFuture<Reply<Done>> written(CompletableFuture<Reply<Done>> write) {
        return write.thenApply(reply -> {
            blkdebug.event("pwritev_done");
            return reply;
        });
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        formatEvent("flush_to_os");
        formatEvent("flush_to_disk");
        return unlessFailing(DeviceOperation.FLUSH, 0, 0, below::flush);
    }

    /** This event comes with every flush, whether there is anything to do or not (measured). */
    @Override
    public void flushSkipped() {
        formatEvent("flush_to_os");
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return unlessFailing(DeviceOperation.BLOCK_STATUS, offset, length, () -> below.extent(offset, length));
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
