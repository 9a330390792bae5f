// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes of metadata as they were read, least significant byte first unless turned. A position
 * outside them is the disk's fault, not the program's: {@link Malformed}.
 */
final class Block {

    private final ByteBuffer bytes;
    private final Basis basis;

    Block(ByteBuffer bytes, Basis basis) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.basis = basis;
    }

    /** The same bytes, most significant byte first. */
    Block bigEndian() {
        Block turned = new Block(bytes.duplicate(), basis);
        turned.bytes.order(ByteOrder.BIG_ENDIAN);
        return turned;
    }

    /** A part of these bytes, in the same order. */
    Block part(int at, int length) {
        check(at, length);
        Block part = new Block(bytes.slice(at, length), basis);
        part.bytes.order(bytes.order());
        return part;
    }

    /** The same bytes, resting on something else. */
    Block with(Basis other) {
        Block same = new Block(bytes.duplicate(), other);
        same.bytes.order(bytes.order());
        return same;
    }

    /** The divergent sectors among those it was read from. */
    Basis basis() {
        return basis;
    }

    int length() {
        return bytes.limit();
    }

    int u8(int at) {
        check(at, 1);
        return bytes.get(at) & 0xFF;
    }

    int u16(int at) {
        check(at, 2);
        return bytes.getShort(at) & 0xFFFF;
    }

    long u32(int at) {
        check(at, 4);
        return bytes.getInt(at) & 0xFFFF_FFFFL;
    }

    /** A number that must fit into 63 bits, as every number of a disk does. */
    long u63(int at) {
        long value = bits64(at);
        if (value < 0) {
            throw new Malformed("the number " + Long.toUnsignedString(value) + " is beyond every disk");
        }
        return value;
    }

    /** 64 bits of any meaning. */
    long bits64(int at) {
        check(at, 8);
        return bytes.getLong(at);
    }

    byte[] bytes(int at, int length) {
        check(at, length);
        byte[] copy = new byte[length];
        bytes.get(at, copy);
        return copy;
    }

    /** Whether the text is there, in ASCII. */
    boolean holds(int at, String text) {
        if (at < 0 || at > bytes.limit() - text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes.get(at + i) != (byte) text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void check(int at, int length) {
        if (at < 0 || length < 0 || at > bytes.limit() - length) {
            throw new Malformed("something is said to lie at byte " + at + " of " + bytes.limit());
        }
    }
}
