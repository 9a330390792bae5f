// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Pending;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A disk in memory that fails, or holds its answers back, as a test says; it logs what it is asked.
 */
final class ScriptedDevice implements BlockDevice {

    final MemoryDevice memory;
    final Map<RequestKind, Errno> errors = new EnumMap<>(RequestKind.class);
    final Set<RequestKind> held = EnumSet.noneOf(RequestKind.class);
    final List<String> log = new ArrayList<>();
    final List<Runnable> waiting = new ArrayList<>();
    final List<ByteBuffer> given = new ArrayList<>();
    Reply<Long> length;
    Reply<Long> lengthOnceReopened;
    Reply<Done> reopening = Reply.done();
    /** Runs whenever it is asked for something, before it answers. */
    Runnable whenAsked = () -> {};
    boolean readOnly;
    boolean closed;
    boolean throwing;
    int cancelled;
    int skipped;
    @Nullable
    Extent extent;

    ScriptedDevice(MemoryDevice memory) {
        this.memory = memory;
        this.length = memory.length();
        this.lengthOnceReopened = length;
    }

    /** Lets the oldest answer that is held back come. */
    void release() {
        waiting.removeFirst().run();
    }

    byte at(long offset) {
        ByteBuffer one = ByteBuffer.allocate(1);
        memory.read(offset, one).join();
        return one.get(0);
    }

    private <T> CompletableFuture<Reply<T>> does(RequestKind operation, String what,
            Supplier<CompletableFuture<Reply<T>>> work) {
        log.add(what);
        whenAsked.run();
        if (throwing) {
            throw new IllegalStateException("a device that breaks its promise");
        }
        Errno errno = errors.get(operation);
        Supplier<Reply<T>> answer = () -> errno == null ? work.get().join() : Reply.failed(errno);
        if (!held.contains(operation)) {
            return CompletableFuture.completedFuture(answer.get());
        }
        Pending<Reply<T>> later = new Pending<>(() -> cancelled++);
        waiting.add(() -> later.complete(answer.get()));
        return later;
    }

    @Override
    public Reply<Long> length() {
        return length;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        given.add(into);
        return does(RequestKind.READ, "read " + offset + "+" + into.remaining(), () -> memory.read(offset, into));
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return does(RequestKind.WRITE, "write " + offset + "+" + from.remaining(), () -> memory.write(offset, from));
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
        return does(RequestKind.WRITE_ZEROES, "zero " + offset + "+" + count, () -> memory.writeZeroes(offset, count));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return does(RequestKind.FLUSH, "flush", memory::flush);
    }

    @Override
    public void flushSkipped() {
        skipped++;
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        Extent scripted = extent;
        return does(RequestKind.BLOCK_STATUS, "extent " + offset + "+" + count, () -> scripted == null
                ? memory.extent(offset, count)
                : CompletableFuture.completedFuture(Reply.ok(scripted)));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        log.add("reopen");
        length = lengthOnceReopened;
        return CompletableFuture.completedFuture(reopening);
    }

    @Override
    public void close() {
        closed = true;
    }
}
