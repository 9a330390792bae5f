// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.JsonText;
import org.quorumworkbench.core.config.OptionGroup;
import org.quorumworkbench.core.config.OptionSource;
import org.quorumworkbench.core.config.OptionValue;
import org.quorumworkbench.core.config.TextFile;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.scenario.Question.Answer;
import org.quorumworkbench.core.scenario.Question.Kind;
import org.quorumworkbench.core.story.Json;

/**
 * The answers that a student gave to a lesson: a file that can be kept, handed in and graded.
 *
 * @param lesson
 *            the lesson's id
 * @param student
 *            who answered; may be empty
 * @param answers
 *            in the order of the questions
 */
public record AnswerSheet(String lesson, String student, List<Given> answers) {

    /** What such a file's name ends in. */
    public static final String ENDING = ".quorum-answers";

    /** A file of answers is no longer than this, in bytes. */
    private static final int LONGEST = 1 << 20;

    private static final int FORMAT = 1;
    private static final int MOST_OPERATIONS = 10_000;

    public AnswerSheet {
        answers = List.copyOf(answers);
    }

    /**
     * One answer.
     *
     * @param operation
     *            of the lesson, from 0
     * @param number
     *            which of that operation's questions, from 0
     * @param kind
     *            of the question
     */
    public record Given(int operation, int number, Kind kind, Answer answer) {}

    /** The answer to that question, if there is one. */
    public Optional<Answer> to(int operation, int number, Kind kind) {
        return answers.stream()
                .filter(given -> given.operation == operation && given.number == number && given.kind == kind)
                .map(Given::answer).findFirst();
    }

    /** Reads a file of answers. */
    public static AnswerSheet file(Path file) throws ConfigurationProblem {
        return text(TextFile.read(file, Wording.of("these are no answers"),
                Wording.of("Give a file that the lesson saved, JSON in UTF-8."),
                LONGEST), file.toString());
    }

    /**
     * Reads the text of such a file.
     *
     * @param name
     *            what messages call it
     */
    public static AnswerSheet text(String text, String name) throws ConfigurationProblem {
        OptionSource source = OptionSource.of(name, text);
        OptionValue value = JsonText.read(source, LONGEST);
        if (!(value instanceof OptionValue.Group group)) {
            throw source.problem(value.at(), "", Wording.of("answers are an object, not {0}", value.inWords()),
                    Wording.of("Write {0}.", "{\"format\": 1, \"lesson\": ..., \"answers\": [...]}"));
        }
        Fields fields = new Fields(new OptionGroup(source, "", group, false));
        if (fields.number("format", 1, Long.MAX_VALUE) != FORMAT) {
            throw fields.group().problem("format", Wording.of("this format is not known"),
                    Wording.of("This program reads format {0}; use a newer one, or correct the number.", FORMAT));
        }
        List<Given> answers = new ArrayList<>();
        for (Fields one : fields.groups("answers")) {
            answers.add(given(one));
        }
        AnswerSheet sheet = new AnswerSheet(fields.text("lesson"), fields.group().text("student").orElse(""), answers);
        fields.refuseOthers();
        return sheet;
    }

    private static Given given(Fields one) throws ConfigurationProblem {
        String word = one.text("kind");
        Optional<Kind> kind = Kind.named(word);
        if (kind.isEmpty()) {
            throw one.group().problem("kind", Wording.of("'{0}' is no kind of question", word),
                    Wording.of("Leave it as the lesson saved it."));
        }
        Answer answer = switch (kind.get().form()) {
            case CHILDREN, SEQUENCE -> new Answer.Children(one.texts("answer"));
            case YES_OR_NO -> new Answer.YesOrNo(one.flag("answer", false));
            case WORD -> new Answer.Word(one.text("answer"));
            case NUMBER -> new Answer.Count((int) one.number("answer", 0, Integer.MAX_VALUE));
        };
        if (!one.group().has("answer")) {
            throw one.group().problem("answer", Wording.of("'answer' is missing"),
                    Wording.of("Leave the whole answer out if there is none."));
        }
        Given given = new Given((int) one.number("operation", 0, MOST_OPERATIONS),
                (int) one.number("question", 0, MOST_OPERATIONS), kind.get(), answer);
        one.refuseOthers();
        return given;
    }

    /** The file's text, as {@link #text(String, String)} reads it. */
    public String text() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("lesson", lesson);
        json.put("student", student);
        json.put("answers", answers.stream().map(AnswerSheet::json).toList());
        return Json.pretty(json) + "\n";
    }

    private static Map<String, Object> json(Given given) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("operation", given.operation);
        json.put("question", given.number);
        json.put("kind", given.kind.word());
        json.put("answer", LessonWriter.answer(given.answer));
        return json;
    }
}
