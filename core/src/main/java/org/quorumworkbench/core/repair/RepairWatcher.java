// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

/** Hears how far a repair is; is called on the thread that does the work. */
public interface RepairWatcher {

    /** Hears nothing, and stops nothing. */
    RepairWatcher NONE = _ -> {};

    /** A step has ended. */
    void ended(StepOutcome outcome);

    /** Asked between two batches: whether to leave it at that, to be resumed or undone. */
    default boolean stops() {
        return false;
    }
}
