// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

/**
 * An error of a file or device in the middle of the work. What was in flight counts as not done:
 * the journal can be resumed and undone.
 */
public final class RepairStopped extends Exception {

    private static final long serialVersionUID = 1;

    public RepairStopped(String message, Throwable cause) {
        super(message, cause);
    }
}
