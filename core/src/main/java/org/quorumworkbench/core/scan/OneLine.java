// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import org.quorumworkbench.core.file.Printable;

/**
 * Text from outside as it can stand on one line of a terminal, a log or a file: what would break
 * the line, steer the terminal or turn the writing round is shown by its number.
 */
public final class OneLine {

    private OneLine() {}

    /** The text as {@link Printable#line} shows it. */
    public static String of(String text) {
        return Printable.line(text);
    }
}
