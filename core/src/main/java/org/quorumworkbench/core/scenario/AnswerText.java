// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.scenario.Question.Answer;
import org.quorumworkbench.core.vote.Verdict;

/**
 * Answers as people type them, in English or German: {@code c2 c3}, {@code c2, c3} or {@code none};
 * {@code yes}, {@code nein}; a word; a number.
 */
public final class AnswerText {

    private static final Set<String> NONE = Set.of("none", "nobody", "-", "keine", "keiner", "keines", "niemand");
    private static final Set<String> YES = Set.of("yes", "y", "true", "ja", "j");
    private static final Set<String> NO = Set.of("no", "n", "false", "nein");
    private static final Set<String> ENDS = Set.of("ok", "cancelled", "aborted");

    /** What a read that is not voted on has in place of a verdict. */
    static final String NO_VOTE = "no vote";

    private AnswerText() {}

    /**
     * Reads what was typed.
     *
     * @return empty if it is no answer of that form
     */
    public static Optional<Answer> parse(Question.Form form, String typed) {
        String word = typed.strip();
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return switch (form) {
            case CHILDREN, SEQUENCE -> Optional.of(new Answer.Children(NONE.contains(word.toLowerCase(Locale.ROOT))
                    ? List.of()
                    : Arrays.stream(word.split("[,;\\s]+", -1)).filter(name -> !name.isEmpty()).toList()));
            case YES_OR_NO -> yesOrNo(word.toLowerCase(Locale.ROOT));
            case WORD -> Optional.of(new Answer.Word(word));
            case NUMBER -> word.matches("[0-9]{1,9}")
                    ? Optional.of(new Answer.Count(Integer.parseInt(word)))
                    : Optional.empty();
        };
    }

    private static Optional<Answer> yesOrNo(String word) {
        if (YES.contains(word)) {
            return Optional.of(new Answer.YesOrNo(true));
        }
        return NO.contains(word) ? Optional.of(new Answer.YesOrNo(false)) : Optional.empty();
    }

    /**
     * What is wrong with an answer whatever is true: children that there are none of, a child that is
     * named twice, a word that no request can return. Empty if it could be right.
     *
     * @param children
     *            the names that there are
     */
    public static List<String> unknown(Question.Kind kind, Answer answer, List<String> children) {
        return switch (answer) {
            case Answer.Children(List<String> names) -> {
                List<String> wrong = new ArrayList<>();
                Set<String> seen = new HashSet<>();
                for (String name : names) {
                    if (!children.contains(name) || !seen.add(name)) {
                        wrong.add(name);
                    }
                }
                yield List.copyOf(wrong);
            }
            case Answer.Word(String word) -> isWordOf(kind, word) ? List.of() : List.of(word);
            case Answer.YesOrNo _,Answer.Count _ -> List.of();
        };
    }

    private static boolean isWordOf(Question.Kind kind, String word) {
        if (kind == Question.Kind.VERDICT) {
            return word.equalsIgnoreCase(NO_VOTE)
                    || Arrays.stream(Verdict.values()).anyMatch(verdict -> verdict.word().equalsIgnoreCase(word));
        }
        return ENDS.contains(word.toLowerCase(Locale.ROOT)) || Errno.named(word.toUpperCase(Locale.ROOT)).isPresent();
    }
}
