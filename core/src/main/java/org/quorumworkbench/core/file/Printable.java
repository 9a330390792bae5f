// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.util.Locale;

/**
 * Makes one line that can be shown anywhere of a text that somebody else wrote: a file's name, a
 * scenario's title. What a terminal takes for an order, what ends a line and what turns the
 * direction of writing is shown by its number, with four digits behind a backslash and u; bytes
 * that are no text as {@code \xE9}; all else stays as it is.
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
                line.append(String.format(Locale.ROOT, "\\x%02X", c & 0xFF));
            } else {
                line.append(String.format(Locale.ROOT, c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c));
            }
            at += Character.charCount(c);
        }
        return line.toString();
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
