// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.quorum.Decision;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.RequestKind;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.story.Replay;
import org.quorumworkbench.core.story.TraceStep;
import org.quorumworkbench.core.vote.Vote;

/**
 * A read as moves that a person makes in the quorum's place: may it vote, do all agree, where does
 * each vote go, who wins, who is reported, what is returned. What is right is read from the
 * engine's record.
 */
public final class Moves {

    /** What a move decides. */
    public enum Kind {
        /** Could as many be read as the threshold says? Yes or no. */
        ENOUGH,
        /** Are all bytes that were read equal? Yes or no. */
        AGREE,
        /** Where the child's vote goes: to a version by its letter, or to a new one. */
        VOTE,
        /** Which version has won the search? A letter. */
        WINNER,
        /** Has it the votes that are needed? Yes or no. */
        THRESHOLD,
        /** Who is reported next, after the count? A child, or nobody. */
        REPORT,
        /** What is returned? */
        RETURN
    }

    public static final String YES = "yes";
    public static final String NO = "no";
    /** A new version at the head of the list. */
    public static final String HEAD = "head";
    /** A new version at the end of the list; never right. */
    public static final String END = "end";
    public static final String NOBODY = "none";

    /**
     * One move.
     *
     * @param child
     *            whose vote it is about; empty if it is about no child's
     * @param options
     *            to choose from
     * @param right
     *            the one that the engine took
     * @param seen
     *            how many steps of the story are to be seen before it
     */
    public record Move(Kind kind, String child, List<String> options, String right, int seen) {
        public Move {
            options = List.copyOf(options);
        }
    }

    private final Outcome outcome;
    private final List<TraceStep> trace;
    private final List<Move> moves = new ArrayList<>();

    private Moves(Outcome outcome) {
        this.outcome = outcome;
        this.trace = Replay.of(outcome);
    }

    /** The moves of a read that is voted on; none of anything else. */
    public static List<Move> of(Outcome outcome) {
        boolean voted = outcome.requestKind() == RequestKind.READ
                && outcome.policy().readPattern() == ReadPattern.QUORUM
                && (outcome.decision() instanceof Decision.Voted || outcome.decision() instanceof Decision.Agreed
                        || outcome.decision() instanceof Decision.TooFewSucceeded);
        if (!voted) {
            return List.of();
        }
        Moves made = new Moves(outcome);
        made.make();
        return List.copyOf(made.moves);
    }

    private void make() {
        int answered = first(step -> step instanceof TraceStep.Compared || step instanceof TraceStep.FastPath
                || step instanceof TraceStep.Succeeded);
        boolean tooFew = outcome.decision() instanceof Decision.TooFewSucceeded;
        yesOrNo(Kind.ENOUGH, !tooFew, answered);
        if (!tooFew) {
            boolean agreed = outcome.decision() instanceof Decision.Agreed;
            yesOrNo(Kind.AGREE, agreed, answered);
            if (!agreed) {
                votes();
            }
        }
        moves.add(new Move(Kind.RETURN, "", List.of("ok", "EIO", "ENOMEM", "ENOSPC"), returned(), ending()));
    }

    private void votes() {
        int versions = 0;
        for (int at = 0; at < trace.size(); at++) {
            if (trace.get(at) instanceof TraceStep.Voted voted) {
                List<String> options = new ArrayList<>(letters(versions));
                options.addAll(List.of(HEAD, END));
                moves.add(new Move(Kind.VOTE, voted.name(), options,
                        voted.begins() ? HEAD : letter(voted, voted.value()), at));
                versions += voted.begins() ? 1 : 0;
            } else if (trace.get(at) instanceof TraceStep.Counted counted) {
                moves.add(new Move(Kind.WINNER, "", letters(versions),
                        letter((TraceStep.Voted) trace.get(at - 1), counted.value()), at));
                yesOrNo(Kind.THRESHOLD, outcome.isSuccess(), at + 1);
                if (outcome.isSuccess()) {
                    reports(at + 1);
                }
            }
        }
    }

    private void reports(int seen) {
        List<String> names = outcome.replies().stream().map(reply -> reply.name()).toList();
        List<String> options = Stream.concat(names.stream(), Stream.of(NOBODY)).toList();
        int before = seen;
        for (int at = seen; at < trace.size(); at++) {
            if (trace.get(at) instanceof TraceStep.Told(Event.ReportBad bad) && bad.error().isEmpty()) {
                moves.add(new Move(Kind.REPORT, "", options, bad.child(), before));
                before = at + 1;
            }
        }
        moves.add(new Move(Kind.REPORT, "", options, NOBODY, before));
    }

    private static List<String> letters(int versions) {
        return IntStream.range(0, versions).mapToObj(at -> String.valueOf(Vote.letter(at))).toList();
    }

    /** The letter of the version with that value: later versions push it back, and leave its letter. */
    private static String letter(TraceStep.Voted voted, String value) {
        for (int place = 0; place < voted.list().size(); place++) {
            if (voted.list().get(place).value().equals(value)) {
                return String.valueOf(Vote.letter(voted.list().size() - 1 - place));
            }
        }
        throw new IllegalStateException("what is voted for and counted is in the list");
    }

    private void yesOrNo(Kind kind, boolean yes, int seen) {
        moves.add(new Move(kind, "", List.of(YES, NO), yes ? YES : NO, seen));
    }

    private int first(Predicate<TraceStep> wanted) {
        return IntStream.range(0, trace.size()).filter(at -> wanted.test(trace.get(at))).findFirst()
                .orElse(trace.size() - 1);
    }

    private int ending() {
        return trace.size() - 1;
    }

    private String returned() {
        return switch (outcome.result()) {
            case Result.Success() -> "ok";
            case Result.Failure(Errno errno) -> errno.name();
            case Result.Cancelled() -> "cancelled";
            case Result.Aborted(String _) -> "aborted";
        };
    }
}
