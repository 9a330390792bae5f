// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.teach;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.core.scenario.Question;

/** Answers as people type them. */
final class Prediction {

    private Prediction() {}

    /**
     * Reads what was typed: {@code c2 c3}, {@code c2, c3} or {@code none}; {@code yes} or {@code no}; a
     * word; a number. Empty if it is no such answer.
     */
    static Optional<Question.Answer> parse(Question.Form form, String typed) {
        String word = typed.strip();
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return switch (form) {
            case CHILDREN -> Optional.of(new Question.Answer.Children(word.equalsIgnoreCase("none")
                    ? List.of()
                    : Arrays.stream(word.split("[,\\s]+", -1)).filter(name -> !name.isEmpty()).toList()));
            case YES_OR_NO -> switch (word.toLowerCase(Locale.ROOT)) {
                case "yes", "y" -> Optional.of(new Question.Answer.YesOrNo(true));
                case "no", "n" -> Optional.of(new Question.Answer.YesOrNo(false));
                default -> Optional.empty();
            };
            case WORD -> Optional.of(new Question.Answer.Word(word));
            case NUMBER -> word.matches("[0-9]{1,9}")
                    ? Optional.of(new Question.Answer.Count(Integer.parseInt(word)))
                    : Optional.empty();
        };
    }

    /** Whether the two mean the same; words are compared without regard to case. */
    static boolean isRight(Question.Answer predicted, Question.Answer truth) {
        return predicted.equals(truth) || predicted.toString().equalsIgnoreCase(truth.toString());
    }
}
