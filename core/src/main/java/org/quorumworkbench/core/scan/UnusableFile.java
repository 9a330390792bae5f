// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import org.quorumworkbench.core.file.Clause;

/** A mapfile or a scan's file that cannot be used; the message says why, and where in it. */
public final class UnusableFile extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    public UnusableFile(String reason) {
        super(Clause.of(reason));
        this.reason = Clause.of(reason);
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
