// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.app.model.OperationWords;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.run.ChildBlocks;
import org.quorumworkbench.core.run.Examination;
import org.quorumworkbench.core.run.Playback;
import org.quorumworkbench.core.run.WrappedText;
import org.quorumworkbench.core.scenario.Exercise;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Operation;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.vote.Vote;

/**
 * A lesson on paper: its questions with room for answers, or with the answers that the engine
 * gives. Lines are at most {@value WrappedText#WIDTH} characters where words allow it.
 */
final class LessonPaper {

    private final Examination examination;
    private final boolean key;
    private final List<String> lines = new ArrayList<>();

    private LessonPaper(Examination examination, boolean key) {
        this.examination = examination;
        this.key = key;
    }

    /**
     * The lines, without line ends, in the language that is spoken.
     *
     * @param key
     *            whether answers, reasons and solutions are told
     */
    static List<String> lines(Scenario scenario, boolean key) {
        LessonPaper paper = new LessonPaper(Examination.of(scenario), key);
        paper.write();
        return List.copyOf(paper.lines);
    }

    private void write() {
        Scenario scenario = examination.scenario();
        Lesson lesson = scenario.lesson().orElseThrow();
        lines.add(lesson.title());
        lines.add("=".repeat(Math.min(WrappedText.WIDTH, lesson.title().length())));
        if (!key) {
            lines.add("");
            lines.add(text("sheet.name"));
        }
        lesson.paragraphs().forEach(words -> paragraph(words, ""));
        paragraph(text("sheet.quorum", Integer.toString(scenario.quorumChildren().size()),
                scenario.threshold().isPresent() ? Integer.toString(scenario.threshold().getAsInt()) : "-",
                scenario.semantics().map(semantics -> semantics.word()).orElse("2014")), "");
        int at = 0;
        int number = 1;
        for (Lesson.Step step : lesson.steps()) {
            step.before().forEach(words -> paragraph(words, ""));
            if (!step.asks().isEmpty()) {
                held(scenario, step.operation().orElseThrow());
            }
            for (int of = 0; of < step.asks().size(); of++) {
                question(number++, examination.asked().get(at++));
            }
            if (key) {
                step.after().forEach(words -> paragraph(words, ""));
            }
        }
        if (!lesson.change().isEmpty()) {
            lines.add("");
            lines.add(text("teach.change"));
            lesson.change().forEach(this::exercise);
        }
    }

    /** What is asked about: what the children hold where a read reaches, a letter for each content. */
    private void held(Scenario scenario, int operation) {
        if (!(scenario.operations().get(operation).asked() instanceof Operation.Read(long offset, int length))) {
            return;
        }
        SectorRange range = SectorRange.ofBytes(offset, length);
        lines.add("");
        lines.add("  " + OperationWords.of(scenario.operations().get(operation).asked()));
        for (ChildBlocks child : ChildBlocks.at(Playback.of(scenario, Optional.empty()), operation, range)) {
            lines.add("    " + child.name() + "  " + child.sectors().stream()
                    .map(block -> block.letter() < 0
                            ? "!"
                            : Vote.letter(block.letter()) + "=%02X".formatted(block.firstByte()))
                    .collect(Collectors.joining("  ")) + (child.more() > 0 ? "  +" + child.more() : ""));
        }
    }

    private void question(int number, Examination.Asked asked) {
        Question question = asked.question();
        paragraph(number + ". " + question.text() + " (" + text("teach.answer." + form(question)) + ")", "  ");
        if (key) {
            Question.Answer truth = asked.truth().orElse(question.answer());
            String why = question.isRight(question.answer(), truth) ? " " + question.why() : "";
            paragraph("= " + spoken(truth) + "." + why, "     ");
        } else {
            lines.add("");
            lines.add("     " + "_".repeat(WrappedText.WIDTH / 2));
        }
    }

    private static String form(Question question) {
        return question.kind().form().name().toLowerCase(Locale.ROOT);
    }

    /** An answer in the language that is spoken. */
    static String spoken(Question.Answer answer) {
        return switch (answer) {
            case Question.Answer.YesOrNo(boolean yes) -> text(yes ? "answer.yes" : "answer.no");
            case Question.Answer.Children(List<String> names) when names.isEmpty() -> text("answer.none");
            default -> answer.toString();
        };
    }

    private void exercise(Exercise exercise) {
        paragraph("* " + exercise.text(), "  ");
        if (key && !exercise.solution().isEmpty()) {
            paragraph("= " + exercise.solution(), "    ");
        }
    }

    private void paragraph(String words, String indent) {
        lines.add("");
        WrappedText.add(lines, words, indent);
    }
}
