// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;
import java.util.Optional;

/**
 * The text of a scenario that teaches something.
 *
 * @param title
 *            its heading
 * @param paragraphs
 *            what is told before anything happens
 * @param steps
 *            what is told beside the operations, in their order
 * @param change
 *            "now change it yourself": what the reader can try, a paragraph each
 */
public record Lesson(String title, List<String> paragraphs, List<Step> steps, List<String> change) {

    public Lesson {
        paragraphs = List.copyOf(paragraphs);
        steps = List.copyOf(steps);
        change = List.copyOf(change);
    }

    /**
     * One step of a lesson.
     *
     * @param operation
     *            the index of the operation that the step shows; absent for a step of words alone
     * @param before
     *            what is told before it
     * @param asks
     *            what is asked before it; empty without an operation
     * @param after
     *            what is told when it was seen
     */
    public record Step(Optional<Integer> operation, List<String> before, List<Question> asks, List<String> after) {
        public Step {
            before = List.copyOf(before);
            asks = List.copyOf(asks);
            after = List.copyOf(after);
        }
    }
}
