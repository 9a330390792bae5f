// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

/**
 * Makes one line that can be shown anywhere of a text that somebody else wrote: a file's name, a
 * scenario's title. What a terminal takes for an order, what ends a line, what turns the direction
 * of writing and bytes that are no text are shown as {@code \n}, {@code \x1b}, {@code \u202e} or
 * {@code \xE9}; all else stays as it is.
 */
public final class Printable {

    private Printable() {}

    /** The text without anything that a terminal or a log would obey. */
    public static String line(String text) {
        if (text.codePoints().noneMatch(Printable::isHidden)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (!isHidden(c)) {
                line.appendCodePoint(c);
            } else if (TextBytes.isKept(text, at)) {
                line.append(String.format("\\x%02X", c & 0xFF));
            } else {
                line.append(escaped(c));
            }
            at += Character.charCount(c);
        }
        return line.toString();
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < 0x80
                    ? String.format("\\x%02x", c)
                    : c <= 0xFFFF ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
        };
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                true;
            default -> false;
        };
    }
}
