// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/**
 * A text that options come from.
 *
 * @param name
 *            the file's name, or {@code command line}
 * @param text
 *            all of it
 * @param start
 *            where it begins in what the user wrote: behind a {@code json:} prefix for instance
 */
public record OptionSource(String name, String text, TextPosition start) {

    /** The longest configuration that is read, in characters: far above any real one. */
    static final int LONGEST = 4 << 20;

    /** The deepest nesting of objects and lists that is read. */
    static final int DEEPEST = 64;

    public static OptionSource of(String name, String text) {
        return new OptionSource(name, text, TextPosition.START);
    }

    public ConfigurationProblem problem(TextPosition at, String option, Wording reason, Wording remedy) {
        return new ConfigurationProblem(name, Optional.of(at), Optional.of(option), reason, remedy, Optional.empty());
    }

    ConfigurationProblem problem(TextPosition at, String option, Wording reason, Wording remedy, Errno errno) {
        return new ConfigurationProblem(name, Optional.of(at), Optional.of(option), reason, remedy, Optional.of(errno));
    }

    /** The place of a line and column of {@link #text} in what the user wrote. */
    TextPosition place(int line, int column) {
        return line == 1
                ? new TextPosition(start.line(), start.column() + column - 1)
                : new TextPosition(start.line() + line - 1, column);
    }
}
