// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.ui.Resources;

/** Whatever core tells a person is told in every language. */
class WordingsTest {

    private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern CALL = Pattern.compile("\\bWording\\s*\\.of\\(");
    private static final Pattern PATTERN = Pattern
            .compile("\\G\\s*(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)\\s*[,)]");
    private static final Pattern PLACE = Pattern.compile("\\{[0-9]+}");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    /** Every pattern that is written in the sources of core and app. */
    private static Set<String> written() throws IOException {
        Set<String> patterns = new TreeSet<>();
        for (String module : List.of("core", "app")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    for (Matcher call = CALL.matcher(source); call.find();) {
                        Matcher literal = PATTERN.matcher(source).region(call.end(), source.length());
                        assertTrue(literal.find(),
                                file + ": a pattern is written where it is told, and not put together: "
                                        + source.substring(call.start(), Math.min(call.end() + 80, source.length())));
                        patterns.add(Pattern.compile(LITERAL).matcher(literal.group(1)).results()
                                .map(part -> part.group().substring(1, part.group().length() - 1).translateEscapes())
                                .collect(Collectors.joining()));
                    }
                }
            }
        }
        return patterns;
    }

    private static List<String> places(String pattern) {
        return PLACE.matcher(pattern).results().map(place -> place.group()).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = "de")
    void everyWordingIsInEveryLanguageAndNothingElseIs(String language) throws IOException {
        Set<String> asked = new TreeSet<>(written());
        // What is only names and punctuation is the same everywhere.
        asked.removeIf(pattern -> !WORD.matcher(PLACE.matcher(pattern).replaceAll("")).find());
        assertFalse(asked.isEmpty());
        Map<String, String> there = Wordings.read(language);
        assertEquals(String.join("\n", asked), String.join("\n", new TreeSet<>(there.keySet())));
        there.forEach((english, other) -> {
            assertEquals(places(english), places(other), english);
            assertEquals(english.endsWith("."), other.endsWith("."), english + " as a sentence or a part of one");
        });
    }

    @Test
    void whatStandsInAWordingStaysAsItIs() {
        Resources.speak(Locale.GERMAN);
        Wording inner = Wording.of("{0}: there is no such file. Check the name", "a{0}b");
        assertEquals("x: a{0}b: Diese Datei gibt es nicht. Prüfen Sie den Namen",
                Wordings.of(new RepairProblem(Wording.of("{0}: {1}", "x", inner))));
        assertEquals("x: a{0}b: there is no such file. Check the name",
                new RepairProblem(Wording.of("{0}: {1}", "x", inner)).getMessage());
    }

    @Test
    void whatSomebodyElseSaysIsToldAsItIs() {
        Resources.speak(Locale.GERMAN);
        assertEquals("Connection reset", Wordings.of(new IOException("Connection reset")));
    }
}
