// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A write on which faults act, or of which something must be remembered. The device below is
 * written as it was asked; what the child shows instead is laid over it. Done in portions, so that
 * zeroing a whole disk needs no memory of its size.
 */
final class FaultedWrite {

    /** Bytes in a portion; portions begin and end at multiples of it, so also at sectors. */
    private static final int PORTION = 1 << 20;

    private final ShownBytes shown;
    private final OperationSteps<Done> steps;
    private final List<Firing> firings;
    private final long offset;
    private final long end;
    private final @Nullable ByteBuffer data;

    /**
     * @param data
     *            from position to limit; null for zeroes
     */
    FaultedWrite(ShownBytes shown, OperationSteps<Done> steps, List<Firing> firings, long offset, long length,
            @Nullable ByteBuffer data) {
        this.shown = shown;
        this.steps = steps;
        this.firings = firings;
        this.offset = offset;
        this.end = offset + length;
        this.data = data;
    }

    CompletableFuture<Reply<Done>> run() {
        return from(offset);
    }

    private CompletableFuture<Reply<Done>> from(long at) {
        long to = Math.min(end, (at / PORTION + 1) * PORTION);
        CompletableFuture<Reply<Done>> portion = portion(at, to);
        return to == end ? portion : OperationSteps.then(portion, done -> from(to));
    }

    private CompletableFuture<Reply<Done>> portion(long at, long to) {
        SectorRange around = SectorRange.ofBytes(at, to - at);
        if (!shown.layers().haveRoom(around.length())) {
            return completedFuture(Reply.failed(Errno.ENOSPC));
        }
        return OperationSteps.then(shown.read(steps, around.offset(), (int) around.length()), old -> {
            byte[] written = old.clone();
            fetch(at, to, written, (int) (at - around.offset()));
            byte[] shows = written.clone();
            firings.forEach(firing -> distort(firing, around, Math.max(at, firing.affected().offset()),
                    Math.min(to, firing.affected().end() * SECTOR), old, shows));
            shown.layers().remember(around.first(), old);
            return OperationSteps.then(steps.step(() -> writeBelow(at, to)), done -> {
                shown.layers().settle(around.first(), written, shows, whole(at, to));
                return land(at, to);
            });
        });
    }

    private CompletableFuture<Reply<Done>> writeBelow(long at, long to) {
        return data == null
                ? Zeroes.write(shown.below(), at, to - at)
                : shown.below().write(at, data.slice(data.position() + (int) (at - offset), (int) (to - at)));
    }

    /** The sectors that lie whole within these bytes; the disk's last sector may be a part. */
    private SectorRange whole(long at, long to) {
        long first = Math.ceilDiv(at, (long) SECTOR);
        long last = to == shown.length() ? Math.ceilDiv(to, (long) SECTOR) : to / SECTOR;
        return new SectorRange(first, Math.max(0, last - first));
    }

    /** Copies what was to be written, from one byte of the disk to another. */
    private void fetch(long from, long to, byte[] into, int at) {
        if (data == null) {
            Arrays.fill(into, at, at + (int) (to - from), (byte) 0);
        } else {
            data.get(data.position() + (int) (from - offset), into, at, (int) (to - from));
        }
    }

    /** What the child shows between two bytes of the disk, in place of what was written. */
    private void distort(Firing firing, SectorRange around, long from, long to, byte[] old, byte[] shows) {
        if (from >= to) {
            return;
        }
        int at = (int) (from - around.offset());
        switch (firing.fault().effect()) {
            case Effect.InPlace effect ->
                new DataDamage(ByteBuffer.wrap(shows), around.offset(), from, to).apply(effect);
            case Effect.Shifted(int by) -> {
                System.arraycopy(old, at, shows, at, (int) (to - from));
                long first = Math.max(from, offset + by);
                long last = Math.min(to, end + by);
                if (first < last) {
                    fetch(first - by, last - by, shows, (int) (first - around.offset()));
                }
            }
            case Effect.Stale _,Effect.Misdirected _ -> System.arraycopy(old, at, shows, at, (int) (to - from));
            case Effect.Torn torn -> {
                long tear = Math.max(from, torn.tear(offset, end));
                if (tear < to) {
                    System.arraycopy(old, (int) (tear - around.offset()), shows, (int) (tear - around.offset()),
                            (int) (to - tear));
                }
            }
            case Effect.Fails _,Effect.Hangs _,Effect.Delays _,Effect.Enters _,Effect.Shortened _ -> {
                // Not an effect on bytes.
            }
        }
    }

    /** Lets misdirected bytes land where they were not meant to. */
    private CompletableFuture<Reply<Done>> land(long at, long to) {
        CompletableFuture<Reply<Done>> landed = completedFuture(Reply.done());
        for (Firing firing : firings) {
            if (firing.fault().effect() instanceof Effect.Misdirected misdirected) {
                landed = OperationSteps.then(landed, done -> land(firing, misdirected, at, to));
            }
        }
        return landed;
    }

    private CompletableFuture<Reply<Done>> land(Firing firing, Effect.Misdirected misdirected, long at, long to) {
        long from = Math.max(at, firing.affected().offset());
        long landing = misdirected.landing(firing, from);
        long count = Math.min(Math.min(to, firing.affected().end() * SECTOR) - from, shown.length() - landing);
        if (count <= 0 || landing < 0) {
            return completedFuture(Reply.done());
        }
        SectorRange around = SectorRange.ofBytes(landing, count);
        return OperationSteps.then(shown.read(steps, around.offset(), (int) around.length()), bytes -> {
            shown.layers().remember(around.first(), bytes);
            fetch(from, from + count, bytes, (int) (landing - around.offset()));
            shown.layers().damage(around.first(), bytes);
            return completedFuture(Reply.done());
        });
    }
}
