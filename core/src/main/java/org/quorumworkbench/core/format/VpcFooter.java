// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import org.quorumworkbench.core.file.Wording;

/** The footer of a VHD, whose copy a dynamic one has at its beginning. */
final class VpcFooter {

    private static final int LENGTH = 512;
    private static final byte[] MAGIC = "conectix".getBytes(StandardCharsets.US_ASCII);

    private VpcFooter() {}

    static ImageHeader read(HeaderFile file) throws FormatProblem {
        ByteBuffer head = file.fields(0, LENGTH, ByteOrder.BIG_ENDIAN);
        if (!isFooter(head)) {
            head = file.fields(Math.max(0, file.length() - LENGTH), LENGTH, ByteOrder.BIG_ENDIAN);
        }
        if (!isFooter(head)) {
            throw file.broken(Wording.of("it has no footer of a VHD"));
        }
        long length = head.getLong(48);
        return ImageHeader.alone(length > 0 ? OptionalLong.of(length) : OptionalLong.empty());
    }

    private static boolean isFooter(ByteBuffer bytes) {
        byte[] start = new byte[MAGIC.length];
        bytes.get(0, start);
        return Arrays.equals(start, MAGIC);
    }
}
