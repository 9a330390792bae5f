// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An attribute of a file record.
 *
 * @param type
 *            one of the constants, or another
 * @param name
 *            of the stream or index; empty for the main one
 * @param value
 *            what lies in the record itself; absent if it lies in clusters
 * @param runs
 *            where it lies, if it lies in clusters
 * @param firstLogical
 *            the cluster of the attribute with which the runs begin
 * @param size
 *            in bytes; only told where {@code firstLogical} is 0
 * @param written
 *            bytes from the first on that were written; the rest reads as zeroes
 */
record NtfsAttribute(int type, String name, Optional<Block> value, NtfsRuns runs, long firstLogical, long size,
        long written, boolean compressed) {

    static final int LIST = 0x20;
    static final int FILE_NAME = 0x30;
    static final int VOLUME_INFORMATION = 0x70;
    static final int DATA = 0x80;
    static final int INDEX = 0xA0;
    static final int BITMAP = 0xB0;
    static final String DIRECTORY_INDEX = "$I30";

    private static final int COMPRESSED = 0xFF;

    static NtfsAttribute of(Block found, long clusters) {
        int nameLength = found.u8(9);
        String name = nameLength == 0
                ? ""
                : new String(found.bytes(found.u16(10), nameLength * 2), StandardCharsets.UTF_16LE);
        int type = (int) found.u32(0);
        if (found.u8(8) == 0) {
            int length = (int) Math.min(found.u32(16), found.length());
            Block value = found.part(found.u16(20), length);
            return new NtfsAttribute(type, name, Optional.of(value), NtfsRuns.NONE, 0, length, length, false);
        }
        long first = found.u63(16);
        int at = found.u16(32);
        NtfsRuns runs = NtfsRuns.of(found.part(at, Math.max(0, found.length() - at)), first, clusters);
        return new NtfsAttribute(type, name, Optional.empty(), runs, first, first == 0 ? found.u63(48) : 0,
                first == 0 ? found.u63(56) : 0, (found.u16(12) & COMPRESSED) != 0);
    }

    /** What a person calls it where it is no file's content. */
    String words() {
        return switch (type) {
            case LIST -> "attribute list";
            case DATA -> "stream " + name;
            case INDEX -> "index " + name;
            case BITMAP -> "bitmap of an index";
            default -> "attribute 0x" + Integer.toHexString(type);
        };
    }
}
