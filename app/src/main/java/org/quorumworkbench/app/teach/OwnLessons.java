// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.app.model.Wordings;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioFile;
import org.quorumworkbench.core.scenario.ScenarioReader;

/**
 * A person's own lessons, by their files' names.
 *
 * @param problems
 *            what is wrong with files that are none
 */
record OwnLessons(List<Scenario> lessons, List<String> problems) {

    OwnLessons {
        lessons = List.copyOf(lessons);
        problems = List.copyOf(problems);
    }

    /** Reads the folder, which need not be there; blocks. */
    static OwnLessons in(Path folder) throws IOException {
        List<Scenario> lessons = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return new OwnLessons(lessons, problems);
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ScenarioFile.ENDING)) {
            found.forEach(files::add);
        }
        files.sort(null);
        for (Path file : files) {
            try {
                ScenarioReader.file(file).scenarios().stream().filter(scenario -> scenario.lesson().isPresent())
                        .forEach(lessons::add);
            } catch (ConfigurationProblem wrong) {
                problems.add(Wordings.of(wrong));
            }
        }
        return new OwnLessons(lessons, problems);
    }
}
