// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.vote.Version;

/**
 * One thing that happened within a request, as slow motion shows it. Children are called by their
 * index and their name.
 */
public sealed interface TraceStep {

    /** What happened, and by which rule, in a sentence or two. */
    String words();

    /** The request goes out to a child. */
    record Asked(int child, String name) implements TraceStep {
        @Override
        public String words() {
            return "The request goes to " + name + ".";
        }
    }

    /** A child is not asked: it has nothing to flush, or one before it could be read. */
    record NotAsked(int child, String name, Why why) implements TraceStep {

        /** Why it is not asked. */
        public enum Why {
            NOTHING_TO_FLUSH("nothing was written to it since its last good flush"), READ_BEFORE(
                    "a child before it could be read");

            private final String words;

            Why(String words) {
                this.words = words;
            }
        }

        @Override
        public String words() {
            return name + " is not asked: " + why.words + ".";
        }
    }

    /**
     * A child's reply comes in.
     *
     * @param error
     *            absent if it did what it was asked
     */
    record Replied(int child, String name, Optional<Errno> error) implements TraceStep {
        @Override
        public String words() {
            return error.map(errno -> name + " fails: " + errno.text() + ".").orElse(name + " has answered.");
        }
    }

    /** A child has not answered when the request is given up. */
    record Silent(int child, String name) implements TraceStep {
        @Override
        public String words() {
            return name + " has not answered. The quorum waits for every child, so the request ends only by being "
                    + "cancelled.";
        }
    }

    /** The fast path compares the bytes of the first readable child with those of a later one. */
    record Compared(String first, String with, boolean equal) implements TraceStep {
        @Override
        public String words() {
            return equal
                    ? "The bytes of " + first + " and " + with + " are equal."
                    : "The bytes of " + first + " and " + with + " differ: the fast path ends, and hashes are counted.";
        }
    }

    /** All children that could be read agree, so nothing is hashed or counted. */
    record FastPath(List<String> children) implements TraceStep {
        public FastPath {
            children = List.copyOf(children);
        }

        @Override
        public String words() {
            return "No difference: the fast path. Nothing is hashed, and the answer is the bytes of "
                    + children.getFirst() + ".";
        }
    }

    /**
     * A child's vote is counted.
     *
     * @param value
     *            what it votes for: the start of a hash, or an error's name
     * @param begins
     *            whether it is the first of its version
     * @param list
     *            the versions so far as the list stands, head first
     */
    record Voted(int child, String name, String value, boolean begins,
            List<Version<String>> list) implements TraceStep {
        public Voted {
            list = List.copyOf(list);
        }

        @Override
        public String words() {
            return begins
                    ? name + " votes for " + value
                            + ", which was not seen before: a new version goes to the head of the list."
                    : name + " votes for " + value + ", which is in the list already.";
        }
    }

    /**
     * The list was searched from its head for the most votes.
     *
     * @param members
     *            of the version that was found
     * @param tied
     *            whether another version has as many votes
     * @param threshold
     *            the votes that are needed; absent where the threshold plays no part
     */
    record Counted(List<String> members, String value, boolean tied, Optional<Integer> threshold) implements TraceStep {
        public Counted {
            members = List.copyOf(members);
        }

        @Override
        public String words() {
            String most = String.join(", ", members) + (members.size() == 1 ? " has" : " have") + " the most votes, "
                    + members.size() + " for " + value + "."
                    + (tied ? " Another version has as many: a tie, won by list order." : "");
            return threshold.map(votes -> most + (members.size() >= votes
                    ? " The threshold of " + votes + " is met."
                    : " The threshold is " + votes + ": there is no quorum.")).orElse(most);
        }
    }

    /**
     * The children that succeeded are counted against the threshold.
     *
     * @param errorsDecide
     *            whether they are too few, so that the errors are voted on
     */
    record Succeeded(int children, int threshold, boolean errorsDecide) implements TraceStep {
        @Override
        public String words() {
            return children + (children == 1 ? " child has" : " children have") + " succeeded, " + threshold
                    + (threshold == 1 ? " is" : " are") + " needed: "
                    + (errorsDecide ? "too few. The errors of the others are voted on." : "enough.");
        }
    }

    /** An event is sent. */
    record Told(Event event) implements TraceStep {
        @Override
        public String words() {
            return switch (event) {
                case Event.ReportBad bad when bad.error().isPresent() ->
                    bad.child() + " is reported, with its error.";
                case Event.ReportBad bad ->
                    bad.child()
                            + " is reported, outside the winner: the newest version first, its highest child first.";
                case Event.QuorumFailure _ -> "The failure of the quorum is reported. It names no child.";
                case Event.Rewritten made when made.error().isEmpty() ->
                    made.child() + " is overwritten with the winner.";
                default -> EventWords.line(event);
            };
        }
    }

    /**
     * The request ends.
     *
     * @param detail
     *            what the reason names: a child, or the words of a refusal; may be empty
     */
    record Ended(Result result, Reason reason, String detail) implements TraceStep {

        /** How it came to that end. */
        public enum Reason {
            /** The bytes of the winner, which the child stands for. */
            WINNER, NO_QUORUM, FIRST_READABLE, NONE_READABLE, ERROR_VOTE, FLUSH_VOTE, REFUSED, NOTHING_TO_DO,
            /** The steps before it said how. */
            SEEN
        }

        private String how() {
            return switch (reason) {
                case WINNER -> "the answer is the bytes of " + detail;
                case NO_QUORUM -> "no version has the votes that the threshold asks for";
                case FIRST_READABLE -> "the first child that could be read is " + detail;
                case NONE_READABLE -> "no child could be read, and the last one's error counts";
                case ERROR_VOTE -> "the error with the most votes";
                case FLUSH_VOTE -> "success is a vote like any error, and the threshold plays no part";
                case REFUSED -> detail;
                case NOTHING_TO_DO -> "there was nothing to do";
                case SEEN -> "";
            };
        }

        @Override
        public String words() {
            String what = switch (result) {
                case Result.Success() -> "It succeeds";
                case Result.Failure(Errno errno) -> "It fails with " + errno.name() + " (" + errno.text() + ")";
                case Result.Cancelled() -> "It was cancelled";
                case Result.Aborted(String message) -> "The quorum is aborted: " + message;
            };
            String how = how();
            return how.isEmpty() ? what + "." : what + ": " + how + ".";
        }
    }
}
