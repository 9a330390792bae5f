// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

/** A mapfile or a scan's file that cannot be used; the message says why, and where in it. */
public final class UnusableFile extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    public UnusableFile(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
