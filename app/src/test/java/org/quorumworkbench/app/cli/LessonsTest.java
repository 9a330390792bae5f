// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Explanation;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Performed;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioRun;

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
                    assertEquals(question.answer(), question.truth(outcome), question.text());
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
}
