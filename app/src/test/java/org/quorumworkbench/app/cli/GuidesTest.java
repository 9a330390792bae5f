// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.app.guide.GuidePage;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.story.DriverLine;
import org.quorumworkbench.ui.Resources;

/** What the pages of the guide tell a person to write. */
class GuidesTest {

    /** From its beginning to where the shell or the text goes on. */
    private static final Pattern CONFIGURATION = Pattern.compile("^\\{\"format\".*?(?=^\\$|^```)",
            Pattern.DOTALL | Pattern.MULTILINE);

    /** What a person types or a program says, in a block of its own or within a sentence. */
    private static final Pattern CODE = Pattern.compile("^```.*?^```$|`[^`]+`", Pattern.DOTALL | Pattern.MULTILINE);

    /** What a line of a block says of its command, behind it. */
    private static final Pattern REMARK = Pattern.compile("(?<=\\S) {2,}\\S.*$", Pattern.MULTILINE);

    private static final Pattern SHAPE = Pattern.compile("^(#+ (\\d+\\.)?|\\||!\\[.*(?=\\]))", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    static Stream<String> pages() {
        return Stream.of(GuidePage.values()).map(page -> page.key().replace("action.", "") + ".md");
    }

    static Stream<String> pagesInBothLanguages() {
        return pages().flatMap(page -> Stream.of(page, "de/" + page));
    }

    private static String words(String page) throws IOException {
        try (InputStream in = Resources.url("guide/" + page).openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> configurations(String page) throws IOException {
        Matcher found = CONFIGURATION.matcher(words(page));
        List<String> all = new ArrayList<>();
        while (found.find()) {
            // A lesson or a scenario is no configuration, and has tests of its own.
            if (!found.group().contains("\"lesson\"") && !found.group().contains("\"operations\"")) {
                all.add(found.group());
            }
        }
        return all;
    }

    private static List<String> codes(String page) throws IOException {
        return CODE.matcher(words(page)).results().map(MatchResult::group)
                .map(code -> REMARK.matcher(code).replaceAll("").replaceAll("\\s+", " ")).sorted().toList();
    }

    private static List<String> shape(String page) throws IOException {
        return SHAPE.matcher(words(page)).results().map(MatchResult::group)
                .map(part -> part.startsWith("!") ? "!" : part).toList();
    }

    /** The words between are another language's, and so may be their order in a sentence. */
    @ParameterizedTest
    @MethodSource("pages")
    void inGermanItHasTheSameCommandsHeadingsTablesAndPictures(String page) throws IOException {
        assertEquals(codes(page), codes("de/" + page));
        assertEquals(shape(page), shape("de/" + page));
    }

    @ParameterizedTest
    @MethodSource("pagesInBothLanguages")
    void everyConfigurationInItCanBeRead(String page) throws Exception {
        for (String words : configurations(page)) {
            Path file = Files.writeString(folder.resolve("read.quorum"), words);
            assertFalse(new ConfigurationReader(folder, Adjustments.NONE).read(List.of(file.toString())).children()
                    .isEmpty(), words);
        }
    }

    /** A command, and the lines that stand below it. */
    private record Typed(String command, List<String> answer) {}

    private static List<Typed> typed(String page) throws IOException {
        List<Typed> all = new ArrayList<>();
        boolean block = false;
        for (String line : words(page).lines().toList()) {
            if (line.startsWith("```")) {
                block = !block && line.equals("```");
            } else if (block && line.startsWith("$ ")) {
                all.add(new Typed(line.substring(2), new ArrayList<>()));
            } else if (block && !all.isEmpty()) {
                all.getLast().answer().add(line);
            }
        }
        return all;
    }

    /** Shortened, where three dots stand. */
    @ParameterizedTest
    @MethodSource("pagesInBothLanguages")
    void whatItSaysAScenarioComesToIsPrinted(String page) throws IOException {
        int runs = 0;
        for (Typed typed : typed(page)) {
            List<String> command = List.of(typed.command().split(" "));
            if (command.getFirst().equals("cat")) {
                Files.write(folder.resolve(command.getLast()), typed.answer());
            } else if (typed.command().matches("quorum-workbench run [^>]*")) {
                runs++;
                List<String> printed = Spoken.of(command.stream().skip(1)
                        .map(word -> Files.exists(folder.resolve(word)) ? folder.resolve(word) : word).toArray()).out()
                        .lines().toList();
                assertEquals(typed.answer().stream().filter(line -> !line.equals("...")).toList(),
                        typed.answer().stream().filter(printed::contains).toList(), () -> String.join("\n", printed));
            }
        }
        assertEquals(page.endsWith("driver.md"), runs > 0);
    }

    @Test
    void theLinesThatItNamesOfTheDriverAreThoseThatTheAlgorithmMarks() throws IOException {
        List<String> marked = Stream.of(DriverLine.values())
                .map(line -> "| `" + line.function().driverName() + "` (" + line.first() + ") |").toList();
        List<String> named = words("driver.md").lines().filter(line -> line.startsWith("| `quorum_"))
                .map(line -> line.substring(0, line.indexOf('|', 1) + 1)).toList();
        assertFalse(named.isEmpty());
        assertEquals(named, named.stream().filter(marked::contains).toList());
    }

    @Test
    void theLyingDiskIsOneOfThem() throws IOException {
        assertTrue(configurations("lying-disk.md").getFirst().contains("\"faults\""));
    }
}
