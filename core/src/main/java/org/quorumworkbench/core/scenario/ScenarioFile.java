// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.InputFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a scenario file holds.
 *
 * @param source
 *            the file's name
 * @param cases
 *            whether it is a case file, {@code {"format": 1, "cases": [...]}}, or one scenario
 *            alone
 * @param scenarios
 *            one, or the cases in order
 */
public record ScenarioFile(String source, boolean cases, List<Scenario> scenarios) {

    public ScenarioFile {
        scenarios = List.copyOf(scenarios);
    }

    /** What a saved scenario's file is called. */
    public static final String ENDING = ".quorum-scenario";

    /** A scenario's file is no longer than this, in bytes; disk images mostly are. */
    public static final int LONGEST = 64 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Whether that is a file with a scenario or cases, and not a configuration: by its name's ending,
     * or because it is JSON that has operations. Reads the file, which may block; false of what cannot
     * be read.
     *
     * @param word
     *            a file's name, or anything else that a command line may hold
     */
    public static boolean isOne(String word) {
        try {
            Path file = FileName.path(word);
            if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
                return false;
            }
            if (word.endsWith(ENDING)) {
                return true;
            }
            return hasOperations(InputFile.text(file, LONGEST));
        } catch (IOException | InvalidPathException notText) {
            return false;
        }
    }

    /** Of its own: a configuration's faults have operations too. */
    private static boolean hasOperations(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (name.equals("operations") || name.equals("cases")) {
                    return true;
                }
                json.nextToken();
                json.skipChildren();
            }
            return false;
        } catch (JacksonException broken) {
            // Whoever reads it as a configuration says where.
            return false;
        }
    }
}
