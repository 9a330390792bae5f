// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
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
        /** Which children are in the winning version? Children, lowest first. */
        WINNER("winner", Form.CHILDREN),
        /** Which children are reported, in which order? Children. */
        REPORTED("reported", Form.CHILDREN),
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

        static Optional<Kind> named(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
        }
    }

    /** How an answer is given. */
    public enum Form {
        CHILDREN, YES_OR_NO, WORD, NUMBER
    }

    /** An answer: the right one, a prediction, or what really happened. */
    public sealed interface Answer {

        /** Names of children, in order; perhaps none. */
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
            case REPORTED -> new Answer.Children(outcome.events().stream()
                    .flatMap(event -> event instanceof Event.ReportBad bad ? Stream.of(bad.child()) : Stream.empty())
                    .toList());
            case REWRITTEN -> new Answer.Children(outcome.events().stream().flatMap(
                    event -> event instanceof Event.Rewritten made && made.error().isEmpty()
                            ? Stream.of(made.child())
                            : Stream.empty())
                    .toList());
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
