// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads the bits of a bitmap from a disk, in bounded pieces and into bounded memory. The lowest bit
 * of each byte comes first.
 */
final class BitmapBits {

    private static final int PIECE = 1 << 20;
    /** What a hostile bitmap may take at most; an honest one of a large disk takes a thousandth. */
    private static final int MOST_MEMORY = 32 << 20;
    private static final long MOST_BITS = 1L << 32;

    private final RoaringBitmap bits = new RoaringBitmap();
    private final long count;
    private long next;
    private long runStart = -1;

    private BitmapBits(long count) {
        this.count = count;
    }

    /**
     * Reads one bitmap.
     *
     * @param at
     *            the byte where the bits begin
     * @param count
     *            how many bits there are
     * @param stride
     *            of every so many 32-bit words one belongs to this bitmap; 1 if all do
     * @param index
     *            which one
     * @return empty if they are not all there or are more than can be held
     */
    static Optional<RoaringBitmap> read(MetadataReader device, long at, long count, int stride, int index)
            throws MetadataUnreadable {
        if (count < 0 || count > MOST_BITS) {
            return Optional.empty();
        }
        long words = Math.ceilDiv(count, 32L);
        long bytes = stride == 1 ? Math.ceilDiv(count, 8L) : words * stride * 4;
        if (!device.has(at, bytes)) {
            return Optional.empty();
        }
        BitmapBits reading = new BitmapBits(count);
        int step = PIECE / (4 * stride) * 4 * stride;
        for (long done = 0; done < bytes; done += step) {
            byte[] piece = device.read(at + done, (int) Math.min(step, bytes - done), ByteOrder.LITTLE_ENDIAN).bytes();
            for (int i = 0; i < piece.length; i++) {
                if (i / 4 % stride == index) {
                    reading.add(piece[i]);
                }
            }
            if (reading.bits.getLongSizeInBytes() > MOST_MEMORY) {
                return Optional.empty();
            }
        }
        reading.endRun(count);
        reading.bits.runOptimize();
        return Optional.of(reading.bits);
    }

    private void add(byte eight) {
        if (eight == 0) {
            endRun(next);
        } else if (eight == -1) {
            beginRun(next);
        } else {
            for (int bit = 0; bit < 8; bit++) {
                if ((eight & (1 << bit)) == 0) {
                    endRun(next + bit);
                } else {
                    beginRun(next + bit);
                }
            }
        }
        next += 8;
    }

    private void beginRun(long bit) {
        if (runStart < 0) {
            runStart = bit;
        }
    }

    private void endRun(long bit) {
        if (runStart >= 0 && runStart < count) {
            bits.add(runStart, Math.min(bit, count));
        }
        runStart = -1;
    }
}
