// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * Copy-on-write over another device: writes stay in memory, page by page of 4096 bytes, and the
 * device below is only ever read. What was written can be looked at ({@link #written}), thrown away
 * ({@link #discard}) and, with what lies below, saved as an image ({@link ImageExport}).
 */
public final class OverlayDevice implements BlockDevice {

    private final BlockDevice below;
    private final long limit;
    private final Pages pages = new Pages();

    /**
     * @param limit
     *            the most bytes that the overlay may take in memory; a write beyond that answers ENOSPC
     */
    public OverlayDevice(BlockDevice below, long limit) {
        this.below = below;
        this.limit = limit;
    }

    public BlockDevice below() {
        return below;
    }

    /** Forgets all that was written: the device reads as the one below again. */
    public synchronized void discard() {
        pages.clear();
    }

    /** The ranges that were written, rounded outwards to pages, in order. */
    public synchronized List<SectorRange> written() {
        List<SectorRange> ranges = new ArrayList<>();
        int sectors = Pages.PAGE / SectorRange.SECTOR;
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
        synchronized (this) {
            if (covers(offset, into.remaining())) {
                pages.read(offset, into);
                return completedFuture(Reply.done());
            }
        }
        return below.read(offset, into).thenApply(reply -> {
            if (reply.isOk()) {
                lay(offset, into);
            }
            return reply;
        });
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        Optional<Reply<Done>> reply = below.readOnCaller(offset, into);
        if (reply.isPresent() && reply.get().isOk()) {
            lay(offset, into);
        }
        return reply;
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

    private boolean covers(long offset, int count) {
        for (long number = offset / Pages.PAGE; number * Pages.PAGE < offset + count; number++) {
            if (pages.page(number) == null) {
                return false;
            }
        }
        return inside(offset, count);
    }

    /** Puts the pages that were written over what was read from below. */
    private synchronized void lay(long offset, ByteBuffer into) {
        long end = offset + into.remaining();
        for (Long number = pages.nextPage(offset / Pages.PAGE); number != null
                && number * Pages.PAGE < end; number = pages.nextPage(number + 1)) {
            long from = Math.max(offset, number * Pages.PAGE);
            long to = Math.min(end, (number + 1) * Pages.PAGE);
            int at = into.position() + (int) (from - offset);
            pages.read(from, into.duplicate().position(at).limit(at + (int) (to - from)));
        }
    }

    @Override
    public CompletableFuture<Reply<Done>> write(long offset, ByteBuffer from) {
        int count = from.remaining();
        if (!inside(offset, count)) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        synchronized (this) {
            if (pages.bytes() + missing(offset, count) > limit) {
                return completedFuture(Reply.failed(Errno.ENOSPC));
            }
        }
        long end = offset + count;
        CompletableFuture<Reply<Done>> head = bringUp(offset / Pages.PAGE, offset % Pages.PAGE != 0);
        CompletableFuture<Reply<Done>> tail = bringUp(end / Pages.PAGE, end % Pages.PAGE != 0);
        return head.thenCombine(tail, (first, last) -> first.isOk() ? last : first)
                .thenCompose(reply -> reply.isOk() && !put(offset, from)
                        ? write(offset, from)
                        : completedFuture(reply));
    }

    /** The bytes of the pages that a write would add. */
    private long missing(long offset, int count) {
        long bytes = 0;
        for (long number = offset / Pages.PAGE; number * Pages.PAGE < offset + count; number++) {
            bytes += pages.page(number) == null ? Pages.PAGE : 0;
        }
        return bytes;
    }

    /** Writes, unless a page that was brought up has been discarded meanwhile. */
    private synchronized boolean put(long offset, ByteBuffer from) {
        long end = offset + from.remaining();
        if (isMissing(offset) || isMissing(end)) {
            return false;
        }
        pages.write(offset, from);
        return true;
    }

    private boolean isMissing(long edge) {
        return edge % Pages.PAGE != 0 && pages.page(edge / Pages.PAGE) == null;
    }

    /** Copies a page from below before a part of it is written. */
    private CompletableFuture<Reply<Done>> bringUp(long number, boolean partly) {
        synchronized (this) {
            if (!partly || pages.page(number) != null) {
                return completedFuture(Reply.done());
            }
        }
        long length = below.length() instanceof Reply.Ok<Long>(Long known) ? known : 0;
        long offset = number * Pages.PAGE;
        ByteBuffer page = ByteBuffer.allocate(Pages.PAGE);
        page.limit((int) Math.max(0, Math.min(Pages.PAGE, length - offset)));
        return below.read(offset, page).thenApply(reply -> {
            if (reply.isOk()) {
                putIfAbsent(number, page);
            }
            return reply;
        });
    }

    private synchronized void putIfAbsent(long number, ByteBuffer page) {
        if (pages.page(number) == null) {
            pages.write(number * Pages.PAGE, page);
            pages.makePage(number);
        }
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
        Extent upTo = written(offset, count);
        return upTo.zero() ? below.extent(offset, upTo.length()) : completedFuture(Reply.ok(upTo));
    }

    @Override
    public Optional<Reply<Extent>> extentOnCaller(long offset, long count) {
        Extent upTo = written(offset, count);
        return upTo.zero() ? below.extentOnCaller(offset, upTo.length()) : Optional.of(Reply.ok(upTo));
    }

    /** What was written from there on, as data; or, as zero, how far the device below shows through. */
    private synchronized Extent written(long offset, long count) {
        Long next = pages.nextPage(offset / Pages.PAGE);
        long from = next == null ? Long.MAX_VALUE : next * Pages.PAGE;
        return from <= offset
                ? new Extent(offset, Math.min(count, from + Pages.PAGE - offset), false)
                : new Extent(offset, Math.min(count, from - offset), true);
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
