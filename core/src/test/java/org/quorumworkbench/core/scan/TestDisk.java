// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;

/** A disk in memory that can have bad sectors, hang, and answer every read of a sector anew. */
class TestDisk implements ReadOnlyDevice {

    final MemoryDevice memory;
    final BitSet bad = new BitSet();
    final BitSet unstable = new BitSet();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean hangs;
    volatile boolean onCaller = true;
    volatile IntConsumer beforeRead = read -> {};
    volatile Optional<Identity> identity = Optional.empty();

    TestDisk(byte[] content) {
        memory = MemoryDevice.of(content);
    }

    TestDisk(MemoryDevice memory) {
        this.memory = memory;
    }

    static List<Child> children(List<? extends BlockDevice> disks) {
        List<Child> children = new ArrayList<>();
        for (BlockDevice disk : disks) {
            children.add(new Child("children." + children.size(), "c" + children.size(), disk));
        }
        return children;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        int read = reads.incrementAndGet();
        beforeRead.accept(read);
        if (hangs) {
            return new CompletableFuture<>();
        }
        SectorRange range = SectorRange.ofBytes(offset, into.remaining());
        int next = bad.nextSetBit((int) range.first());
        if (next >= 0 && next < range.end()) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        Reply<Done> reply = memory.read(offset, into).join();
        for (int s = unstable.nextSetBit((int) range.first()); s >= 0 && s < range.end(); s = unstable
                .nextSetBit(s + 1)) {
            into.putInt(into.position() + (int) (s * 512L - offset), read);
        }
        return completedFuture(reply);
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        return onCaller && !hangs ? Optional.of(read(offset, into).join()) : Optional.empty();
    }

    @Override
    public Reply<Long> length() {
        return memory.length();
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        // Whoever damages a hole must say that it is data.
        return bad.isEmpty() && unstable.isEmpty() && !hangs
                ? memory.extent(offset, length)
                : completedFuture(Reply.ok(new Extent(offset, length, false)));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long length) {
        return Optional.of(extent(offset, length).join());
    }

    @Override
    public Optional<Identity> identity() {
        return identity;
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return completedFuture(Reply.done());
    }

    @Override
    public void close() {
        memory.close();
    }
}
