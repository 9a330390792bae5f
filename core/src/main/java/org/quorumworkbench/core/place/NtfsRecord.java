// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file record of the master file table. A file with more attributes than fit has further records,
 * which name the first as their base.
 *
 * @param base
 *            the number of the file's first record: its own, if it is the first
 */
record NtfsRecord(long number, boolean inUse, long base, List<NtfsAttribute> attributes, Basis basis) {

    private static final int PROTECTED = 512;
    private static final long END = 0xFFFF_FFFFL;
    static final long REFERENCE = 0xFFFF_FFFF_FFFFL;

    NtfsRecord {
        attributes = List.copyOf(attributes);
    }

    /** Whether it has ever been written: {@code FILE}, or {@code BAAD} where a check failed. */
    static boolean isThere(Block found) {
        return found.holds(0, "FILE");
    }

    static NtfsRecord of(long number, Block raw, long clusters) {
        Block found = restored(raw);
        boolean inUse = (found.u16(22) & 1) != 0;
        long reference = found.bits64(32) & REFERENCE;
        List<NtfsAttribute> attributes = new ArrayList<>();
        int end = (int) Math.min(found.u32(24), found.length());
        for (int at = found.u16(20); inUse && at + 8 <= end && found.u32(at) != END;) {
            long length = found.u32(at + 4);
            if (length < 24 || length > end - at || (length & 7) != 0) {
                throw new Malformed("an attribute of " + length + " bytes");
            }
            attributes.add(NtfsAttribute.of(found.part(at, (int) length), clusters));
            at += (int) length;
        }
        return new NtfsRecord(number, inUse, reference == 0 ? number : reference, attributes, raw.basis());
    }

    /**
     * Puts the last two bytes of every 512 back, which were replaced by a number when the record was
     * written, so that a torn write is seen.
     */
    private static Block restored(Block raw) {
        int array = raw.u16(4);
        int count = raw.u16(6);
        if (count - 1 != raw.length() / PROTECTED) {
            throw new Malformed("a fix-up array of " + count + " for " + raw.length() + " bytes");
        }
        byte[] bytes = raw.bytes(0, raw.length());
        int mark = raw.u16(array);
        for (int i = 1; i < count; i++) {
            int at = i * PROTECTED - 2;
            if (raw.u16(at) != mark) {
                throw new Malformed("its sector " + (i - 1) + " was not written with the others (fix-up)");
            }
            bytes[at] = (byte) raw.u8(array + 2 * i);
            bytes[at + 1] = (byte) raw.u8(array + 2 * i + 1);
        }
        return new Block(ByteBuffer.wrap(bytes), raw.basis());
    }

    /** The attribute's beginning; absent if it has none, or another record has its beginning. */
    Optional<NtfsAttribute> attribute(int type, String name) {
        return attributes.stream().filter(attribute -> attribute.type() == type && attribute.name().equals(name)
                && attribute.firstLogical() == 0).findFirst();
    }
}
