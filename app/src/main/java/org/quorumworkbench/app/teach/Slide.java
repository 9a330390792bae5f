// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.List;
import org.quorumworkbench.core.scenario.Exercise;
import org.quorumworkbench.core.scenario.Question;

/** What one page of a lesson shows. Operations count from 0, as in the scenario. */
public sealed interface Slide {

    /** Text alone. */
    record Words(String heading, List<String> paragraphs) implements Slide {
        public Words {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /**
     * A question before an operation is seen, beside the children that it is about.
     *
     * @param ordinal
     *            among the operation's questions, from 0
     */
    record Asked(int operation, int ordinal, Question question) implements Slide {}

    /**
     * The operation with the steps before {@code to}; those from {@code from} on are new.
     */
    record Shown(int operation, int from, int to) implements Slide {}

    /**
     * The answer that the engine gave, where it becomes visible.
     *
     * @param to
     *            the steps that have been seen
     */
    record Revealed(int operation, int to, int ordinal, Question question, Question.Answer truth) implements Slide {}

    /** Something to try. */
    record Try(int ordinal, Exercise exercise) implements Slide {}
}
