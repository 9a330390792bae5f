// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.scenario.LessonLibrary;
import org.quorumworkbench.core.scenario.Scenario;

/** Answers are kept, in whatever order the background works. */
class AnswersTest {

    @TempDir
    private Path folder;

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private final Scenario lesson;
    private final Scenario other;
    private final List<Slide.Asked> asked;

    AnswersTest() throws ConfigurationProblem {
        LessonLibrary library = new LessonLibrary(AnswersTest.class.getClassLoader());
        lesson = library.lesson("tie").orElseThrow();
        other = library.lesson("unanimity").orElseThrow();
        asked = SlideDeck.of(lesson).slides().stream().filter(Slide.Asked.class::isInstance)
                .map(Slide.Asked.class::cast).toList();
    }

    private Answers answers() {
        return new Answers(new Background(work::add, Runnable::run), Optional.of(folder), complaints::add);
    }

    private void doFirstComeFirst() {
        while (!work.isEmpty()) {
            work.removeFirst().run();
        }
    }

    private void doLastComeFirst() {
        while (!work.isEmpty()) {
            work.removeLast().run();
        }
    }

    private void give(Answers answers, int question) {
        List<String> children = lesson.quorumChildren();
        if (answers.give(asked.get(question), "no", children).isPresent()) {
            assertEquals(Optional.empty(), answers.give(asked.get(question), children.getFirst(), children));
        }
    }

    private int kept() {
        Answers again = answers();
        again.begin(lesson);
        doFirstComeFirst();
        assertEquals(List.of(), complaints);
        return again.count();
    }

    @Test
    void ofSeveralAnswersThatAreWrittenAtOnceTheLastIsKept() {
        Answers answers = answers();
        answers.begin(lesson);
        doFirstComeFirst();
        give(answers, 0);
        give(answers, 1);
        doLastComeFirst();
        assertEquals(2, kept());
    }

    @Test
    void anAnswerThatIsGivenBeforeTheOthersWereReadDoesNotTakeTheirPlace() {
        Answers before = answers();
        before.begin(lesson);
        doFirstComeFirst();
        give(before, 1);
        doFirstComeFirst();
        Answers answers = answers();
        answers.begin(lesson);
        give(answers, 0);
        doFirstComeFirst();
        assertEquals(2, answers.count());
        assertEquals(2, kept());
    }

    @Test
    void answersThatAreReadTooLateAreNotTakenForThoseOfAnotherScenario() {
        Answers before = answers();
        before.begin(lesson);
        doFirstComeFirst();
        give(before, 0);
        doFirstComeFirst();
        Answers answers = answers();
        answers.begin(lesson);
        // What is no lesson has no answers that could be read.
        answers.begin(other.withLesson(Optional.empty()));
        doFirstComeFirst();
        assertEquals(0, answers.count());
    }
}
