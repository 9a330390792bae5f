// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.ui.Resources;

/** What the pages of the guide tell a person to write. */
class GuidesTest {

    /** From its beginning to where the shell or the text goes on. */
    private static final Pattern CONFIGURATION = Pattern.compile("^\\{\"format\".*?(?=^\\$|^```)",
            Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    private static List<String> configurations(String page) throws Exception {
        try (InputStream in = Resources.url("guide/" + page).openStream()) {
            Matcher found = CONFIGURATION.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            List<String> all = new ArrayList<>();
            while (found.find()) {
                // A lesson is no configuration, and has tests of its own.
                if (!found.group().contains("\"lesson\"")) {
                    all.add(found.group());
                }
            }
            return all;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lying-disk.md", "mirror.md", "repair.md", "teaching.md"})
    void everyConfigurationInItCanBeRead(String page) throws Exception {
        for (String words : configurations(page)) {
            Path file = Files.writeString(folder.resolve("read.quorum"), words);
            assertFalse(new ConfigurationReader(folder, Adjustments.NONE).read(List.of(file.toString())).children()
                    .isEmpty(), words);
        }
    }

    @Test
    void theLyingDiskIsOneOfThem() throws Exception {
        assertTrue(configurations("lying-disk.md").getFirst().contains("\"faults\""));
    }
}
