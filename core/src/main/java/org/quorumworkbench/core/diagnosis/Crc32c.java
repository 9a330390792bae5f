// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

/**
 * CRC-32C from any beginning and without the last inversion, as ext4 chains it; the library's
 * begins with all ones and inverts.
 */
final class Crc32c {

    private static final int POLYNOMIAL = 0x82F6_3B78;
    private static final int[] TABLE = table();

    static final int START = -1;

    private Crc32c() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) != 0 ? value >>> 1 ^ POLYNOMIAL : value >>> 1;
            }
            table[i] = value;
        }
        return table;
    }

    static int of(int start, byte[] bytes, int from, int to) {
        int crc = start;
        for (int i = from; i < to; i++) {
            crc = crc >>> 8 ^ TABLE[(crc ^ bytes[i]) & 0xFF];
        }
        return crc;
    }

    /** Of bytes of which some are taken as zero: the place of the checksum itself. */
    static int without(int start, byte[] bytes, int length, int hole, int holeLength) {
        int crc = of(start, bytes, 0, hole);
        for (int i = 0; i < holeLength; i++) {
            crc = crc >>> 8 ^ TABLE[crc & 0xFF];
        }
        return of(crc, bytes, hole + holeLength, length);
    }

    /** Of a number of four bytes, least significant first. */
    static int number(int start, long number) {
        int crc = start;
        for (int i = 0; i < 4; i++) {
            crc = crc >>> 8 ^ TABLE[(crc ^ (int) (number >>> (8 * i))) & 0xFF];
        }
        return crc;
    }
}
