// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.TextFile;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Digest;

/**
 * A person's own copy of the driver's source, whose lines are marked in place of this program's
 * words for them. Nothing of it is shipped. It is taken only if it is the revision whose line
 * numbers {@link DriverLine} has.
 *
 * @param lines
 *            as they are in the file; the first is line 1
 */
public record DriverSource(List<String> lines) {

    /** The revision, as QEMU's history calls it: block/quorum.c of 24 June 2014. */
    public static final String REVISION = "10358b6a (block/quorum.c, June 2014, QEMU 2.0.50)";

    /**
     * SHA-256 of that revision, its lines without white space at their ends and with one space for any
     * run of it, joined by line feeds, without empty lines at the end.
     */
    private static final String SHA256 = "edfd41f86cc7c62f3d2823a6558aa7cf4e0743290360ab07a3cc033282046970";

    /** A file of source is no longer than this, in bytes. */
    private static final int LONGEST = 1 << 20;

    public DriverSource {
        lines = List.copyOf(lines);
    }

    /** Reads a file that should be the source. */
    public static DriverSource file(Path file) throws ConfigurationProblem {
        return text(
                TextFile.read(file, Wording.of("this is not the driver's source"),
                        Wording.of("Give block/quorum.c, in UTF-8."), LONGEST),
                file.toString(), SHA256);
    }

    /**
     * Takes a text that should be the source.
     *
     * @param name
     *            what messages call it
     * @param sha256
     *            of the revision, normalised
     */
    static DriverSource text(String text, String name, String sha256) throws ConfigurationProblem {
        List<String> lines = new ArrayList<>(text.lines().toList());
        while (!lines.isEmpty() && lines.getLast().isBlank()) {
            lines.removeLast();
        }
        if (!sha256(lines).equals(sha256)) {
            throw new ConfigurationProblem(name, Optional.empty(), Optional.empty(),
                    Wording.of("this is not the revision whose lines are marked"),
                    Wording.of("Give revision {0}.", REVISION),
                    Optional.empty());
        }
        return new DriverSource(lines);
    }

    /** Of the lines with their white space normalised, in hexadecimal digits. */
    static String sha256(List<String> lines) {
        String normal = lines.stream().map(line -> line.replace('\u00A0', ' ').strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
        return Digest.of(ByteBuffer.wrap(normal.getBytes(StandardCharsets.UTF_8))).hex();
    }

    /** The lines of a function, with the number of the first. */
    public List<String> of(DriverFunction function) {
        return lines.subList(Math.min(lines.size(), function.first() - 1), Math.min(lines.size(), function.last()));
    }
}
