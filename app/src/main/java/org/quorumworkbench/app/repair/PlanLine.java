// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.repair.Excluded;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.Step;

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
        plan.steps().stream().limit(MOST).forEach(step -> lines.add(new PlanLine(text(step), step.range(), true)));
        if (left) {
            plan.excluded().stream().limit(MOST)
                    .forEach(one -> lines.add(new PlanLine(text(one), one.range(), false)));
        }
        return lines;
    }

    private static String text(Step step) {
        return Printable.line(step.number() + "  " + step.child() + "  " + sectors(step.range()) + "  " + step.damage()
                + String.format(Locale.ROOT, " %.2f", step.confidence()) + "  " + step.votes() + " <- " + step.source()
                + step.place().map(place -> "  " + place.line()).orElse(""));
    }

    private static String text(Excluded left) {
        return Printable.line(left.child().map(child -> child + "  ").orElse("") + sectors(left.range()) + "  "
                + left.reason().word() + ": " + left.why());
    }

    private static String sectors(SectorRange range) {
        return range.count() == 1 ? Long.toString(range.first()) : range.first() + "-" + (range.end() - 1);
    }
}
