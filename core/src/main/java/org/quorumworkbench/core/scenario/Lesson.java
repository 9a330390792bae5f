// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.List;
import java.util.Map;
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
 *            "now change it yourself": what the reader can try
 * @param translations
 *            the same in other languages, by language tag
 */
public record Lesson(String title, List<String> paragraphs, List<Step> steps, List<Exercise> change,
        Map<String, Words> translations) {

    public Lesson {
        paragraphs = List.copyOf(paragraphs);
        steps = List.copyOf(steps);
        change = List.copyOf(change);
        translations = Map.copyOf(translations);
    }

    /**
     * A lesson's words in another language.
     *
     * @param steps
     *            as many as the lesson has, with as many questions, which have the lesson's answers
     * @param faults
     *            titles of the children's faults, by the title in the lesson's own language
     */
    public record Words(String title, List<String> paragraphs, List<Step> steps, List<Exercise> change,
            Map<String, String> faults) {
        public Words {
            paragraphs = List.copyOf(paragraphs);
            steps = List.copyOf(steps);
            change = List.copyOf(change);
            faults = Map.copyOf(faults);
        }
    }

    /** The lesson in that language; as it is if it has no such words. */
    public Lesson in(String language) {
        Words words = translations.get(language);
        return words == null
                ? this
                : new Lesson(words.title, words.paragraphs, words.steps, words.change, translations);
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
