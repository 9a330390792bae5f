// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * The header of a VirtualBox disk image, as QEMU's block/vdi.c reads it.
 *
 * @param mapAt
 *            where the map of blocks is, in bytes
 * @param dataAt
 *            where the first block is, in bytes
 * @param block
 *            how long a block is, in bytes
 * @param blocks
 *            how many the map has
 */
record VdiHeader(long mapAt, long dataAt, long block, long blocks, ImageHeader told) {

    private static final int LENGTH = 0x188;

    static VdiHeader read(HeaderFile file) throws FormatProblem {
        ByteBuffer head = file.fields(0, LENGTH, ByteOrder.LITTLE_ENDIAN);
        return new VdiHeader(word(head, 0x154), word(head, 0x158), word(head, 0x178), word(head, 0x180),
                ImageHeader.alone(OptionalLong.of(Math.max(0, head.getLong(0x170)))));
    }

    private static long word(ByteBuffer head, int at) {
        return Integer.toUnsignedLong(head.getInt(at));
    }
}
