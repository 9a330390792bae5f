// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import org.quorumworkbench.core.repair.Plan;

/**
 * A plan that a person looks at, with what takes its time to be worked out of it.
 *
 * @param sha256
 *            the plan's
 * @param targets
 *            the names of the children that it writes, as a person types them
 */
public record ShownPlan(Plan plan, String sha256, String targets) {

    /** Takes as long as the plan is: in the background. */
    static ShownPlan of(Plan plan) {
        return new ShownPlan(plan, plan.sha256(), RepairWords.targets(plan));
    }

    /** The first digits of its hash, in groups, to be read out. */
    public String shortHash() {
        return Plan.shortHash(sha256);
    }

    boolean isTyped(String typed) {
        return !targets.isEmpty() && targets.equals(typed.strip());
    }
}
