// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.Wording;

/** Finds the programs that are started. */
final class Program {

    /** What reads the images. */
    static final String DAEMON = "qemu-storage-daemon";

    // Where they are even if a desktop started us with a poor PATH.
    private static final List<String> USUAL = List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin",
            "/usr/libexec");

    private Program() {}

    /** The program, in the folders of PATH and the usual ones. */
    static Optional<Path> find(String name) {
        return find(name, System.getenv().getOrDefault("PATH", ""), USUAL);
    }

    static Optional<Path> find(String name, String path, List<String> more) {
        List<String> folders = new ArrayList<>(List.of(path.split(Pattern.quote(File.pathSeparator))));
        folders.addAll(more);
        for (String folder : folders) {
            Optional<Path> program = in(folder, name);
            if (program.isPresent()) {
                return program;
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> in(String folder, String name) {
        try {
            // An empty or relative part of PATH is a trap that somebody else may have laid.
            return Optional.of(Path.of(folder).resolve(name)).filter(
                    program -> program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static FormatProblem missing(DiskFormat format) {
        return new FormatProblem(
                Wording.of("images of format '{0}' are opened by {1}, which is not installed", format.word(), DAEMON),
                Wording.of("Install it (Debian 12: package qemu-system-common; Fedora: qemu-img; macOS: brew "
                        + "install qemu), or convert the image (qemu-img convert -O raw IN OUT)."),
                Errno.ENOENT);
    }
}
