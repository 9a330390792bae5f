// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.nio.file.Path;
import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/** A file that cannot serve as a child. */
public final class CannotOpen extends Exception implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Path path;
    private final transient Errno errno;
    private final transient Wording wording;

    public CannotOpen(Path path, Errno errno, Wording reason) {
        super(Clause.of(told(path, reason).english()));
        this.wording = told(path, reason);
        this.path = path;
        this.errno = errno;
    }

    static CannotOpen forbidden(Path path, boolean readOnly) {
        return new CannotOpen(path, Errno.EACCES, readOnly
                ? Wording.of("it may not be read by you")
                : Wording.of("it may not be written by you"));
    }

    private static Wording told(Path path, Wording reason) {
        return Wording.of("{0}: {1}", path, reason);
    }

    @Override
    public Wording wording() {
        return wording;
    }

    public Path path() {
        return path;
    }

    public Errno errno() {
        return errno;
    }
}
