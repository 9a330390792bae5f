// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Wording;

/** The lessons that are shipped, in the order in which they are meant to be read. */
public final class LessonLibrary {

    // A list beside the lessons gives their order; folders on the class path cannot be listed.
    private static final String FOLDER = "org/quorumworkbench/ui/lessons/";
    private static final String LIST = "lessons.txt";
    private static final String DRILL = "drill.json";

    private final ClassLoader resources;

    /**
     * @param resources
     *            where the lessons are found
     */
    public LessonLibrary(ClassLoader resources) {
        this.resources = resources;
    }

    /** The names, in order. */
    public List<String> names() {
        return text(LIST).stream().flatMap(String::lines).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /** The lesson of that name; empty if none is shipped under it. */
    public Optional<Scenario> lesson(String name) throws ConfigurationProblem {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        String file = name + ".json";
        return Optional.of(new ScenarioReader(Path.of("")).text(text(file).orElse(""), file).scenarios().getFirst());
    }

    /** What drills are made from: a lesson whose children and answers chance replaces. */
    public Scenario drillForm() throws ConfigurationProblem {
        return new ScenarioReader(Path.of("")).text(text(DRILL).orElse(""), DRILL).scenarios().getFirst();
    }

    /** Whether that is a shipped lesson's name, and no file is called so. */
    public boolean isLesson(String word) {
        return !exists(word) && names().contains(word);
    }

    private static boolean exists(String word) {
        try {
            return Files.exists(FileName.path(word));
        } catch (InvalidPathException noFile) {
            return false;
        }
    }

    /** What a word on a command line names: a scenario or case file, else a shipped lesson. */
    public ScenarioFile open(String word) throws ConfigurationProblem {
        if (isLesson(word)) {
            return new ScenarioFile(word, false, List.of(lesson(word).orElseThrow()));
        }
        if (!exists(word)) {
            throw new ConfigurationProblem(word, Optional.empty(), Optional.empty(),
                    Wording.of("there is no such file, and no lesson of that name"),
                    Wording.of("Lessons: {0}.", String.join(", ", names())), Optional.empty());
        }
        return ScenarioReader.file(FileName.path(word));
    }

    private Optional<String> text(String file) {
        try (InputStream in = resources.getResourceAsStream(FOLDER + file)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the program's own file " + file + " cannot be read", e);
        }
    }
}
