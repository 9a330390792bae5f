// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.quorumworkbench.core.block.MemoryDevice;

/** Bytes at offsets, in little-endian order unless said otherwise, for metadata that tests make. */
final class Crafted {

    private final ByteBuffer bytes;

    Crafted(int size) {
        bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    Crafted bigEndian() {
        bytes.order(ByteOrder.BIG_ENDIAN);
        return this;
    }

    Crafted u8(int at, int value) {
        bytes.put(at, (byte) value);
        return this;
    }

    Crafted u16(int at, int value) {
        bytes.putShort(at, (short) value);
        return this;
    }

    Crafted u32(int at, long value) {
        bytes.putInt(at, (int) value);
        return this;
    }

    Crafted u64(int at, long value) {
        bytes.putLong(at, value);
        return this;
    }

    Crafted text(int at, String text) {
        return put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Crafted put(int at, byte[] more) {
        bytes.put(at, more);
        return this;
    }

    /** The usual CRC-32 of a part. */
    long crc(int from, int count) {
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), from, count);
        return crc.getValue();
    }

    byte[] bytes() {
        return bytes.array();
    }

    /** These bytes as a disk. */
    MemoryDevice disk() {
        return MemoryDevice.of(bytes.array());
    }
}
