// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import org.quorumworkbench.core.file.Clause;
import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/**
 * A plan, a journal or a child that nothing can be done with: nothing was written. The message says
 * what to do.
 */
public final class RepairProblem extends Exception implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Wording wording;

    public RepairProblem(Wording wording) {
        super(Clause.of(wording.english()));
        this.wording = wording;
    }

    public RepairProblem(Wording wording, Throwable cause) {
        super(Clause.of(wording.english()), cause);
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
