// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.config.OptionValue;

/**
 * Something that the reader of a lesson can try.
 *
 * @param text
 *            what to try, and what to find out
 * @param attempt
 *            what to change in the scenario so that it has been tried; absent if that is left to
 *            the reader alone
 * @param shows
 *            what the changed scenario then does: the engine answers it so, or the lesson is wrong
 * @param solution
 *            what was to be found out; may be empty
 */
public record Exercise(String text, Optional<OptionValue.Group> attempt, List<Finding> shows, String solution) {

    public Exercise {
        shows = List.copyOf(shows);
    }

    /**
     * One thing that is to be seen.
     *
     * @param operation
     *            of the changed scenario, from 0
     */
    public record Finding(int operation, Question.Kind kind, Question.Answer answer) {

        /** It as a question, without words. */
        public Question asQuestion() {
            return new Question(kind, kind.word(), answer, "");
        }
    }

    /** The exercise in other words: those of another language. */
    Exercise inWords(String otherText, String otherSolution) {
        return new Exercise(otherText, attempt, shows, otherSolution);
    }
}
