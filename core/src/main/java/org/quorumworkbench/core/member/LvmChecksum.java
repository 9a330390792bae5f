// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.zip.CRC32;

/**
 * LVM's checksum: the usual CRC-32 with another start and without the final complement (lvm2,
 * INITIAL_CRC 0xf597a6cf in lib/misc/crc.h).
 */
final class LvmChecksum {

    private static final int START = 0xf597a6cf;
    private static final int[] TABLE = table();

    private LvmChecksum() {}

    /** Of the bytes from {@code from} on, before {@code to}. */
    static long of(byte[] bytes, int from, int to) {
        int crc = START;
        for (int i = from; i < to; i++) {
            crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]) & 0xff];
        }
        return Integer.toUnsignedLong(crc);
    }

    /** The remainder of every byte, taken from the library's CRC of that byte alone. */
    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            CRC32 crc = new CRC32();
            crc.update(i);
            // CRC32 begins with all ones: one byte b makes ~(TABLE[b ^ 0xff] ^ 0x00ffffff).
            table[i ^ 0xff] = (int) ~crc.getValue() ^ 0x00ffffff;
        }
        return table;
    }
}
