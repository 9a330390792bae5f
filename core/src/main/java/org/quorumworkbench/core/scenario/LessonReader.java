// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.scenario.Lesson.Step;
import org.quorumworkbench.core.scenario.Question.Answer;
import org.quorumworkbench.core.scenario.Question.Kind;

/** Reads the text of a lesson and its questions. */
final class LessonReader {

    private static final String KINDS = Stream.of(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));

    private final int operations;

    /**
     * @param operations
     *            how many operations the scenario has
     */
    LessonReader(int operations) {
        this.operations = operations;
    }

    Lesson read(Fields lesson) throws ConfigurationProblem {
        List<Step> steps = new ArrayList<>();
        int next = 0;
        for (Fields step : lesson.groups("steps")) {
            Step read = step(step, next);
            steps.add(read);
            next = read.operation().map(operation -> operation + 1).orElse(next);
        }
        Lesson read = new Lesson(lesson.text("title"), lesson.texts("paragraphs"), steps, lesson.texts("change"));
        lesson.refuseOthers();
        return read;
    }

    private Step step(Fields step, int next) throws ConfigurationProblem {
        OptionalLong given = step.group().number("operation");
        Optional<Integer> operation = Optional.empty();
        if (given.isPresent()) {
            if (given.getAsLong() < next || given.getAsLong() >= operations) {
                throw step.group().problem("operation", "there is no operation " + given.getAsLong() + " to come",
                        next < operations
                                ? "Operations are counted from 0; here it is one from " + next + " to "
                                        + (operations - 1) + "."
                                : "Every operation of this scenario has been told.");
            }
            operation = Optional.of((int) given.getAsLong());
        }
        List<Question> asks = new ArrayList<>();
        for (Fields ask : step.groups("ask")) {
            if (operation.isEmpty()) {
                throw step.group().problem("ask", "a step without an operation asks nothing that could be seen",
                        "Give the step an \"operation\".");
            }
            asks.add(question(ask));
        }
        Step read = new Step(operation, step.texts("before"), asks, step.texts("after"));
        step.refuseOthers();
        return read;
    }

    private static Question question(Fields ask) throws ConfigurationProblem {
        String word = ask.text("kind");
        Optional<Kind> kind = Kind.named(word);
        if (kind.isEmpty()) {
            throw ask.group().problem("kind", "'" + word + "' cannot be asked", "Write one of " + KINDS + ".");
        }
        if (!ask.group().has("answer")) {
            throw ask.group().problem("answer", "'answer' is missing", "Write the right answer.");
        }
        Answer answer = switch (kind.get().form()) {
            case CHILDREN -> new Answer.Children(ask.texts("answer"));
            case YES_OR_NO -> new Answer.YesOrNo(ask.flag("answer", false));
            case WORD -> new Answer.Word(ask.text("answer"));
            case NUMBER -> new Answer.Count((int) ask.number("answer", 0, 32));
        };
        Question question = new Question(kind.get(), ask.text("question"), answer, ask.text("why"));
        ask.refuseOthers();
        return question;
    }
}
