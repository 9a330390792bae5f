// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file that was not saved. What was there under its name is as it was. */
public final class NotSaved extends IOException {

    private static final long serialVersionUID = 1;

    /** Why a file that nobody was asked about is not replaced. */
    static final String THERE = "it is there already, and nobody was asked whether it may be replaced";

    private final transient Path file;
    private final String reason;
    private final boolean refused;

    NotSaved(Path file, String reason, boolean refused, Throwable cause) {
        super(FileName.shown(file) + ": " + reason, cause);
        this.file = file;
        this.reason = reason;
        this.refused = refused;
    }

    NotSaved(Path file, String reason) {
        super(FileName.shown(file) + ": " + reason);
        this.file = file;
        this.reason = reason;
        this.refused = true;
    }

    /** The file as it was named by whoever asked. */
    public Path file() {
        return file;
    }

    /** Why, as a part of a sentence; {@link #getMessage} puts the file's name before it. */
    public String reason() {
        return reason;
    }

    /** Whether nothing was tried, since another file has to be named; else the system failed. */
    public boolean isRefused() {
        return refused;
    }
}
