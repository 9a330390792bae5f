// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.Path;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/** Messages about files that cannot be opened, in QEMU's words. */
final class FileProblems {

    private FileProblems() {}

    static ConfigurationProblem of(String source, Optional<ChildSpec.Origin> origin, Path file, Errno errno) {
        return new ConfigurationProblem(source, origin.flatMap(ChildSpec.Origin::position),
                origin.map(ChildSpec.Origin::option),
                Wording.driver("Could not open '{0}': {1}", FileName.shown(file), errno.text()),
                remedy(errno, origin.flatMap(ChildSpec.Origin::position).isPresent()),
                Optional.of(errno));
    }

    private static Wording remedy(Errno errno, boolean inFile) {
        if (errno.equals(Errno.ENOENT)) {
            return inFile
                    ? Wording.of("Check the name; relative names begin at the configuration's folder.")
                    : Wording.of("Check the name.");
        }
        if (errno.equals(Errno.EISDIR)) {
            return Wording.of("Give a file.");
        }
        if (errno.equals(Errno.EACCES)) {
            return Wording.of("Ask for the right to read it.");
        }
        return Wording.of("Check the file and the disk it is on.");
    }
}
