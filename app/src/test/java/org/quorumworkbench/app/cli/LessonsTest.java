// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.RequestKind;
import org.quorumworkbench.core.quorum.Semantics;
import org.quorumworkbench.core.run.Explanation;
import org.quorumworkbench.core.run.Performed;
import org.quorumworkbench.core.run.ScenarioRun;
import org.quorumworkbench.core.scenario.Exercise;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.ScenarioWriter;
import org.quorumworkbench.ui.Resources;

/** What the lessons claim, the engine does. */
class LessonsTest {

    private static final LessonLibrary LIBRARY = new LessonLibrary(LessonsTest.class.getClassLoader());

    static Stream<String> names() {
        return LIBRARY.names().stream();
    }

    private static Scenario lesson(String name) throws ConfigurationProblem {
        return LIBRARY.lesson(name).orElseThrow();
    }

    @Test
    void thereAreAtLeastTen() {
        assertTrue(LIBRARY.names().size() >= 10);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyQuestionIsAnsweredAsTheEngineAnswersIt(String name) throws ConfigurationProblem {
        Scenario scenario = lesson(name);
        Lesson lesson = scenario.lesson().orElseThrow();
        int asked = 0;
        try (ScenarioRun run = ScenarioRun.open(scenario, Optional.empty())) {
            List<Performed> performed = run.toEnd().performed();
            assertEquals(scenario.operations().size(), performed.size());
            for (Lesson.Step step : lesson.steps()) {
                for (Question question : step.asks()) {
                    Outcome outcome = performed.get(step.operation().orElseThrow()).outcome().orElseThrow();
                    assertTrue(question.isRight(question.answer(), question.truth(outcome)),
                            question.text() + " " + question.truth(outcome));
                    asked++;
                }
            }
        }
        assertTrue(asked > 0, "a lesson asks something");
        assertFalse(lesson.change().isEmpty(), "a lesson ends in: now change it yourself");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everythingHappensAsTheLessonExpects(String name) throws ConfigurationProblem {
        Scenario scenario = lesson(name);
        assertEquals(List.of(), Expectation.differences(scenario.expected().orElseThrow(),
                ScenarioRun.transcript(scenario, Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aLessonCanBeReadAsAPlainDocument(String name) throws ConfigurationProblem {
        Scenario scenario = lesson(name);
        List<String> lines = Explanation.lines(scenario, Optional.empty()).orElseThrow();
        assertEquals(scenario.title(), lines.getFirst());
        assertTrue(lines.contains("Now change it yourself"));
        assertTrue(lines.stream().allMatch(line -> line.length() <= 110), "lines fit on a page");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyExerciseIsTriedWithAButtonAndShowsWhatItsSolutionSays(String name) throws ConfigurationProblem {
        Scenario scenario = lesson(name);
        for (Exercise exercise : scenario.lesson().orElseThrow().change()) {
            assertTrue(exercise.attempt().isPresent(), exercise.text());
            assertFalse(exercise.shows().isEmpty(), exercise.text());
            assertFalse(exercise.solution().isEmpty(), exercise.text());
        }
        assertEquals(List.of(), Explanation.mistakes(scenario));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyLessonIsInGermanToo(String name) throws ConfigurationProblem {
        Scenario scenario = lesson(name);
        Scenario german = scenario.in("de");
        assertNotEquals(scenario.title(), german.title());
        assertEquals(scenario.operations(), german.operations());
        assertEquals(List.of(), Explanation.mistakes(german));
        assertEquals(text(scenario), text(new ScenarioReader(Path.of("")).text(text(scenario), name).scenarios()
                .getFirst()));
    }

    private static String text(Scenario scenario) {
        return ScenarioWriter.text(scenario);
    }

    @ParameterizedTest
    @MethodSource("names")
    void whereTheDriverOf2014WouldHaveCrashedTheLessonSaysSo(String name) throws ConfigurationProblem {
        Scenario scenario = lesson(name);
        boolean crashes = false;
        if (scenario.semantics().equals(Optional.of(Semantics.V2014))) {
            try (ScenarioRun run = ScenarioRun.open(scenario, Optional.empty())) {
                crashes = run.toEnd().performed().stream().flatMap(done -> done.outcome().stream())
                        .anyMatch(outcome -> outcome.requestKind() == RequestKind.READ && !outcome.failed().isEmpty());
            }
        }
        String words = text(scenario);
        assertTrue(!crashes || words.contains("line 246"), "a child's read fails, and line 246 is not said");
    }

    private static String guide(String name) throws IOException {
        try (InputStream in = Resources.url("guide/" + name).openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theTemplateOfALessonWorksAsItStandsAndAsTheGuideSays(@TempDir Path folder) throws Exception {
        Path template = Files.writeString(folder.resolve("my.quorum-scenario"),
                guide("template.quorum-scenario"));
        assertEquals(0, Spoken.of("run", "--check", template).status());
        Spoken explained = Spoken.of("run", "--explain", template);
        assertEquals(0, explained.status());
        assertTrue(explained.out().contains("= c0, c2. The reason"), explained.out());
        Scenario scenario = ScenarioReader.file(template).scenarios().getFirst();
        Question question = scenario.lesson().orElseThrow().steps().getFirst().asks().getFirst();
        try (ScenarioRun run = ScenarioRun.open(scenario, Optional.empty())) {
            assertEquals(question.answer(),
                    question.truth(run.toEnd().performed().getFirst().outcome().orElseThrow()));
        }
    }

    @Test
    void anAnswerThatTheEngineDoesNotGiveIsFoundByCheckAndNotExplained(@TempDir Path folder) throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.quorum-scenario"),
                guide("template.quorum-scenario").replace("\"answer\": [\"c0\", \"c2\"]", "\"answer\": [\"c1\"]"));
        Spoken checked = Spoken.of("run", "--check", wrong);
        assertEquals(1, checked.status(), checked.toString());
        assertTrue(checked.out().contains("expected c1, found c0, c2"), checked.out());
        Spoken explained = Spoken.of("run", "--explain", wrong);
        assertTrue(explained.out().replaceAll("\\s+", " ").contains(
                "= c0, c2. The lesson's author expected c1, and does not explain this."), explained.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"teaching.md", "de/teaching.md"})
    void theGuideNamesEveryKindOfQuestionAndItsFaultCanBeRead(String page) throws Exception {
        String guide = guide(page);
        for (Question.Kind kind : Question.Kind.values()) {
            assertTrue(guide.contains("| `" + kind.word() + "` |"), kind.word());
        }
        String child = guide.substring(guide.indexOf("```json\n{\"size\"") + 7).lines().skip(1).findFirst()
                .orElseThrow();
        String scenario = "{\"format\": 1, \"children\": [" + child + ", {\"size\": 4096}], "
                + "\"quorum\": {\"vote-threshold\": 2}, "
                + "\"operations\": [{\"op\": \"read\", \"offset\": 0, \"length\": 512}]}";
        assertEquals(1, new ScenarioReader(Path.of("")).text(scenario, "guide").scenarios().getFirst().children()
                .getFirst().faults().size());
    }

    /** The words that a message lists as known. */
    private static List<String> known(String scenario, String before) throws IOException {
        String told = String.valueOf(assertThrows(ConfigurationProblem.class,
                () -> new ScenarioReader(Path.of("")).text(scenario, "guide")).getMessage());
        return Stream.of(told.substring(told.indexOf(before) + before.length()).split(",| or |\\.", -1))
                .map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"teaching.md", "de/teaching.md"})
    void theGuideNamesEveryEffectOfAFaultAndEveryOperation(String page) throws IOException {
        String guide = guide(page);
        List<String> effects = known("""
                {"children": [{"size": 512, "faults": [{"effect": "xyzzy"}]}], "quorum": {}}""", "Known are ");
        List<String> operations = known("""
                {"children": [{"size": 512}], "quorum": {}, "operations": [{"op": "xyzzy"}]}""", "Write ");
        assertTrue(effects.size() > 10 && operations.size() > 10, effects + " " + operations);
        effects.forEach(effect -> assertTrue(guide.contains("| `" + effect + "` |"), effect));
        operations.forEach(operation -> assertTrue(guide.contains("`" + operation + "`"), operation));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theGuideSaysOfEveryLessonWhatSurprises(String name) throws IOException {
        assertTrue(guide("teaching.md").contains("`" + name + "`"), name);
        assertTrue(guide("de/teaching.md").contains("`" + name + "`"), name);
    }
}
