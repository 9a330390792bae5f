// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.Step;
import org.quorumworkbench.core.repair.StepOutcome;

/** What the window says of a repair. */
public final class RepairWords {

    private RepairWords() {}

    /** What became of a step, in a line. */
    public static String line(StepOutcome outcome) {
        Step step = outcome.step();
        String what = switch (outcome.state()) {
            case DONE -> text("repair.step.done");
            case UNDONE -> text("repair.step.undone");
            case OPEN -> text("repair.step.open");
            case REFUSED -> text("repair.step.refused");
        };
        return Printable.line(text("repair.step", Integer.toString(step.number()), step.child(),
                Long.toString(step.range().first()), Long.toString(step.range().end() - 1), what)
                + (outcome.why().isEmpty() ? "" : ": " + outcome.why()));
    }

    /** The children that a plan writes, with the files that these are, a line each. */
    public static List<String> files(Plan plan) {
        Set<String> targets = plan.steps().stream().map(Step::child).collect(Collectors.toSet());
        return plan.children().stream().filter(child -> targets.contains(child.name()))
                .map(child -> Printable.line(child.name() + "  " + child.realPath())).toList();
    }

    /** The names of the children that a plan writes, which a person types. */
    public static String targets(Plan plan) {
        return plan.steps().stream().map(Step::child).distinct().sorted().collect(Collectors.joining(" "));
    }
}
