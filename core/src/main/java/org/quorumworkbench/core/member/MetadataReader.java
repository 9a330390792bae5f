// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * Reads small pieces of a device that may fail, hang or lie. Blocks its caller, but never for
 * longer than it was told: once a device has kept it waiting that long, every further read fails at
 * once. What it hands out is never longer than {@value #MOST_BYTES} bytes nor than the device. Used
 * by one thread at a time.
 */
public final class MetadataReader {

    /** How long a device may keep its reader waiting, where nothing else is said. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The largest piece that is read at once: more than any system's metadata needs in one piece. */
    static final int MOST_BYTES = 8 << 20;

    private final BlockDevice device;
    private final Duration patience;
    private final Area area;
    private final MetadataReader whole;
    private boolean hung;

    /**
     * @param patience
     *            how long one read may take
     */
    public MetadataReader(BlockDevice device, Duration patience) {
        this.device = device;
        this.patience = patience;
        this.area = new Area(0, device.length() instanceof Reply.Ok<Long>(Long length) ? Math.max(0, length) : 0);
        this.whole = this;
    }

    private MetadataReader(MetadataReader whole, Area area) {
        this.device = whole.device;
        this.patience = whole.patience;
        this.area = area;
        this.whole = whole;
    }

    public MetadataReader(BlockDevice device) {
        this(device, PATIENCE);
    }

    /** The length in bytes of what is read. */
    public long length() {
        return area.length();
    }

    /** Where what is read begins on the device, in bytes: 0 but for a {@link #part}. */
    public long base() {
        return area.offset();
    }

    /**
     * A part of this as a disk of its own, as a partition is. What lies behind this one's end is not
     * part of the part.
     */
    public MetadataReader part(Area part) {
        long offset = Math.min(part.offset(), length());
        return new MetadataReader(whole,
                new Area(area.offset() + offset, Math.min(part.length(), length() - offset)));
    }

    /** Whether all of these bytes are there. */
    boolean has(long offset, long count) {
        return offset >= 0 && count >= 0 && offset <= length() && count <= length() - offset;
    }

    /**
     * The bytes at {@code offset}, of which all must be there.
     *
     * @throws MetadataUnreadable
     *             if the device fails or takes too long, the bytes are not there, or are more than are
     *             read at once
     */
    Fields read(long offset, int count, ByteOrder order) throws MetadataUnreadable {
        if (!has(offset, count) || count > MOST_BYTES) {
            throw new MetadataUnreadable(base() + offset, count, "they are not all there");
        }
        if (whole.hung) {
            throw new MetadataUnreadable(base() + offset, count, "the device has not answered before");
        }
        // A buffer of its own for each read: one that is given up belongs to the device for ever.
        ByteBuffer buffer = ByteBuffer.allocate(count);
        CompletableFuture<Reply<Done>> answer = device.read(base() + offset, buffer);
        try {
            if (answer.get(patience.toNanos(), TimeUnit.NANOSECONDS) instanceof Reply.Failed<Done> failed) {
                throw new MetadataUnreadable(base() + offset, count, failed.errno().text());
            }
            return new Fields(buffer.array(), order);
        } catch (TimeoutException e) {
            whole.hung = true;
            answer.cancel(false);
            throw new MetadataUnreadable(base() + offset, count,
                    "the device has not answered within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new MetadataUnreadable(base() + offset, count, "the reading was stopped");
        } catch (ExecutionException e) {
            throw new MetadataUnreadable(base() + offset, count, String.valueOf(e.getCause()));
        }
    }
}
