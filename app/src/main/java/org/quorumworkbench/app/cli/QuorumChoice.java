// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Semantics;
import picocli.CommandLine.Option;

/** Which quorum a command is about: the options that all commands share. */
public abstract class QuorumChoice {

    @Option(names = "--threshold", paramLabel = "T", converter = Numbers.class, description = "votes a winner needs, instead of what CONFIG says (images: the majority)")
    private @Nullable Long threshold;

    @Option(names = "--semantics", paramLabel = "2014|7.2", converter = SemanticsWord.class, description = "which driver's behaviour: the one of June 2014 (default) or today's")
    private @Nullable Semantics semantics;

    /** CONFIG as it was given: a file or literal, or several image files. */
    public abstract List<String> words();

    /** Those of the words that can be files. */
    final Path[] files() {
        return words().stream().flatMap(word -> path(word).stream()).toArray(Path[]::new);
    }

    /** The file of that name; none where no file can be called so. */
    static Optional<Path> path(String word) {
        try {
            return Optional.of(Path.of(word));
        } catch (InvalidPathException noFile) {
            return Optional.empty();
        }
    }

    /** What was given instead of what CONFIG says. */
    public final Adjustments adjustments() {
        return new Adjustments(threshold == null ? OptionalLong.empty() : OptionalLong.of(threshold),
                Optional.ofNullable(semantics));
    }

    /** Reads CONFIG; warnings go to {@code err}. */
    final Configuration read(PrintWriter err) throws ConfigurationProblem {
        Configuration configuration = new ConfigurationReader(Path.of(""), adjustments()).read(words());
        configuration.warnings().forEach(warning -> err.println("quorum-workbench: warning: " + warning));
        return configuration;
    }

    /** Reads CONFIG and opens it so that nothing is ever written to a file. */
    final OpenedQuorum open(PrintWriter err, Consumer<Event> listener) throws ConfigurationProblem {
        return OpenedQuorum.open(read(err), Access.EXAMINE, listener);
    }
}
