// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A disk in memory, sparse: what was never written takes no room and reads as zeroes. Every
 * operation completes on the spot.
 */
public final class MemoryDevice implements BlockDevice {

    private final long length;
    private final boolean readOnly;
    private final Pages pages = new Pages();

    /**
     * An empty disk.
     *
     * @param length
     *            in bytes, 0 or more
     */
    public MemoryDevice(long length, boolean readOnly) {
        if (length < 0) {
            throw new IllegalArgumentException("a disk of " + length + " bytes");
        }
        this.length = length;
        this.readOnly = readOnly;
    }

    /** A writable disk with these bytes. */
    public static MemoryDevice of(byte[] content) {
        MemoryDevice device = new MemoryDevice(content.length, false);
        device.fill(0, content);
        return device;
    }

    /**
     * Puts bytes there, whether read-only or not: how the content comes to be before the disk is used.
     */
    public synchronized void fill(long offset, byte[] bytes) {
        if (!Tail.writable(offset, bytes.length, length)) {
            throw new IllegalArgumentException(bytes.length + " bytes at " + offset + " do not fit into " + length);
        }
        pages.write(offset, ByteBuffer.wrap(bytes));
    }

    @Override
    public Reply<Long> length() {
        return Reply.ok(length);
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public synchronized CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        if (!Tail.readable(offset, into.remaining(), length)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        pages.read(offset, into);
        return completedFuture(Reply.done());
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        return Optional.of(read(offset, into).join());
    }

    @Override
    public synchronized CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        if (readOnly) {
            return completedFuture(Reply.failed(Errno.EROFS));
        }
        if (!Tail.writable(offset, from.remaining(), length)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        pages.write(offset, from);
        return completedFuture(Reply.done());
    }

    @Override
    public synchronized CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
        if (readOnly) {
            return completedFuture(Reply.failed(Errno.EROFS));
        }
        if (!Tail.writable(offset, count, length)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        pages.zero(offset, count);
        return completedFuture(Reply.done());
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return completedFuture(Reply.done());
    }

    @Override
    public synchronized CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        if (count <= 0 || !Tail.readable(offset, count, length)) {
            return completedFuture(Reply.failed(Errno.EINVAL));
        }
        long number = offset / Pages.PAGE;
        boolean zero = pages.page(number) == null;
        long end;
        if (zero) {
            Long next = pages.nextPage(number);
            end = next == null ? offset + count : next * Pages.PAGE;
        } else {
            end = (number + 1) * Pages.PAGE;
            while (end < offset + count && pages.page(end / Pages.PAGE) != null) {
                end += Pages.PAGE;
            }
        }
        return completedFuture(Reply.ok(new Extent(offset, Math.min(count, end - offset), zero)));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long count) {
        return Optional.of(extent(offset, count).join());
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return completedFuture(Reply.done());
    }

    @Override
    public void close() {
        // Memory is given up with the last reference.
    }
}
