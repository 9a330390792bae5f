// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the person for files; a real dialog, or a test's answer. */
public interface LabFiles {

    /**
     * A file that is there, or nothing.
     *
     * @param title
     *            what for
     */
    Optional<Path> open(String title);

    /** A file to save to, or nothing. */
    Optional<Path> save();
}
