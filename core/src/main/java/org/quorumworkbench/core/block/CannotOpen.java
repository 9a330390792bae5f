// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.file.Path;
import org.quorumworkbench.core.file.Clause;

/** A file that cannot serve as a child. */
public final class CannotOpen extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Path path;
    private final transient Errno errno;

    public CannotOpen(Path path, Errno errno, String reason) {
        super(path + ": " + Clause.of(reason));
        this.path = path;
        this.errno = errno;
    }

    public Path path() {
        return path;
    }

    public Errno errno() {
        return errno;
    }
}
