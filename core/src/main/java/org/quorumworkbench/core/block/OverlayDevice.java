// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * Copy-on-write over another device: writes stay in memory or in a {@link ScratchSpace}, page by
 * page of 4096 bytes, and the device below is only ever read. What was written can be looked at
 * ({@link #written}), thrown away ({@link #discard}) and, with what lies below, saved as an image
 * ({@link ImageExport}).
 */
public final class OverlayDevice implements BlockDevice {

    private final BlockDevice below;
    /** Guarded by this. */
    private PageStore pages;
    private final PageWork work;
    /** Guarded by this. */
    private boolean closed;

    /**
     * @param limit
     *            the most bytes that the overlay may take in memory; a write beyond that answers ENOSPC
     */
    public OverlayDevice(BlockDevice below, long limit) {
        this(below, new Pages(limit), Runnable::run);
    }

    /** An overlay whose pages are read and written on that executor. */
    OverlayDevice(BlockDevice below, PageStore pages, Executor executor) {
        this.below = below;
        this.pages = pages;
        this.work = new PageWork(executor);
    }

    public BlockDevice below() {
        return below;
    }

    /**
     * Keeps what is written in that space from now on, together with what was written before. Blocks as
     * long as it takes to move that; reads and writes wait meanwhile.
     *
     * @param reading
     *            as for {@link ScratchSpace#overlay}
     * @throws IOException
     *             if no file can be made there, or what was written does not fit; then everything is
     *             where it was
     */
    public void keepIn(ScratchSpace space, Executor reading) throws IOException {
        // At once: who asks meanwhile waits there, and not on a thread of its own.
        work.moveTo(reading);
        synchronized (this) {
            if (pages instanceof FilePages there && there.stayIn(space)) {
                return;
            }
            PageStore roomy = space.pages();
            try {
                if (closed) {
                    throw new IOException(Errno.ECANCELED.text());
                }
                copy(pages, roomy);
            } catch (IOException e) {
                roomy.close();
                throw e;
            }
            pages.close();
            pages = roomy;
        }
    }

    private static void copy(PageStore from, PageStore to) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PageStore.PAGE);
        for (Long number = from.nextPage(0); number != null; number = from.nextPage(number + 1)) {
            if (!to.hasRoom(1)) {
                throw new IOException(Errno.ENOSPC.text());
            }
            from.read(number * PageStore.PAGE, page);
            to.write(number * PageStore.PAGE, page);
        }
    }

    /**
     * Forgets all that was written: the device reads as the one below again. Never waits for pages that
     * are in a file.
     */
    public CompletableFuture<Reply<Done>> discard() {
        return work.later(() -> {
            synchronized (this) {
                pages.clear();
            }
            return Reply.done();
        });
    }

    /** The ranges that were written, rounded outwards to pages, in order. */
    public synchronized List<SectorRange> written() {
        List<SectorRange> ranges = new ArrayList<>();
        int sectors = PageStore.PAGE / SectorRange.SECTOR;
        for (Long number = pages.nextPage(0); number != null; number = pages.nextPage(number + 1)) {
            SectorRange last = ranges.isEmpty() ? SectorRange.EMPTY : ranges.getLast();
            if (!last.isEmpty() && last.end() == number * sectors) {
                ranges.set(ranges.size() - 1, new SectorRange(last.first(), last.count() + sectors));
            } else {
                ranges.add(new SectorRange(number * sectors, sectors));
            }
        }
        return ranges;
    }

    @Override
    public Reply<Long> length() {
        return below.length();
    }

    /** Never: that is what it is for. */
    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        return work.begin(() -> {
            boolean all;
            synchronized (this) {
                all = covers(offset, into.remaining());
            }
            return all
                    ? work.later(() -> lay(offset, into))
                    : below.read(offset, into).thenCompose(reply -> reply.isOk()
                            ? work.later(() -> lay(offset, into))
                            : completedFuture(reply));
        });
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        Optional<Reply<Done>> reply = below.readOnCaller(offset, into);
        if (reply.isEmpty() || !reply.get().isOk()) {
            return reply;
        }
        try {
            return Optional.of(lay(offset, into));
        } catch (IOException e) {
            return Optional.of(Reply.failed(SystemErrors.errno(e)));
        }
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

    private boolean covers(long offset, int count) {
        for (long number = offset / PageStore.PAGE; number * PageStore.PAGE < offset + count; number++) {
            if (!pages.has(number)) {
                return false;
            }
        }
        return inside(offset, count);
    }

    /** Puts the pages that were written over what was read from below. */
    private synchronized Reply<Done> lay(long offset, ByteBuffer into) throws IOException {
        long end = offset + into.remaining();
        for (Long number = pages.nextPage(offset / PageStore.PAGE); number != null
                && number * PageStore.PAGE < end; number = pages.nextPage(number + 1)) {
            long from = Math.max(offset, number * PageStore.PAGE);
            long to = Math.min(end, (number + 1) * PageStore.PAGE);
            int at = into.position() + (int) (from - offset);
            pages.read(from, into.duplicate().limit(at + (int) (to - from)).position(at));
        }
        return Reply.done();
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        int count = from.remaining();
        if (!inside(offset, count)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        return work.begin(() -> writeInside(offset, from));
    }

    private CompletableFuture<Reply<Done>> writeInside(long offset, ByteBuffer from) {
        int count = from.remaining();
        synchronized (this) {
            if (!pages.hasRoom(missing(offset, count))) {
                return completedFuture(Reply.failed(Errno.ENOSPC));
            }
        }
        long end = offset + count;
        CompletableFuture<Reply<Done>> head = bringUp(offset / PageStore.PAGE, offset % PageStore.PAGE != 0);
        CompletableFuture<Reply<Done>> tail = bringUp(end / PageStore.PAGE, end % PageStore.PAGE != 0);
        return head.thenCombine(tail, (first, last) -> first.isOk() ? last : first)
                .thenCompose(reply -> reply.isOk() ? put(offset, from) : completedFuture(reply));
    }

    /** How many pages a write would add. */
    private long missing(long offset, int bytes) {
        long count = 0;
        for (long number = offset / PageStore.PAGE; number * PageStore.PAGE < offset + bytes; number++) {
            count += pages.has(number) ? 0 : 1;
        }
        return count;
    }

    /** Writes, anew if a page that was brought up has been discarded meanwhile. */
    private CompletableFuture<Reply<Done>> put(long offset, ByteBuffer from) {
        AtomicBoolean discarded = new AtomicBoolean();
        return work.later(() -> {
            synchronized (this) {
                discarded.set(isMissing(offset) || isMissing(offset + from.remaining()));
                if (!discarded.get()) {
                    pages.write(offset, from);
                }
                return Reply.done();
            }
        }).thenCompose(reply -> discarded.get() ? write(offset, from) : completedFuture(reply));
    }

    private boolean isMissing(long edge) {
        return edge % PageStore.PAGE != 0 && !pages.has(edge / PageStore.PAGE);
    }

    /** Copies a page from below before a part of it is written. */
    private CompletableFuture<Reply<Done>> bringUp(long number, boolean partly) {
        synchronized (this) {
            if (!partly || pages.has(number)) {
                return completedFuture(Reply.done());
            }
        }
        long length = below.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        long offset = number * PageStore.PAGE;
        ByteBuffer page = ByteBuffer.allocate(PageStore.PAGE);
        page.limit((int) Math.max(0, Math.min(PageStore.PAGE, length - offset)));
        return below.read(offset, page).thenCompose(reply -> reply.isOk()
                ? work.later(() -> putIfAbsent(number, page))
                : completedFuture(reply));
    }

    private synchronized Reply<Done> putIfAbsent(long number, ByteBuffer page) throws IOException {
        if (!pages.has(number)) {
            pages.write(number * PageStore.PAGE, page);
            pages.make(number);
        }
        return Reply.done();
    }

    /** Zeroes are written as data: what lies below must not show through. */
    @Override
    public CompletableFuture<Reply<Done>> writeZeroes(long offset, long count) {
        return completedFuture(Reply.failed(Errno.EOPNOTSUPP));
    }

    private boolean inside(long offset, long count) {
        return below.length() instanceof Reply.Ok<Long>(Long length) && Tail.writable(offset, count, length);
    }

    @Override
    public CompletableFuture<Reply<Done>> flush() {
        return completedFuture(Reply.done());
    }

    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
        return work.begin(() -> {
            Extent upTo = written(offset, count);
            return upTo.zero() ? below.extent(offset, upTo.length()) : completedFuture(Reply.ok(upTo));
        });
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long count) {
        Extent upTo = written(offset, count);
        return upTo.zero() ? below.extentOnCaller(offset, upTo.length()) : Optional.of(Reply.ok(upTo));
    }

    /** What was written from there on, as data; or, as zero, how far the device below shows through. */
    private synchronized Extent written(long offset, long count) {
        Long next = pages.nextPage(offset / PageStore.PAGE);
        long from = next == null ? Long.MAX_VALUE : next * PageStore.PAGE;
        return from <= offset
                ? new Extent(offset, Math.min(count, from + PageStore.PAGE - offset), false)
                : new Extent(offset, Math.min(count, from - offset), true);
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return below.reopen();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            pages.close();
        }
        below.close();
    }
}
