// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.List;

/** Sentences as lines of a terminal. */
public final class WrappedText {

    /** Characters in a line. */
    public static final int WIDTH = 78;

    private WrappedText() {}

    /** Adds the text in lines of at most {@link #WIDTH} characters, if no word is longer. */
    public static void add(List<String> lines, String text, String indent) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        lines.add(line.toString());
    }
}
