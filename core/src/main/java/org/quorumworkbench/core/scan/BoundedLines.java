// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads lines of files that may have been made to exhaust memory. */
final class BoundedLines {

    private BoundedLines() {}

    /**
     * The next line without its end; null at the end of the file. A line that is longer than
     * {@code longest} comes back with {@code longest} + 1 characters, and the rest stays unread.
     */
    static @Nullable String next(BufferedReader in, int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            line.append((char) c);
            if (line.length() > longest) {
                break;
            }
        }
        return line.toString();
    }
}
