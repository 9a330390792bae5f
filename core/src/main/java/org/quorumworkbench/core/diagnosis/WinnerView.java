// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * The disk as a scan's verdicts have it: each sector from one child of the version that won, or of
 * the largest where none did. It reads one child where
 * {@link org.quorumworkbench.core.inspect.VotedView} reads all, which is asked where nothing was
 * scanned. It can only be read.
 */
final class WinnerView implements ReadOnlyDevice {

    private final Verdicts verdicts;
    private final List<Child> children;
    private final BlockDevice unscanned;
    private final int usual;

    private record Part(BlockDevice device, long offset, int count) {}

    WinnerView(Verdicts verdicts, List<Child> children, BlockDevice unscanned) {
        this.verdicts = verdicts;
        this.children = children;
        this.unscanned = unscanned;
        int first = 0;
        while (first < children.size() - 1 && verdicts.leftOut().contains(first)) {
            first++;
        }
        this.usual = first;
    }

    @Override
    public Reply<Long> length() {
        return Reply.ok(verdicts.map().sectors() * SectorRange.SECTOR);
    }

    @Override
    public Optional<Reply<Done>> readOnCaller(long offset, ByteBuffer into) {
        int at = into.position();
        Optional<List<Part>> parts = parts(offset, into.remaining());
        if (parts.isEmpty()) {
            return Optional.of(Reply.failed(Errno.EIO));
        }
        for (Part part : parts.get()) {
            Optional<Reply<Done>> reply = part.device.readBySectorOnCaller(part.offset,
                    into.slice(at, part.count));
            if (reply.isEmpty() || !reply.get().isOk()) {
                return reply;
            }
            at += part.count;
        }
        return Optional.of(Reply.done());
    }

    @Override
    public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
        CompletableFuture<Reply<Done>> answer = completedFuture(Reply.done());
        int at = into.position();
        Optional<List<Part>> parts = parts(offset, into.remaining());
        if (parts.isEmpty()) {
            return completedFuture(Reply.failed(Errno.EIO));
        }
        for (Part part : parts.get()) {
            ByteBuffer slice = into.slice(at, part.count);
            answer = answer.thenCompose(reply -> reply.isOk()
                    ? part.device.readBySector(part.offset, slice)
                    : completedFuture(reply));
            at += part.count;
        }
        return answer;
    }

    /** From whom which bytes come; empty where a sector can be had from nobody. */
    private Optional<List<Part>> parts(long offset, int count) {
        long end = offset + count;
        if (offset < 0 || end > verdicts.map().sectors() * SectorRange.SECTOR) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>();
        if (count == 0) {
            return Optional.of(parts);
        }
        SectorRange range = SectorRange.ofBytes(offset, count);
        if (verdicts.map().scanned().count(range) < range.count()) {
            parts.add(new Part(unscanned, offset, count));
            return Optional.of(parts);
        }
        long at = offset;
        for (Iterator<DivergentRun> runs = verdicts.runs(range); runs.hasNext();) {
            DivergentRun run = runs.next();
            if (run.ruling().largest().isEmpty()) {
                return Optional.empty();
            }
            at = add(parts, usual, at, Math.min(end, run.range().offset()));
            at = add(parts, run.ruling().largest().getFirst(), at,
                    Math.min(end, run.range().offset() + run.range().length()));
        }
        add(parts, usual, at, end);
        return Optional.of(parts);
    }

    private long add(List<Part> parts, int child, long from, long to) {
        if (from < to) {
            parts.add(new Part(children.get(child).device(), from, (int) (to - from)));
        }
        return Math.max(from, to);
    }

    /** Not asked for by who reads it all: data, which is never wrong. */
    @Override
    public CompletableFuture<Reply<Extent>> extent(long offset, long length) {
        return completedFuture(Reply.ok(new Extent(offset, length, false)));
    }

    @Override
    public CompletableFuture<Reply<Done>> reopen() {
        return completedFuture(Reply.done());
    }

    /** Leaves the children open: they belong to who made the view. */
    @Override
    public void close() {
        // Nothing is held.
    }
}
