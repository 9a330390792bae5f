// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OptionGroup;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.scenario.Lesson.Step;
import org.quorumworkbench.core.scenario.Question.Answer;
import org.quorumworkbench.core.scenario.Question.Kind;

/** Reads the text of a lesson, its questions, its exercises and its words in other languages. */
final class LessonReader {

    private static final String KINDS = Stream.of(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    private static final int MOST_OPERATIONS = 10_000;

    private final List<Operation> operations;
    private final List<String> children;

    /**
     * @param operations
     *            of the scenario
     * @param children
     *            the names that an answer may have
     */
    LessonReader(List<Operation> operations, List<String> children) {
        this.operations = operations;
        this.children = children;
    }

    Lesson read(Fields lesson) throws ConfigurationProblem {
        List<Step> steps = new ArrayList<>();
        int next = 0;
        for (Fields step : lesson.groups("steps")) {
            Step read = step(step, next);
            steps.add(read);
            next = read.operation().map(operation -> operation + 1).orElse(next);
        }
        List<Exercise> change = new ArrayList<>();
        for (Fields exercise : lesson.groupsOrTexts("change", "text")) {
            change.add(exercise(exercise));
        }
        Lesson read = new Lesson(lesson.text("title"), lesson.texts("paragraphs"), steps, change, Map.of());
        Map<String, Lesson.Words> translations = new LinkedHashMap<>();
        Optional<OptionGroup> languages = lesson.group().group("translations");
        if (languages.isPresent()) {
            for (String language : languages.get().asValue().members().keySet()) {
                translations.put(language,
                        new TranslationReader(read).read(new Fields(languages.get().group(language).orElseThrow())));
            }
        }
        lesson.refuseOthers();
        return new Lesson(read.title(), read.paragraphs(), steps, change, translations);
    }

    private Step step(Fields step, int next) throws ConfigurationProblem {
        OptionalLong given = step.group().number("operation");
        Optional<Integer> operation = Optional.empty();
        if (given.isPresent()) {
            if (given.getAsLong() < next || given.getAsLong() >= operations.size()) {
                throw step.group().problem("operation",
                        Wording.of("there is no operation {0} to come", given.getAsLong()),

                        next < operations.size()
                                ? Wording.of("Operations are counted from 0; here it is one from {0} to {1}.", next,
                                        (operations.size() - 1))
                                : Wording.of("Every operation of this scenario has been told."));
            }
            operation = Optional.of((int) given.getAsLong());
        }
        List<Question> asks = new ArrayList<>();
        for (Fields ask : step.groups("ask")) {
            if (operation.isEmpty()) {
                throw step.group().problem("ask",
                        Wording.of("a step without an operation asks nothing that could be seen"),
                        Wording.of("Give the step an \"operation\"."));
            }
            asks.add(question(ask, operations.get(operation.get())));
        }
        Step read = new Step(operation, step.texts("before"), asks, step.texts("after"));
        step.refuseOthers();
        return read;
    }

    private Question question(Fields ask, Operation operation) throws ConfigurationProblem {
        Kind kind = kind(ask);
        if (!kind.canBeAskedOf(operation)) {
            throw ask.group().problem("kind",
                    Wording.of("of \"{0}\" the engine cannot answer '{1}'", operation.word(), kind.word()),
                    answerable(operation));
        }
        Question question = new Question(kind, ask.text("question"), answer(ask, kind, children), ask.text("why"));
        ask.refuseOthers();
        return question;
    }

    private static Wording answerable(Operation operation) {
        String kinds = Stream.of(Kind.values()).filter(kind -> kind.canBeAskedOf(operation)).map(Kind::word)
                .collect(Collectors.joining(", "));
        return kinds.isEmpty()
                ? Wording.of("Ask about a read, a write or a flush instead, and leave \"ask\" out here.")
                : Wording.of("Of this operation one can ask {0}.", kinds);
    }

    private static Kind kind(Fields ask) throws ConfigurationProblem {
        String word = ask.text("kind");
        Optional<Kind> kind = Kind.named(word);
        if (kind.isEmpty()) {
            throw ask.group().problem("kind", Wording.of("'{0}' cannot be asked", word),
                    Wording.of("Write one of {0}.", KINDS));
        }
        return kind.get();
    }

    private static Answer answer(Fields ask, Kind kind, List<String> children) throws ConfigurationProblem {
        if (!ask.group().has("answer")) {
            throw ask.group().problem("answer", Wording.of("'answer' is missing"),
                    Wording.of("Write the right answer."));
        }
        Answer answer = switch (kind.form()) {
            case CHILDREN, SEQUENCE -> new Answer.Children(ask.texts("answer"));
            case YES_OR_NO -> new Answer.YesOrNo(ask.flag("answer", false));
            case WORD -> new Answer.Word(ask.text("answer"));
            case NUMBER -> new Answer.Count((int) ask.number("answer", 0, 32));
        };
        List<String> unknown = AnswerText.unknown(kind, answer, children);
        if (!unknown.isEmpty()) {
            throw ask.group().problem("answer", Wording.of("'{0}' can be no answer here", unknown.getFirst()),
                    switch (kind.form()) {
                        case CHILDREN, SEQUENCE -> Wording.of("Name each child once, out of {0}; [] is none.",
                                String.join(", ", children));
                        default -> kind == Kind.VERDICT
                                ? Wording.of("Write unanimous, majority, tie, below-threshold, unreadable or no vote.")
                                : Wording.of("Write ok, the name of an error such as EIO, cancelled or aborted.");
                    });
        }
        return answer;
    }

    /**
     * What an attempt makes of the operations is known only when it runs, so "shows" is checked then.
     */
    private Exercise exercise(Fields exercise) throws ConfigurationProblem {
        Optional<OptionValue.Group> attempt = exercise.object("try");
        // An attempt may add children.
        List<String> names = Stream.concat(children.stream(), attempt.map(change -> change.members().get("children"))
                .filter(member -> member.value() instanceof OptionValue.Group)
                .map(member -> ((OptionValue.Group) member.value()).members().keySet().stream())
                .orElse(Stream.of())).distinct().toList();
        List<Exercise.Finding> shows = new ArrayList<>();
        for (Fields finding : exercise.groups("shows")) {
            int operation = (int) finding.number("operation", 0, MOST_OPERATIONS);
            Kind kind = kind(finding);
            shows.add(new Exercise.Finding(operation, kind, answer(finding, kind, names)));
            finding.refuseOthers();
        }
        Exercise read = new Exercise(exercise.text("text"), attempt, shows,
                exercise.group().text("solution").orElse(""));
        if (read.attempt().isEmpty() && !shows.isEmpty()) {
            throw exercise.group().problem("shows", Wording.of("nothing was tried that could show something"),
                    Wording.of("Write under \"try\" what to change."));
        }
        exercise.refuseOthers();
        return read;
    }
}
