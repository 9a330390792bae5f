// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

/** What the program leaves with, as comparison tools do. */
public final class ExitStatus {

    /** All agree. */
    public static final int AGREED = 0;
    /** Something diverges, or an operation failed as it should. */
    public static final int DIVERGED = 1;
    /** The command line or a configuration is wrong. */
    public static final int USAGE = 2;
    /** A child or the program failed, or a result could not be written. */
    public static final int FAILED = 3;

    private ExitStatus() {}
}
