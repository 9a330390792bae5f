// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bytes of one pane that are selected.
 *
 * @param pane
 *            which
 * @param anchor
 *            where the selection began, relative to the range's start
 * @param caret
 *            where it is being moved
 */
public record HexSelection(int pane, int anchor, int caret) {

    public int from() {
        return Math.min(anchor, caret);
    }

    /** The first byte after the selection. */
    public int to() {
        return Math.max(anchor, caret) + 1;
    }

    boolean contains(int inPane, int at) {
        return inPane == pane && at >= from() && at < to();
    }

    /** The forms in which bytes are copied. */
    public enum Form {
        HEX, TEXT, C_ARRAY
    }

    /** Bytes in one of the forms. */
    public static String copy(byte[] bytes, Form form) {
        return switch (form) {
            case HEX -> HexFormat.ofDelimiter(" ").formatHex(bytes);
            case TEXT -> new String(bytes, StandardCharsets.ISO_8859_1).chars()
                    .mapToObj(c -> (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t' ? String.valueOf((char) c) : ".")
                    .collect(Collectors.joining());
            case C_ARRAY -> "const unsigned char bytes[" + bytes.length + "] = {\n" + IntStream
                    .range(0, Math.ceilDiv(bytes.length, 12))
                    .mapToObj(line -> "    " + IntStream.range(line * 12, Math.min(bytes.length, line * 12 + 12))
                            .mapToObj(i -> String.format(Locale.ROOT, "0x%02x", bytes[i] & 0xFF))
                            .collect(Collectors.joining(", ")))
                    .collect(Collectors.joining(",\n")) + "\n};\n";
        };
    }
}
