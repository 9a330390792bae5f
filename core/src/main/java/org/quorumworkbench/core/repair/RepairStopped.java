// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import org.quorumworkbench.core.file.Worded;
import org.quorumworkbench.core.file.Wording;

/**
 * An error of a file or device in the middle of the work. What was in flight counts as not done:
 * the journal can be resumed and undone.
 */
public final class RepairStopped extends Exception implements Worded {

    private static final long serialVersionUID = 1;

    private final transient Wording wording;

    public RepairStopped(Wording wording, Throwable cause) {
        super(wording.english(), cause);
        this.wording = wording;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
