// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.repair;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.app.model.RepairWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.repair.Plan;

/**
 * A line of a plan's preview: a step, or what is left as it is.
 *
 * @param range
 *            sectors that it is about
 * @param isStep
 *            whether something is written there
 */
record PlanLine(String text, SectorRange range, boolean isStep) {

    /** Lines that are shown at most of each kind: more nobody reads in a window. */
    private static final int MOST = 5000;

    /**
     * The lines of a plan.
     *
     * @param left
     *            whether they tell what stays as it is
     */
    static List<PlanLine> of(Plan plan, boolean left) {
        List<PlanLine> lines = new ArrayList<>();
        plan.steps().stream().limit(MOST)
                .forEach(step -> lines.add(new PlanLine(RepairWords.line(step), step.range(), true)));
        if (left) {
            plan.excluded().stream().limit(MOST)
                    .forEach(one -> lines.add(new PlanLine(RepairWords.line(one), one.range(), false)));
        }
        return lines;
    }
}
