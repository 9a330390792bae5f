// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.scenario.AnswerSheet;
import org.quorumworkbench.core.scenario.Lesson;
import org.quorumworkbench.core.scenario.Question;
import org.quorumworkbench.core.scenario.Scenario;

/**
 * A lesson's questions with what the engine answers, for sheets, keys and grades.
 *
 * @param scenario
 *            that was run
 * @param asked
 *            in the order in which they are asked
 */
public record Examination(Scenario scenario, List<Asked> asked) {

    public Examination {
        asked = List.copyOf(asked);
    }

    /**
     * A question of the lesson.
     *
     * @param operation
     *            that it is about, from 0
     * @param number
     *            among that operation's questions, from 0
     * @param truth
     *            what the engine answers; absent if the operation never came to an outcome
     */
    public record Asked(int operation, int number, Question question, Optional<Question.Answer> truth) {}

    /**
     * A question that was graded.
     *
     * @param given
     *            what was answered; absent if nothing was
     */
    public record Graded(Asked asked, Optional<Question.Answer> given) {

        public boolean isRight() {
            return asked.truth.isPresent() && given.isPresent()
                    && asked.question.isRight(given.get(), asked.truth.get());
        }
    }

    /** Runs the scenario; without a lesson nothing is asked. */
    public static Examination of(Scenario scenario) {
        List<Asked> asked = new ArrayList<>();
        Optional<Lesson> lesson = scenario.lesson();
        if (lesson.isEmpty()) {
            return new Examination(scenario, List.of());
        }
        List<Performed> performed = Playback.of(scenario, Optional.empty()).performed();
        for (Lesson.Step step : lesson.get().steps()) {
            for (int number = 0; number < step.asks().size(); number++) {
                int operation = step.operation().orElseThrow();
                Question question = step.asks().get(number);
                Optional<Question.Answer> truth = operation < performed.size()
                        ? performed.get(operation).outcome().map(question::truth)
                        : Optional.empty();
                asked.add(new Asked(operation, number, question, truth));
            }
        }
        return new Examination(scenario, asked);
    }

    /** Grades a student's answers; what was not answered is not right. */
    public List<Graded> grade(AnswerSheet sheet) {
        return asked.stream()
                .map(one -> new Graded(one, sheet.to(one.operation, one.number, one.question.kind()))).toList();
    }
}
