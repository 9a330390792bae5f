// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.file.FileName;

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
            throw group.problem(key, "no file can have this name: " + e.getReason(), "Correct the name.", Errno.ENOENT);
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
            throw source.problem(at, "source", "no file can have this name: " + e.getReason(), "Correct the name.",
                    Errno.ENOENT);
        }
    }
}
