// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;

/**
 * A plan as a second person reads it: what is written, what is not and why, and a hash to read out.
 */
public final class PlanText {

    private final Plan plan;
    private final Consumer<String> out;

    private PlanText(Plan plan, Consumer<String> out) {
        this.plan = plan;
        this.out = out;
    }

    /** Tells the plan line by line, each fit for a terminal. */
    public static void print(Plan plan, Consumer<String> lines) {
        new PlanText(plan, lines).print();
    }

    private void line(String text) {
        out.accept(Printable.line(text));
    }

    private void print() {
        line("Plan " + plan.id() + ", made at " + plan.made().at() + " by " + plan.made().by() + " with "
                + plan.made().tool());
        line("Policy: threshold " + plan.policy().threshold() + ", margin " + plan.policy().minMargin()
                + ", source " + plan.policy().source().word()
                + (plan.policy().allowed().isEmpty()
                        ? ""
                        : ", ALLOWED: " + plan.policy().allowed().stream()
                                .map(Refusal::word).collect(Collectors.joining(", ")))
                + (plan.policy().only().isEmpty() ? "" : ", only " + String.join(" or ", plan.policy().only())));
        plan.children().forEach(child -> line("Child " + child.name() + ": " + child.realPath()
                + (child.offset() == 0 ? "" : " from byte " + child.offset()) + ", " + number(child.size())
                + " bytes, " + (child.identity().isEmpty() ? child.kind().word() : child.identity())));
        plan.notCompared().forEach(end -> line("Not compared: the last " + count(end.bytes(), "byte") + " of "
                + name(plan, end.child()) + ", from byte " + end.offset() + " on: not all children have them"));
        out.accept("");
        line(plan.steps().isEmpty() ? "Nothing is written." : "Steps:");
        plan.steps().forEach(step -> line("  " + text(plan, step)));
        if (!plan.excluded().isEmpty()) {
            out.accept("");
            line("Left as it is:");
            plan.excluded().forEach(excluded -> line("  " + text(plan, excluded)));
        }
        out.accept("");
        totals().forEach((child, total) -> line("Total " + name(plan, child) + ": " + total));
        line("Journal: about " + number(plan.journalBytes()) + " bytes");
        String hash = plan.sha256();
        plan.reviews().forEach(review -> line("Reviewed at " + review.at() + " by " + review.by()
                + (review.sha256().equals(hash) ? "" : ", but that was another plan")));
        line("Hash: " + Plan.shortHash(hash));
    }

    private Map<String, String> totals() {
        Map<String, String> totals = new LinkedHashMap<>();
        for (PlannedChild child : plan.children()) {
            List<Step> steps = plan.steps().stream().filter(step -> step.child().equals(child.name())).toList();
            long sectors = steps.stream().mapToLong(step -> step.range().count()).sum();
            long left = plan.excluded().stream().filter(excluded -> excluded.child().map(child.name()::equals)
                    .orElse(true)).mapToLong(excluded -> excluded.range().count()).sum();
            totals.put(child.name(), count(steps.size(), "step") + ", " + count(sectors, "sector")
                    + " written (" + count(plan.bytes(child.name()), "byte") + "), " + count(left, "divergent sector")
                    + " left");
        }
        return totals;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String count(long number, String what) {
        return number(number) + " " + (number == 1 ? what : what + "s");
    }

    private static String name(Plan plan, String child) {
        return child + " (" + plan.child(child).path() + ")";
    }

    private static String sectors(SectorRange range) {
        return "sectors 0x" + Long.toHexString(range.first()) + "+" + range.count();
    }

    /** A step in a line. */
    public static String text(Plan plan, Step step) {
        return Printable.line(step.number() + "  " + name(plan, step.child()) + "  " + sectors(step.range()) + "  "
                + step.place().map(StepPlace::line).orElse("place unknown") + "  " + step.damage()
                + String.format(Locale.ROOT, " (%.2f)", step.confidence()) + "  " + step.votes().english()
                + " agree  <- "
                + step.source() + "  " + step.before().substring(0, 8) + " -> " + step.after().substring(0, 8)
                + "  " + step.why());
    }

    /** What is left, in a line. */
    public static String text(Plan plan, Excluded excluded) {
        return Printable.line(excluded.child().map(child -> name(plan, child)).orElse("every child") + "  "
                + sectors(excluded.range()) + excluded.place().map(place -> "  " + place.line()).orElse("") + "  "
                + excluded.reason().word() + ": " + excluded.why().english());
    }
}
