// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/** Resolves the file names of a configuration against the folder that it stands in. */
final class Folders {

    private Folders() {}

    /**
     * @throws ConfigurationProblem
     *             if no file can have that name
     */
    static Path resolve(Path folder, OptionGroup group, String key, String name) throws ConfigurationProblem {
        try {
            return FileName.path(folder, name);
        } catch (InvalidPathException e) {
            throw group.problem(key, Wording.of("no file can have this name: {0}", Wording.foreign(e.getReason())),
                    Wording.of("Correct the name."), Errno.ENOENT);
        }
    }

    /**
     * A name that stands there in a text.
     *
     * @throws ConfigurationProblem
     *             if no file can have that name
     */
    static Path resolve(Path folder, OptionSource source, TextPosition at, String name) throws ConfigurationProblem {
        try {
            return FileName.path(folder, name);
        } catch (InvalidPathException e) {
            throw source.problem(at, "source",
                    Wording.of("no file can have this name: {0}", Wording.foreign(e.getReason())),
                    Wording.of("Correct the name."), Errno.ENOENT);
        }
    }
}
