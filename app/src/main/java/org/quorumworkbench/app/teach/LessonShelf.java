// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;

/**
 * The lessons that there are: those that come with the program, in the order in which they are
 * meant to be read, then a person's own. Used on the JavaFX thread; files are read in the
 * background.
 */
final class LessonShelf {

    private final Background background;
    private final Optional<Path> own;
    private final Consumer<String> complain;
    private final ObservableList<Scenario> lessons = FXCollections.observableArrayList();
    private boolean loading;

    LessonShelf(Background background, Optional<Path> own, Consumer<String> complain) {
        this.background = background;
        this.own = own;
        this.complain = complain;
    }

    /** Finds the lessons, unless that has been done. */
    void load() {
        if (loading) {
            return;
        }
        loading = true;
        String language = text("teach.language");
        background.run(() -> shipped(language)).then(found -> {
            lessons.setAll(found);
            loadOwn(language);
        }).failed(failure -> complain.accept(Wordings.of(failure)));
    }

    private void loadOwn(String language) {
        own.ifPresent(folder -> background.run(() -> OwnLessons.in(folder)).then(found -> {
            found.lessons().forEach(lesson -> lessons.add(lesson.in(language)));
            found.problems().forEach(complain);
        }).failed(failure -> complain.accept(Wordings.of(failure))));
    }

    private static List<Scenario> shipped(String language) {
        LessonLibrary library = new LessonLibrary(LessonShelf.class.getClassLoader());
        List<Scenario> found = new ArrayList<>();
        for (String name : library.names()) {
            try {
                library.lesson(name).map(lesson -> lesson.in(language)).ifPresent(found::add);
            } catch (ConfigurationProblem broken) {
                throw new IllegalStateException("the program's own lesson " + name + " is broken", broken);
            }
        }
        return found;
    }

    ObservableList<Scenario> lessons() {
        return lessons;
    }

    /** The folder of a person's own lessons; absent if nothing is kept. */
    Optional<Path> own() {
        return own;
    }
}
