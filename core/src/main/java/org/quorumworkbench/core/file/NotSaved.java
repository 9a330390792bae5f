// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that was not saved. What was there under its name is as it was. */
public final class NotSaved extends IOException implements Worded {

    private static final long serialVersionUID = 1;

    /** Why a file that nobody was asked about is not replaced. */
    static final Wording THERE = Wording.of("it is there already, and nobody was asked whether it may be replaced");

    private final transient Path file;
    private final transient Wording reason;
    private final boolean refused;

    NotSaved(Path file, Wording reason, boolean refused, Throwable cause) {
        super(named(file, reason).english(), cause);
        this.file = file;
        this.reason = reason;
        this.refused = refused;
    }

    NotSaved(Path file, Wording reason) {
        super(named(file, reason).english());
        this.file = file;
        this.reason = reason;
        this.refused = true;
    }

    private static Wording named(Path file, Wording reason) {
        return Wording.of("{0}: {1}", FileName.shown(file), reason);
    }

    @Override
    public Wording wording() {
        return named(file, reason);
    }

    /** The file as it was named by whoever asked. */
    public Path file() {
        return file;
    }

    /** Why, as a part of a sentence; {@link #getMessage} puts the file's name before it. */
    public Wording reason() {
        return reason;
    }

    /** Whether nothing was tried, since another file has to be named; else the system failed. */
    public boolean isRefused() {
        return refused;
    }
}
