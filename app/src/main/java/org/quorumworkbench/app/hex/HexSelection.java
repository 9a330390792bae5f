// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import java.util.Base64;
import java.util.HexFormat;
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
        return inPane == pane && covers(at);
    }

    /** Whether the byte is selected, whichever pane one looks at. */
    boolean covers(int at) {
        return at >= from() && at < to();
    }

    /** The forms in which bytes are copied. */
    public enum Form {
        HEX, TEXT, DUMP, C_ARRAY, PYTHON, BASE64
    }

    private static final int ROW = 16;

    /** In place of a byte that could not be read. */
    public static final int UNREAD = -1;

    /**
     * Bytes in one of the forms. Those that could not be read are question marks, which no C compiler
     * takes: nobody is to mistake them for data.
     *
     * @param bytes
     *            0 to 255, or {@link #UNREAD}
     * @param offset
     *            of the first of them, in bytes from the start of the disk
     */
    public static String copy(int[] bytes, Form form, long offset) {
        return switch (form) {
            case DUMP -> dump(bytes, offset);
            case HEX -> IntStream.of(bytes).mapToObj(HexSelection::digits).collect(Collectors.joining(" "));
            case TEXT -> IntStream.of(bytes)
                    .mapToObj(c -> c == UNREAD ? "?" : isText(c) ? String.valueOf((char) c) : ".")
                    .collect(Collectors.joining());
            case C_ARRAY -> "const unsigned char bytes[" + bytes.length + "] = {\n" + IntStream
                    .range(0, Math.ceilDiv(bytes.length, 12))
                    .mapToObj(line -> "    " + IntStream.range(line * 12, Math.min(bytes.length, line * 12 + 12))
                            .mapToObj(i -> "0x" + digits(bytes[i]))
                            .collect(Collectors.joining(", ")))
                    .collect(Collectors.joining(",\n")) + "\n};\n";
            case PYTHON -> "bytes.fromhex(\"" + IntStream.of(bytes).mapToObj(HexSelection::digits)
                    .collect(Collectors.joining(" ")) + "\")\n";
            case BASE64 -> base64(bytes);
        };
    }

    /** As hexdump -C and xxd print it: rows of sixteen, at offsets that sixteen divides. */
    private static String dump(int[] bytes, long offset) {
        StringBuilder dump = new StringBuilder();
        int lead = (int) (offset % ROW);
        for (int row = -lead; row < bytes.length; row += ROW) {
            StringBuilder digits = new StringBuilder();
            StringBuilder text = new StringBuilder();
            for (int at = row; at < row + ROW; at++) {
                boolean there = at >= 0 && at < bytes.length;
                digits.append(there ? digits(bytes[at]) : "  ").append(at == row + ROW / 2 - 1 ? "  " : " ");
                text.append(!there
                        ? " "
                        : bytes[at] == UNREAD
                                ? "?"
                                : String.valueOf(bytes[at] >= 0x20 && bytes[at] < 0x7F ? (char) bytes[at] : '.'));
            }
            dump.append("%08x  %s |%s|\n".formatted(offset + row, digits, text));
        }
        return dump.toString();
    }

    private static String base64(int[] bytes) {
        byte[] read = new byte[bytes.length];
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == UNREAD) {
                // No letter of base64, so no decoder takes it.
                return "?".repeat(4 * Math.ceilDiv(bytes.length, 3));
            }
            read[at] = (byte) bytes[at];
        }
        return Base64.getEncoder().encodeToString(read);
    }

    private static boolean isText(int c) {
        return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
    }

    private static String digits(int value) {
        return value == UNREAD ? "??" : HexFormat.of().toHexDigits((byte) value);
    }
}
