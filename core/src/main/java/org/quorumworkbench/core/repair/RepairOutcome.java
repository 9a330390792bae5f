// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.List;

/**
 * What became of a plan.
 *
 * @param steps
 *            those that were looked at, in the order in which they were
 * @param finished
 *            whether nothing is left to do; not if it was stopped between two batches
 * @param journalBytes
 *            how long the journal is
 */
public record RepairOutcome(List<StepOutcome> steps, boolean finished, long journalBytes) {

    public RepairOutcome {
        steps = List.copyOf(steps);
    }

    /** Those that were not done. */
    public List<StepOutcome> refused() {
        return steps.stream().filter(step -> step.state() == StepOutcome.State.REFUSED).toList();
    }

    /** How many ended so. */
    public long count(StepOutcome.State state) {
        return steps.stream().filter(step -> step.state() == state).count();
    }
}
