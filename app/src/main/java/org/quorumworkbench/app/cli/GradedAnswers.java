// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wait;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.run.Drill;
import org.quorumworkbench.core.run.Examination;
import org.quorumworkbench.core.scenario.AnswerSheet;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.core.scenario.ScenarioReader;

/** The answers that a class handed in, a file each, graded by the engine. */
final class GradedAnswers {

    private final LessonLibrary library;
    private final Map<String, Examination> examinations = new LinkedHashMap<>();
    /** Those that lie beside the answers, by their names. */
    private final Map<String, Scenario> handedIn = new HashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<ConfigurationProblem> problems = new ArrayList<>();

    /**
     * One file.
     *
     * @param graded
     *            every question of the lesson, answered or not
     */
    record Sheet(Path file, AnswerSheet answers, List<Examination.Graded> graded) {
        Sheet {
            graded = List.copyOf(graded);
        }

        long right() {
            return graded.stream().filter(Examination.Graded::isRight).count();
        }
    }

    private GradedAnswers(LessonLibrary library) {
        this.library = library;
    }

    /**
     * Grades every file of answers in a folder.
     *
     * @param lessons
     *            that are not shipped; those in the folder are found too
     * @param waiting
     *            tells meanwhile, on any thread, which file is waited for
     * @throws ConfigurationProblem
     *             if the folder cannot be read, or a lesson in it is wrong
     */
    static GradedAnswers in(Path folder, List<Scenario> lessons, LessonLibrary library, Wait waiting)
            throws ConfigurationProblem {
        GradedAnswers graded = new GradedAnswers(library);
        for (Scenario lesson : lessons) {
            graded.examinations.put(lesson.id(), Examination.of(lesson.in(text("teach.language"))));
        }
        for (Path file : files(folder, "*" + ScenarioFile.ENDING, waiting)) {
            for (Scenario lesson : waiting.during(FileName.shown(file), () -> ScenarioReader.file(file)).scenarios()) {
                graded.handedIn.putIfAbsent(lesson.id(), lesson);
            }
        }
        for (Path file : files(folder, "*" + AnswerSheet.ENDING, waiting)) {
            try {
                AnswerSheet answers = waiting.during(FileName.shown(file), () -> AnswerSheet.file(file));
                graded.sheets.add(new Sheet(file, answers, graded.examination(file, answers).grade(answers)));
            } catch (ConfigurationProblem wrong) {
                graded.problems.add(wrong);
            }
        }
        return graded;
    }

    private static List<Path> files(Path folder, String ending, Wait waiting) throws ConfigurationProblem {
        return waiting.during(FileName.shown(folder), () -> files(folder, ending));
    }

    private static List<Path> files(Path folder, String ending) throws ConfigurationProblem {
        List<Path> files = new ArrayList<>();
        // To open a named pipe as a folder would wait for somebody who writes into it.
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw unreadable(folder, "it is no folder");
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, ending)) {
            found.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable(folder, e.getMessage());
        }
        files.sort(null);
        return files;
    }

    private static ConfigurationProblem unreadable(Path folder, @Nullable String reason) {
        return new ConfigurationProblem(folder.toString(), Optional.empty(), Optional.empty(),
                Wording.foreign("this folder cannot be read: " + reason),
                Wording.sentence("Give the folder with the files of answers."),
                Optional.empty());
    }

    private Examination examination(Path file, AnswerSheet answers) throws ConfigurationProblem {
        Examination known = examinations.get(answers.lesson());
        if (known != null) {
            return known;
        }
        Optional<Scenario> drill = Drill.named(answers.lesson(), library);
        // A lesson in the folder may be anybody's: it never takes the place of one that is known.
        Optional<Scenario> shipped = drill.isPresent() ? drill : library.lesson(answers.lesson());
        Optional<Scenario> lesson = shipped.or(() -> Optional.ofNullable(handedIn.get(answers.lesson())));
        if (lesson.isEmpty()) {
            throw new ConfigurationProblem(file.toString(), Optional.empty(), Optional.of("lesson"),
                    Wording.foreign("there is no lesson '" + answers.lesson() + "'"),
                    Wording.sentence("Put the lesson's file into the same folder, or name it: run LESSON --grade DIR."),
                    Optional.empty());
        }
        Examination examination = Examination.of(lesson.get().in(text("teach.language")));
        examinations.put(answers.lesson(), examination);
        return examination;
    }

    List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /** Files that are no answers. */
    List<ConfigurationProblem> problems() {
        return List.copyOf(problems);
    }

    /** A line for each student, and under it what was not right, in the language that is spoken. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Sheet sheet : sheets) {
            String student = sheet.answers.student().isEmpty() ? "" : sheet.answers.student() + ", ";
            lines.add(text("grade.sheet", sheet.file.getFileName(), student + sheet.answers.lesson(),
                    Long.toString(sheet.right()), Integer.toString(sheet.graded.size())));
            for (Examination.Graded one : sheet.graded) {
                if (!one.isRight()) {
                    lines.add("  " + text("grade.wrong", Integer.toString(one.asked().operation()),
                            one.asked().question().text(),
                            one.given().map(given -> text("grade.said", LessonPaper.spoken(given)))
                                    .orElseGet(() -> text("grade.unanswered")),
                            one.asked().truth().map(LessonPaper::spoken).orElseGet(() -> text("grade.neverAsked"))));
                }
            }
        }
        return lines;
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("format", Scenario.FORMAT);
        json.put("sheets", sheets.stream().map(GradedAnswers::json).toList());
        return json;
    }

    private static Map<String, @Nullable Object> json(Sheet sheet) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("file", FileName.shown(sheet.file));
        json.put("student", sheet.answers.student());
        json.put("lesson", sheet.answers.lesson());
        json.put("questions", sheet.graded.size());
        json.put("right", sheet.right());
        List<Map<String, @Nullable Object>> answers = new ArrayList<>();
        for (Examination.Graded one : sheet.graded) {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("operation", one.asked().operation());
            answer.put("question", one.asked().number());
            answer.put("kind", one.asked().question().kind().word());
            answer.put("given", one.given().map(Object::toString).orElse(null));
            answer.put("truth", one.asked().truth().map(Object::toString).orElse(null));
            answer.put("isRight", one.isRight());
            answers.add(answer);
        }
        json.put("answers", answers);
        return json;
    }
}
