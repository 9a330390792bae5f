// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.scenario.Expectation;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Performed;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;
import org.quorumworkbench.core.scenario.ScenarioReader;
import org.quorumworkbench.core.scenario.ScenarioRun;

/** What the teacher's guide tells, works. */
class TeachersGuideTest {

    private static final String FOLDER = "/org/quorumworkbench/ui/teaching/";

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TeachersGuideTest.class.getResourceAsStream(FOLDER + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Scenario scenario(String text, String name) throws ConfigurationProblem {
        return new ScenarioReader(Path.of("")).text(text, name).scenarios().getFirst();
    }

    private static void assertAnsweredByTheEngine(Scenario scenario, int questions) {
        int asked = 0;
        try (ScenarioRun run = ScenarioRun.open(scenario, Optional.empty())) {
            List<Performed> performed = run.toEnd().performed();
            for (Lesson.Step step : scenario.lesson().orElseThrow().steps()) {
                for (Question question : step.asks()) {
                    Outcome outcome = performed.get(step.operation().orElseThrow()).outcome().orElseThrow();
                    assertEquals(question.answer(), question.truth(outcome), question.text());
                    asked++;
                }
            }
        }
        assertEquals(questions, asked);
    }

    @Test
    void theTemplateIsALessonThatWorks() throws IOException, ConfigurationProblem {
        Scenario template = scenario(resource("template.quorum-scenario"), "template");
        assertAnsweredByTheEngine(template, 2);
        assertEquals(List.of(), Expectation.differences(template.expected().orElseThrow(),
                ScenarioRun.transcript(template, Optional.empty())));
    }

    @Test
    void theExampleOfTheGuideWorks() throws IOException, ConfigurationProblem {
        String guide = resource("guide.md");
        int start = guide.indexOf("```json\n") + "```json\n".length();
        assertAnsweredByTheEngine(scenario(guide.substring(start, guide.indexOf("```", start)), "guide"), 2);
    }

    @Test
    void theGuideNamesEveryKindOfQuestion() throws IOException {
        String guide = resource("guide.md");
        for (Question.Kind kind : Question.Kind.values()) {
            assertTrue(guide.contains("| `" + kind.word() + "` |"), kind.word());
        }
    }
}
