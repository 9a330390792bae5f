// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

/** A mapfile or a scan's file that cannot be used; the message says why, and where in it. */
public final class UnusableFile extends Exception {

    private static final long serialVersionUID = 1;

    public UnusableFile(String message) {
        super(message);
    }
}
