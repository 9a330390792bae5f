// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.scenario.Question.Answer;
import org.quorumworkbench.core.story.Json;

/** Writes lessons as {@link LessonReader} reads them. */
final class LessonWriter {

    private LessonWriter() {}

    static Map<String, @Nullable Object> json(Lesson lesson) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("title", lesson.title());
        json.put("paragraphs", lesson.paragraphs());
        json.put("steps", lesson.steps().stream().map(LessonWriter::step).toList());
        json.put("change", lesson.change().stream().map(LessonWriter::exercise).toList());
        if (!lesson.translations().isEmpty()) {
            Map<String, Object> translations = new LinkedHashMap<>();
            lesson.translations().forEach((language, words) -> translations.put(language, words(words)));
            json.put("translations", translations);
        }
        return json;
    }

    private static Map<String, Object> step(Lesson.Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        step.operation().ifPresent(operation -> json.put("operation", operation));
        json.put("before", step.before());
        json.put("ask", step.asks().stream().map(LessonWriter::question).toList());
        json.put("after", step.after());
        return json;
    }

    private static Map<String, Object> question(Question question) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", question.kind().word());
        json.put("question", question.text());
        json.put("answer", answer(question.answer()));
        json.put("why", question.why());
        return json;
    }

    /** An answer as files have it. */
    static Object answer(Answer answer) {
        return switch (answer) {
            case Answer.Children(List<String> names) -> names;
            case Answer.YesOrNo(boolean yes) -> yes;
            case Answer.Word(String word) -> word;
            case Answer.Count(int number) -> number;
        };
    }

    private static Object exercise(Exercise exercise) {
        if (exercise.attempt().isEmpty() && exercise.solution().isEmpty()) {
            return exercise.text();
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("text", exercise.text());
        exercise.attempt().ifPresent(attempt -> json.put("try", Json.plain(attempt)));
        if (!exercise.shows().isEmpty()) {
            json.put("shows", exercise.shows().stream().map(LessonWriter::finding).toList());
        }
        if (!exercise.solution().isEmpty()) {
            json.put("solution", exercise.solution());
        }
        return json;
    }

    private static Map<String, Object> finding(Exercise.Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("operation", finding.operation());
        json.put("kind", finding.kind().word());
        json.put("answer", answer(finding.answer()));
        return json;
    }

    private static Map<String, Object> words(Lesson.Words words) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", words.title());
        json.put("paragraphs", words.paragraphs());
        json.put("steps", IntStream.range(0, words.steps().size()).mapToObj(at -> {
            Lesson.Step step = words.steps().get(at);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("before", step.before());
            one.put("ask", step.asks().stream()
                    .map(asked -> Map.of("question", asked.text(), "why", asked.why())).toList());
            one.put("after", step.after());
            return one;
        }).toList());
        json.put("change", words.change().stream()
                .map(exercise -> Map.of("text", exercise.text(), "solution", exercise.solution())).toList());
        if (!words.faults().isEmpty()) {
            json.put("faults", words.faults());
        }
        return json;
    }
}
