// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import org.quorumworkbench.core.file.Clause;

/**
 * A plan, a journal or a child that nothing can be done with: nothing was written. The message says
 * what to do.
 */
public final class RepairProblem extends Exception {

    private static final long serialVersionUID = 1;

    public RepairProblem(String message) {
        super(Clause.of(message));
    }

    public RepairProblem(String message, Throwable cause) {
        super(Clause.of(message), cause);
    }
}
