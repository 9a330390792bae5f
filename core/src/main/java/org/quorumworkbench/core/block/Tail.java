// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;

/**
 * The rule for the end of a device whose length is no multiple of 512 bytes: the rest of its last
 * sector reads as zeroes, as QEMU's generic layer pads it (measured: two lengths that differ only
 * within the last sector are equal, the short one reads as zero padded).
 */
public final class Tail {

    private static final byte[] ZEROES = new byte[16 * 1024];

    private Tail() {}

    /** Whether the byte range lies within {@code length} bytes rounded up to whole sectors. */
    public static boolean readable(long offset, long count, long length) {
        return writable(offset, count, Math.ceilDiv(length, (long) SECTOR) * SECTOR);
    }

    /** Whether the byte range lies within {@code length} bytes. */
    public static boolean writable(long offset, long count, long length) {
        return offset >= 0 && count >= 0 && offset <= length && count <= length - offset;
    }

    /** Fills the buffer's bytes {@code from} to {@code to}, absolute, with zeroes. */
    public static void zero(ByteBuffer buffer, int from, int to) {
        for (int at = from; at < to; at += ZEROES.length) {
            buffer.put(at, ZEROES, 0, Math.min(ZEROES.length, to - at));
        }
    }
}
