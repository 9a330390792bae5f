// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.app.model.Saver;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.scenario.AnswerSheet;
import org.quorumworkbench.core.scenario.AnswerText;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;

/**
 * The answers that a person gave to the lesson that is open: kept in a file for each lesson, and
 * there again when it is opened again. Used on the JavaFX thread; files are read and written in the
 * background.
 */
final class Answers {

    /** Which question: of two operations the same may be asked. */
    private record Key(int operation, int ordinal, Question.Kind kind) {}

    /** An answer that is still being put together. */
    private record Draft(Slide.Asked asked, String typed) {}

    private final Background background;
    private final Optional<Path> folder;
    private final Consumer<String> complain;
    private final Latest latest = new Latest();
    private final Map<Path, OneAtATime<AnswerSheet, Boolean>> writing = new HashMap<>();
    private final Map<Key, Question.Answer> given = new LinkedHashMap<>();
    private Optional<Draft> draft = Optional.empty();
    private String lesson = "";
    private boolean loaded;
    private boolean unkept;

    Answers(Background background, Optional<Path> folder, Consumer<String> complain) {
        this.background = background;
        this.folder = folder;
        this.complain = complain;
    }

    /** Begins with a lesson, and with the answers that were given to it before. */
    void begin(Scenario scenario) {
        given.clear();
        draft = Optional.empty();
        lesson = scenario.lesson().isPresent() ? scenario.id() : "";
        loaded = false;
        unkept = false;
        Latest.Ticket ticket = latest.next();
        // What was given to this lesson a moment ago is written first.
        file().ifPresent(file -> writer(file).whenIdle(() -> load(file, ticket)));
    }

    private void load(Path file, Latest.Ticket ticket) {
        background.run(() -> Files.exists(file)
                ? Optional.of(AnswerSheet.file(file))
                : Optional.<AnswerSheet>empty()).onlyIf(ticket).then(kept -> {
                    kept.ifPresent(sheet -> sheet.answers().forEach(answer -> given
                            .putIfAbsent(new Key(answer.operation(), answer.number(), answer.kind()),
                                    answer.answer())));
                    keepWhatWaited();
                }).failed(ConfigurationProblem.class, why -> {
                    complain.accept(Wordings.of(why));
                    keepWhatWaited();
                });
    }

    private void keepWhatWaited() {
        loaded = true;
        if (unkept) {
            keep();
        }
    }

    /** A lesson's id may be anything; a file's name not. */
    private Optional<Path> file() {
        return lesson.matches("[A-Za-z0-9._-]{1,80}") && !lesson.startsWith(".")
                ? folder.map(kept -> kept.resolve(lesson + AnswerSheet.ENDING))
                : Optional.empty();
    }

    void draft(Slide.Asked asked, String typed) {
        draft = typed.isBlank() ? Optional.empty() : Optional.of(new Draft(asked, typed));
    }

    /** What was chosen counts as given when a person goes on. */
    void commit(List<String> children) {
        Optional<Draft> chosen = draft;
        draft = Optional.empty();
        chosen.ifPresent(now -> {
            var _ = give(now.asked, now.typed, children);
        });
    }

    /** Keeps an answer; what is wrong with it, if it is none. */
    Optional<String> give(Slide.Asked asked, String typed, List<String> children) {
        Question.Kind kind = asked.question().kind();
        Optional<Question.Answer> answer = AnswerText.parse(kind.form(), typed);
        if (answer.isEmpty()) {
            return Optional.of(text("teach.answer.wrong",
                    text("teach.answer." + kind.form().name().toLowerCase(Locale.ROOT))));
        }
        List<String> unknown = AnswerText.unknown(kind, answer.get(), children);
        if (!unknown.isEmpty()) {
            return Optional.of(text("teach.answer.unknown", unknown.getFirst()));
        }
        draft = Optional.empty();
        given.put(new Key(asked.operation(), asked.ordinal(), kind), answer.get());
        keep();
        return Optional.empty();
    }

    /** Not before what was kept is known: the file is written as a whole. */
    private void keep() {
        unkept = !loaded;
        if (loaded) {
            file().ifPresent(file -> writer(file).ask(sheet("")));
        }
    }

    /** Of what is written to one file the last has to be there in the end. */
    private OneAtATime<AnswerSheet, Boolean> writer(Path file) {
        return writing.computeIfAbsent(file, _ -> new OneAtATime<>(background, sheet -> {
            try {
                SavedFile.replacing(file).text(sheet.text());
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(Saver.reason(e), e);
            }
        }, (sheet, saved) -> {}, failure -> complain.accept(
                text("teach.answers.notKept", file, String.valueOf(failure.getMessage())))));
    }

    Optional<Question.Answer> to(int operation, int number, Question.Kind kind) {
        return Optional.ofNullable(given.get(new Key(operation, number, kind)));
    }

    /** How many questions were answered. */
    int count() {
        return given.size();
    }

    /** All that was answered, to be handed in. */
    AnswerSheet sheet(String student) {
        return new AnswerSheet(lesson, student, given.entrySet().stream()
                .map(entry -> new AnswerSheet.Given(entry.getKey().operation, entry.getKey().ordinal,
                        entry.getKey().kind, entry.getValue()))
                .toList());
    }
}
