// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.ChildReply;
import org.quorumworkbench.core.quorum.Decision;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/**
 * What a lesson asks before it shows an operation.
 *
 * @param kind
 *            what is asked for; it decides what an answer looks like
 * @param text
 *            the question as it is put
 * @param answer
 *            the right one
 * @param why
 *            the reason, shown with the answer
 */
public record Question(Kind kind, String text, Answer answer, String why) {

    /** What can be asked of an operation; each is answered by its outcome alone. */
    public enum Kind {
        /** Which children are in the winning version? */
        WINNER("winner", Form.CHILDREN),
        /** Which children are reported? */
        REPORTED("reported", Form.CHILDREN),
        /** Which children are reported, in which order? */
        REPORT_ORDER("report-order", Form.SEQUENCE),
        /** Which children are overwritten with the winner? Children. */
        REWRITTEN("rewritten", Form.CHILDREN),
        /** Does it succeed? Yes or no. */
        SUCCEEDS("succeeds", Form.YES_OR_NO),
        /** Is anything hashed, or is it all decided by comparing? Yes or no. */
        HASHED("hashed", Form.YES_OR_NO),
        /** What does it return? {@code ok}, an error's name, {@code cancelled} or {@code aborted}. */
        RETURNS("returns", Form.WORD),
        /** The verdict's word. */
        VERDICT("verdict", Form.WORD),
        /** How many versions are there? */
        VERSIONS("versions", Form.NUMBER);

        private final String word;
        private final Form form;

        Kind(String word, Form form) {
            this.word = word;
            this.form = form;
        }

        /** The word in scenario files. */
        public String word() {
            return word;
        }

        public Form form() {
            return form;
        }

        /**
         * Whether the outcome of such an operation answers it: only reads are voted on by their bytes, and
         * what is no request to the children answers nothing.
         */
        public boolean canBeAskedOf(Operation operation) {
            return switch (operation.asked()) {
                case Operation.Read _,Operation.Examine _ -> true;
                case Operation.Write _,Operation.WriteData _,Operation.WriteZeroes _,Operation.Flush _ ->
                    this == SUCCEEDS || this == RETURNS || this == REPORTED || this == REPORT_ORDER;
                default -> false;
            };
        }

        /** The kind of that word in scenario files. */
        public static Optional<Kind> named(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }

    /** How an answer is given. */
    public enum Form {
        /** A set of children: their order means nothing. */
        CHILDREN,
        /** Children in an order that counts. */
        SEQUENCE, YES_OR_NO, WORD, NUMBER
    }

    /** An answer: the right one, a prediction, or what really happened. */
    public sealed interface Answer {

        /** Names of children; perhaps none. The form says whether their order counts. */
        record Children(List<String> names) implements Answer {
            public Children {
                names = List.copyOf(names);
            }

            @Override
            public String toString() {
                return names.isEmpty() ? "none" : String.join(", ", names);
            }
        }

        record YesOrNo(boolean yes) implements Answer {
            @Override
            public String toString() {
                return yes ? "yes" : "no";
            }
        }

        record Word(String word) implements Answer {
            @Override
            public String toString() {
                return word;
            }
        }

        record Count(int number) implements Answer {
            @Override
            public String toString() {
                return Integer.toString(number);
            }
        }
    }

    /** What really happened, read from the engine's own story. */
    public Answer truth(Outcome outcome) {
        return switch (kind) {
            case WINNER -> new Answer.Children(winner(outcome));
            case REPORTED -> new Answer.Children(inChildOrder(outcome, reported(outcome)));
            case REPORT_ORDER -> new Answer.Children(reported(outcome));
            case REWRITTEN -> new Answer.Children(inChildOrder(outcome, outcome.events().stream().flatMap(
                    event -> event instanceof Event.Rewritten made && made.error().isEmpty()
                            ? Stream.of(made.child())
                            : Stream.empty())
                    .toList()));
            case SUCCEEDS -> new Answer.YesOrNo(outcome.isSuccess());
            case HASHED -> new Answer.YesOrNo(outcome.decision() instanceof Decision.Voted);
            case RETURNS -> new Answer.Word(switch (outcome.result()) {
                case Result.Success() -> "ok";
                case Result.Failure(Errno errno) -> errno.name();
                case Result.Cancelled() -> "cancelled";
                case Result.Aborted(String _) -> "aborted";
            });
            case VERDICT -> new Answer.Word(outcome.verdict().map(Verdict::word).orElse("no vote"));
            case VERSIONS -> new Answer.Count(outcome.vote().map(vote -> vote.lettered().size()).orElse(0));
        };
    }

    /** Whether an answer is the right one: sets have no order, and words no case. */
    public boolean isRight(Answer given, Answer truth) {
        return switch (kind.form()) {
            case CHILDREN -> given instanceof Answer.Children(List<String> these)
                    && truth instanceof Answer.Children(List<String> those)
                    && Set.copyOf(these).equals(Set.copyOf(those));
            case WORD -> given.toString().equalsIgnoreCase(truth.toString());
            case SEQUENCE, YES_OR_NO, NUMBER -> given.equals(truth);
        };
    }

    /** The question in other words: those of another language. */
    Question inWords(String otherText, String otherWhy) {
        return new Question(kind, otherText, answer, otherWhy);
    }

    private static List<String> reported(Outcome outcome) {
        return outcome.events().stream()
                .flatMap(event -> event instanceof Event.ReportBad bad ? Stream.of(bad.child()) : Stream.empty())
                .toList();
    }

    private static List<String> inChildOrder(Outcome outcome, List<String> names) {
        List<String> order = outcome.replies().stream().map(ChildReply::name).toList();
        return names.stream().distinct().sorted(Comparator.comparingInt(order::indexOf)).toList();
    }

    /** A version that is below the threshold won the count, but nothing with it. */
    private static List<String> winner(Outcome outcome) {
        if (!outcome.isSuccess()) {
            return List.of();
        }
        return switch (outcome.decision()) {
            case Decision.FirstReadable(int child) -> List.of(outcome.replies().get(child).name());
            default -> outcome.vote().map(Vote::winner).orElse(List.of()).stream()
                    .map(child -> outcome.replies().get(child).name()).toList();
        };
    }
}
