// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.List;
import org.quorumworkbench.core.scenario.Question;

/** What one step of a lecture shows. Operations count from 0, as in the scenario. */
public sealed interface Slide {

    /** Text alone. */
    record Words(String heading, List<String> paragraphs) implements Slide {
        public Words {
            paragraphs = List.copyOf(paragraphs);
        }
    }

    /** A question before an operation is seen. */
    record Asked(int operation, Question question) implements Slide {}

    /** The operation up to and with that moment. */
    record Shown(int operation, int moment) implements Slide {}

    /** The answer that the engine gave. */
    record Revealed(int operation, Question question, Question.Answer truth) implements Slide {}
}
