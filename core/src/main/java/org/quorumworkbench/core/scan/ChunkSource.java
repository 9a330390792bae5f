// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Duration;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.quorum.Child;

/**
 * Hands out a scan's chunks, lowest first. Asks the children where their holes are: a stretch that
 * is a hole in every child is one chunk however long it is. May be used from any thread; blocks as
 * long as a file system takes to tell.
 */
final class ChunkSource {

    private final List<Child> children;
    private final List<ScannedChild> lengths;
    private final Iterator<SectorRange> ranges;
    private final CompletableFuture<?> stopped;
    private final @Nullable Extent[] known;
    private final Wait waiting = new Wait();
    private SectorRange range = SectorRange.EMPTY;
    private long at;

    ChunkSource(List<Child> children, List<ScannedChild> lengths, SectorRanges ranges, CompletableFuture<?> stopped) {
        this.children = children;
        this.lengths = lengths;
        this.ranges = ranges.ranges().iterator();
        this.stopped = stopped;
        known = new Extent[children.size()];
    }

    /** The next chunk; empty at the end, and once the scan was stopped. */
    synchronized Optional<Chunk> next() {
        while (at >= range.end()) {
            if (!ranges.hasNext()) {
                return Optional.empty();
            }
            range = ranges.next();
            at = range.first();
        }
        BitSet absent = new BitSet(children.size());
        long limit = range.end();
        for (int child = 0; child < children.size(); child++) {
            long end = lengths.get(child).sectors();
            if (at >= end) {
                absent.set(child);
            } else {
                limit = Math.min(limit, end);
            }
        }
        long chunkEnd = Math.min(limit, (at / Chunk.SECTORS + 1) * Chunk.SECTORS);
        long commonHole = limit;
        BitSet holes = new BitSet(children.size());
        for (int child = 0; child < children.size(); child++) {
            if (!absent.get(child)) {
                long hole = holeEnd(child, limit);
                commonHole = Math.min(commonHole, hole);
                if (hole >= chunkEnd) {
                    holes.set(child);
                }
            }
        }
        if (stopped.isDone()) {
            return Optional.empty();
        }
        if (commonHole > at) {
            // Every child has a hole at least as far as there.
            chunkEnd = commonHole;
            holes.set(0, children.size());
            holes.andNot(absent);
        }
        Chunk chunk = new Chunk(new SectorRange(at, chunkEnd - at), holes, absent);
        at = chunkEnd;
        return Optional.of(chunk);
    }

    /** The child that has been waited for so long; may be asked on any thread. */
    Optional<String> waitingFor(Duration longerThan) {
        return waiting.longerThan(longerThan);
    }

    /** The sector before which the child has a hole from here on; here, if it has data here. */
    private long holeEnd(int child, long limit) {
        long offset = at * SectorRange.SECTOR;
        Extent extent = known[child];
        if (extent == null || offset < extent.offset() || offset >= extent.end()) {
            extent = ask(child, offset, Math.min(limit * SectorRange.SECTOR, lengths.get(child).length()) - offset);
            known[child] = extent;
        }
        if (!extent.zero()) {
            return at;
        }
        boolean toTheEnd = extent.end() >= lengths.get(child).length();
        return Math.min(limit, toTheEnd ? lengths.get(child).sectors() : extent.end() / SectorRange.SECTOR);
    }

    private Extent ask(int child, long offset, long length) {
        Child asked = children.get(child);
        Optional<Reply<Extent>> told = waiting.during(asked.name(),
                () -> asked.device().extentOnCaller(offset, length));
        // Who cannot tell is read.
        return told.isPresent() && told.get() instanceof Reply.Ok<Extent>(Extent extent)
                ? extent
                : new Extent(offset, length, false);
    }
}
