// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.scenario.Attempt;
import org.quorumworkbench.core.scenario.Difference;
import org.quorumworkbench.core.scenario.Exercise;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.TranscriptText;
import org.quorumworkbench.core.story.Json;

/**
 * Prints a lesson as a plain document: its text, what happens at each step, each question with the
 * answer that the engine gives and why. Lines are at most {@value WrappedText#WIDTH} characters
 * where words allow it.
 */
public final class Explanation {

    private final Scenario scenario;
    private final Lesson lesson;
    private final List<Performed> performed;
    private final Semantics semantics;
    private final List<String> lines = new ArrayList<>();

    private Explanation(Lesson lesson, ScenarioRun run) {
        this.scenario = run.scenario();
        this.lesson = lesson;
        this.performed = run.performed();
        this.semantics = run.semantics();
    }

    /** The document's lines, without line ends; empty if the scenario has no lesson. */
    public static Optional<List<String>> lines(Scenario scenario, Optional<Semantics> asked) {
        return scenario.lesson().map(lesson -> {
            try (ScenarioRun run = ScenarioRun.open(scenario, asked)) {
                Explanation explanation = new Explanation(lesson, run.toEnd());
                explanation.explain();
                return List.copyOf(explanation.lines);
            }
        });
    }

    private void explain() {
        lines.add(lesson.title());
        lines.add("=".repeat(Math.min(WrappedText.WIDTH, lesson.title().length())));
        lesson.paragraphs().forEach(text -> paragraph(text, ""));
        paragraph("%d children, vote-threshold %s, semantics %s.".formatted(
                scenario.quorumChildren().size(), threshold(), semantics.word()), "");
        int number = 1;
        for (Lesson.Step step : lesson.steps()) {
            lines.add("");
            String what = step.operation().map(index -> TranscriptText.words(scenario.operations().get(index)))
                    .orElse("");
            lines.add("Step " + number++ + (what.isEmpty() ? "" : ": " + what));
            step.before().forEach(text -> paragraph(text, "  "));
            Optional<Performed> seen = step.operation().filter(index -> index < performed.size()).map(performed::get);
            step.asks().forEach(question -> question(question, seen));
            seen.ifPresent(this::happened);
            step.after().forEach(text -> paragraph(text, "  "));
        }
        lines.add("");
        lines.add("Now change it yourself");
        for (Exercise exercise : lesson.change()) {
            paragraph(exercise.text(), "  ");
            if (!exercise.solution().isEmpty()) {
                paragraph("= " + exercise.solution(), "  ");
            }
        }
    }

    private String threshold() {
        return Optional.ofNullable(scenario.quorum().members().get("vote-threshold"))
                .map(member -> Json.compact(Json.plain(member.value()))).orElse("none");
    }

    private void question(Question question, Optional<Performed> seen) {
        paragraph("? " + question.text(), "  ");
        Question.Answer answer = seen.flatMap(Performed::outcome).map(question::truth).orElse(question.answer());
        String why = question.isRight(question.answer(), answer)
                ? question.why()
                : "The lesson's author expected " + question.answer() + ", and does not explain this.";
        paragraph("= " + answer + ". " + why, "  ");
    }

    /**
     * What the lesson claims and the engine does not do, asked as the scenario asks: answers, questions
     * that come to no answer, exercises that show something else. None if it has no lesson.
     */
    public static List<Difference> mistakes(Scenario scenario) {
        List<Difference> mistakes = new ArrayList<>();
        for (Examination.Asked asked : Examination.of(scenario).asked()) {
            mistake("the lesson's \"" + asked.question().text() + "\"", asked.question(), asked.truth())
                    .ifPresent(mistakes::add);
        }
        scenario.lesson().ifPresent(lesson -> lesson.change()
                .forEach(exercise -> mistakes.addAll(mistakes(scenario, exercise))));
        return List.copyOf(mistakes);
    }

    private static Optional<Difference> mistake(String what, Question question, Optional<Question.Answer> truth) {
        if (truth.isEmpty()) {
            return Optional.of(new Difference(what, question.answer().toString(),
                    "no answer: the quorum did not open, had ended, or never saw the request"));
        }
        return question.isRight(question.answer(), truth.get())
                ? Optional.empty()
                : Optional.of(new Difference(what, question.answer().toString(), truth.get().toString()));
    }

    private static List<Difference> mistakes(Scenario scenario, Exercise exercise) {
        String what = "the exercise \"" + exercise.text() + "\"";
        try {
            List<Difference> mistakes = new ArrayList<>();
            Optional<Scenario> changed = Attempt.of(scenario, exercise);
            if (changed.isPresent()) {
                List<Performed> performed = Playback.of(changed.get(), Optional.empty()).performed();
                for (Exercise.Finding finding : exercise.shows()) {
                    Optional<Question.Answer> truth = finding.operation() < performed.size()
                            ? performed.get(finding.operation()).outcome().map(finding.asQuestion()::truth)
                            : Optional.empty();
                    mistake(what + ", operation " + finding.operation() + ", " + finding.kind().word(),
                            finding.asQuestion(), truth).ifPresent(mistakes::add);
                }
            }
            return mistakes;
        } catch (ConfigurationProblem wrong) {
            return List.of(new Difference(what, "a scenario", String.valueOf(wrong.getMessage())));
        }
    }

    private void happened(Performed performed) {
        lines.add("");
        lines.add("  > " + TranscriptText.outcome(performed.result()));
        for (String told : TranscriptText.under(performed.result())) {
            wrap(told, "  > ");
        }
    }

    private void paragraph(String text, String indent) {
        lines.add("");
        wrap(text, indent);
    }

    private void wrap(String text, String indent) {
        WrappedText.add(lines, text, indent);
    }
}
