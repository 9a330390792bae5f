// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A part of another device as a disk of its own: a partition, or an image inside a larger file (the
 * raw format's {@code offset} and {@code size}).
 */
public final class PartDevice implements BlockDevice {

    private final BlockDevice whole;
    private final long start;
    private final OptionalLong size;
    private final OptionalLong leftOut;

    /**
     * @param start
     *            where the part begins, in bytes, 0 or more
     * @param size
     *            in bytes, 0 or more; absent for the rest of the device. What lies behind the device's
     *            end is not part of the part
     */
    public PartDevice(BlockDevice whole, long start, OptionalLong size) {
        this(whole, start, size, OptionalLong.empty());
    }

    private PartDevice(BlockDevice whole, long start, OptionalLong size, OptionalLong leftOut) {
        this.whole = whole;
        this.start = start;
        this.size = size;
        this.leftOut = leftOut;
    }

    /**
     * The first bytes of a device that is longer than those that it is compared with. Asks its length,
     * which may block.
     */
    public static PartDevice first(BlockDevice whole, long bytes) {
        return new PartDevice(whole, 0, OptionalLong.of(bytes), OptionalLong.of(length(whole) - bytes));
    }

    @Override
    public Reply<Long> length() {
        if (whole.length() instanceof Reply.Ok<Long>(Long length)) {
            long rest = Math.max(0, length - start);
            return Reply.ok(Math.min(rest, size.orElse(rest)));
        }
        return whole.length();
    }

    @Override
    public boolean isReadOnly() {
        return whole.isReadOnly();
    }

    private static long length(BlockDevice of) {
        return of.length() instanceof Reply.Ok<Long>(Long length) ? length : 0;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        long length = length(this);
        if (!Tail.readable(offset, into.remaining(), length)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        ByteBuffer inside = inside(offset, into, length);
        return whole.read(start + offset, inside).thenApply(reply -> zeroed(reply, inside, into));
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        long length = length(this);
        if (!Tail.readable(offset, into.remaining(), length)) {
            return Optional.of(Reply.failed(Errno.EIO));
        }
        ByteBuffer inside = inside(offset, into, length);
        return whole.readOnCaller(start + offset, inside).map(reply -> zeroed(reply, inside, into));
    }

    /** What of the buffer lies before the part's end; behind it the device below has other bytes. */
    private static ByteBuffer inside(long offset, ByteBuffer into, long length) {
        long count = Math.clamp(length - offset, 0, into.remaining());
        return into.duplicate().limit(into.position() + (int) count);
    }

    private static Reply<Done> zeroed(Reply<Done> reply, ByteBuffer inside, ByteBuffer into) {
        Tail.zero(into, inside.limit(), into.limit());
        return reply;
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        return Tail.writable(offset, from.remaining(), length(this))
                ? whole.write(start + offset, from)
                : completedFuture(Reply.failed(isReadOnly() ? Errno.EROFS : Errno.EIO));
    }

    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
        return Tail.writable(offset, count, length(this))
                ? whole.writeZeroes(start + offset, count)
                : completedFuture(Reply.failed(isReadOnly() ? Errno.EROFS : Errno.EIO));
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return whole.flush();
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        if (count <= 0 || !Tail.readable(offset, count, length(this))) {
            return completedFuture(Reply.failed(Errno.EINVAL));
        }
        long known = Math.clamp(length(this) - offset, 1, count);
        return whole.extent(start + offset, known).thenApply(reply -> reply instanceof Reply.Ok<Extent>(Extent extent)
                ? Reply.ok(new Extent(offset, extent.length(), extent.zero()))
                : reply);
    }

    @Override
    public boolean spareCache(boolean spare) {
        return whole.spareCache(spare);
    }

    @Override
    public Optional<Identity> identity() {
        return whole.identity();
    }

    @Override
    public OptionalInt smallestRead() {
        return whole.smallestRead();
    }

    @Override
    public boolean votesOnRequest() {
        return whole.votesOnRequest();
    }

    @Override
    public long fileOffset() {
        return whole.fileOffset() + start;
    }

    @Override
    public SortedMap<String, String> makeup() {
        SortedMap<String, String> makeup = new TreeMap<>(whole.makeup());
        makeup.put("offset", Long.toString(fileOffset()));
        leftOut.ifPresent(bytes -> makeup.put("bytes left out", Long.toString(bytes)));
        return makeup;
    }

    @Override
    public List<LeftOut> leftOut() {
        List<LeftOut> all = new ArrayList<>(whole.leftOut());
        if (leftOut.isPresent()) {
            all.add(new LeftOut(Optional.empty(), size.orElse(0), leftOut.getAsLong()));
        }
        return all;
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return whole.reopen();
    }

    @Override
    public void close() {
        whole.close();
    }
}
