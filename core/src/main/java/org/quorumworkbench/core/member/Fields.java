// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.quorumworkbench.core.file.Printable;

/** The fields of a piece of metadata: numbers and texts at byte offsets, in one byte order. */
final class Fields {

    private final byte[] bytes;
    private final ByteBuffer view;

    Fields(byte[] bytes, ByteOrder order) {
        this.bytes = bytes;
        this.view = ByteBuffer.wrap(bytes).order(order);
    }

    /** The same bytes in another byte order. */
    Fields in(ByteOrder order) {
        return new Fields(bytes, order);
    }

    /** How many bytes there are. */
    int size() {
        return bytes.length;
    }

    int u8(int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }

    int u16(int at) {
        return Short.toUnsignedInt(view.getShort(at));
    }

    long u32(int at) {
        return Integer.toUnsignedLong(view.getInt(at));
    }

    int s32(int at) {
        return view.getInt(at);
    }

    /** All 64 bits; above the largest {@code long} it is negative. */
    long u64(int at) {
        return view.getLong(at);
    }

    /** Whether these bytes stand there. */
    boolean has(int at, byte... expected) {
        return at + expected.length <= bytes.length
                && Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }

    /** Whether this text stands there, one byte a character. */
    boolean has(int at, String text) {
        return has(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The text that ends with a zero byte or after {@code most} bytes, as a person can look at it. */
    String text(int at, int most) {
        int end = at;
        while (end < at + most && bytes[end] != 0) {
            end++;
        }
        return Printable.line(new String(bytes, at, end - at, StandardCharsets.UTF_8));
    }

    String hex(int at, int count) {
        return HexFormat.of().formatHex(bytes, at, at + count);
    }

    byte[] copy(int at, int count) {
        return Arrays.copyOfRange(bytes, at, at + count);
    }

    /** The bytes themselves, for checksums. */
    byte[] bytes() {
        return bytes;
    }
}
