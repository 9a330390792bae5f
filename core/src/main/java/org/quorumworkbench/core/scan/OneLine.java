// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Locale;

/**
 * Text from outside as it can stand on one line of a terminal, a log or a file: what would break
 * the line, steer the terminal or turn the writing round is shown by its number.
 */
public final class OneLine {

    private OneLine() {}

    /** The text, with control and format characters and lone surrogates as {@code \\uXXXX}. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(OneLine::isHidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHidden(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
