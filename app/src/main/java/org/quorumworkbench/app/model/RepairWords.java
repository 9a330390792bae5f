// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Damage;
import org.quorumworkbench.core.diagnosis.Harmless;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.repair.Excluded;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.Step;
import org.quorumworkbench.core.repair.StepOutcome;
import org.quorumworkbench.core.repair.StepPlace;
import org.quorumworkbench.core.repair.StepVotes;
import org.quorumworkbench.core.repair.StepWhy;
import org.quorumworkbench.core.repair.Why;

/** What the window says of a repair. */
public final class RepairWords {

    /** Kinds of places that there are words for; a plan from a file may have any. */
    private static final Set<String> PLACES = Set.of("file", "directory", "metadata", "journal", "unallocated",
            "allocated-no-owner", "slack", "swap", "per-device", "outside-partitions", "not-mapped");

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
                + outcome.why().map(why -> ": " + why(why)).orElse(""));
    }

    private static String why(StepWhy why) {
        return switch (why) {
            case StepWhy.Said(StepWhy.Phrase phrase, String about) -> text("repair.step.why." + phrase.word(), about);
            case StepWhy.Refused(StepWhy before) -> text("repair.step.why.refused", why(before));
        };
    }

    /** A step of a plan, in a line. */
    public static String line(Step step) {
        return Printable.line(text("repair.line.step", Integer.toString(step.number()), step.child(),
                sectors(step.range()), damage(step.damage()),
                String.format(Locale.ROOT, "%.0f", step.confidence() * 100),
                votes(step.votes()), step.source(), place(step.place())));
    }

    /** What a plan leaves as it is, and why, in a line. */
    public static String line(Excluded left) {
        return Printable.line(text("repair.line.left", left.child().orElseGet(() -> text("repair.child.all")),
                sectors(left.range()), text("repair.left." + left.reason().word()), why(left.why())));
    }

    private static String sectors(SectorRange range) {
        return range.count() == 1 ? Long.toString(range.first()) : range.first() + "-" + (range.end() - 1);
    }

    /** Why something is left, and what it is called that could be allowed. */
    static String why(Why why) {
        String words = why.sentences().stream().map(RepairWords::sentence).collect(Collectors.joining("; "));
        return why.override().map(refusal -> text("repair.why.override", words, text("repair.allow." + refusal.word())))
                .orElse(words);
    }

    private static String sentence(Why.Sentence sentence) {
        return text("repair.why." + sentence.phrase().word(), sentence.values().stream()
                .map(value -> sentence.phrase() == Why.Phrase.WINNER_DAMAGED ? damage(value) : value).toArray());
    }

    /** Plans have a word for it; one from a file may have any. */
    private static String damage(String word) {
        if (Arrays.stream(Damage.values()).anyMatch(damage -> damage.word().equals(word))) {
            return text("findings.effect." + word);
        }
        return Arrays.stream(Harmless.values()).anyMatch(harmless -> harmless.word().equals(word))
                ? text("findings.harmless." + word)
                : word;
    }

    private static String votes(StepVotes votes) {
        return switch (votes) {
            case StepVotes.Counted(int agreeing, int voters) -> text("repair.votes", Integer.toString(agreeing),
                    Integer.toString(voters));
            case StepVotes.Written(String words) -> words;
        };
    }

    private static String place(Optional<StepPlace> known) {
        return known.map(place -> "  " + place.line(PLACES.contains(place.kind())
                ? text("place." + place.kind())
                : place.kind(), place.what().map(StructureWords::of))).orElse("");
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
