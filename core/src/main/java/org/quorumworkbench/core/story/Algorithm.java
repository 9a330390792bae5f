// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.story;

import static org.quorumworkbench.core.story.DriverLine.*;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.quorum.Decision;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.RequestKind;

/**
 * Which lines of the driver's algorithm of June 2014 a step of a request's story stands for. Read
 * from the engine's record alone; what the driver had not yet (fifo, repairs, the flush of today)
 * has no lines.
 */
public final class Algorithm {

    private final Outcome outcome;

    private Algorithm(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The lines that are executed in that step of the outcome, in order; none if there are none. */
    public static List<DriverLine> lines(Outcome outcome, TraceStep step) {
        boolean fifo = outcome.policy().readPattern() == ReadPattern.FIFO
                && outcome.requestKind() == RequestKind.READ;
        boolean flushOfToday = outcome.requestKind() == RequestKind.FLUSH
                && !(outcome.decision() instanceof Decision.FlushVoted);
        return fifo || flushOfToday ? List.of() : new Algorithm(outcome).of(step);
    }

    private List<DriverLine> of(TraceStep step) {
        boolean flush = outcome.requestKind() == RequestKind.FLUSH;
        return switch (step) {
            case TraceStep.Asked _ -> List.of(switch (outcome.requestKind()) {
                case READ -> READ_START;
                case FLUSH -> FLUSH_CHILD;
                default -> WRITE_START;
            });
            case TraceStep.NotAsked _ -> List.of();
            case TraceStep.Replied _ when flush -> List.of(FLUSH_CHILD);
            case TraceStep.Replied replied -> replied.error().isPresent()
                    ? List.of(ANSWER_KEEP)
                    : List.of(ANSWER_KEEP, ANSWER_SUCCESS);
            case TraceStep.Silent _ -> List.of(ANSWER_WAIT);
            case TraceStep.Compared compared -> compared.equal()
                    ? List.of(VOTE_COMPARE)
                    : List.of(VOTE_COMPARE, VOTE_DIFFERS);
            case TraceStep.FastPath _ -> List.of(VOTE_AGREE);
            case TraceStep.Voted voted -> voted(voted);
            case TraceStep.Counted counted -> counted(counted);
            case TraceStep.Succeeded succeeded -> succeeded.errorsDecide()
                    ? List.of(TOO_FEW_CHECK, TOO_FEW_ERRORS)
                    : List.of(TOO_FEW_CHECK, TOO_FEW_ENOUGH);
            case TraceStep.Told(Event event) -> told(event);
            case TraceStep.Ended _ -> ended();
        };
    }

    private List<DriverLine> voted(TraceStep.Voted voted) {
        List<DriverLine> lines = new ArrayList<>(switch (outcome.decision()) {
            case Decision.Voted _ -> List.of(VOTE_HASH, VOTE_COUNT);
            case Decision.FlushVoted _ -> List.of(FLUSH_COUNT);
            default -> List.of(ERRORS_COUNT);
        });
        lines.add(COUNT_SEARCH);
        if (voted.begins()) {
            lines.add(COUNT_INSERT);
        }
        lines.add(COUNT_VOTE);
        lines.add(COUNT_MEMBER);
        return List.copyOf(lines);
    }

    private List<DriverLine> counted(TraceStep.Counted counted) {
        return switch (outcome.decision()) {
            case Decision.Voted _ -> counted.threshold().filter(votes -> counted.members().size() < votes).isPresent()
                    ? List.of(VOTE_WINNER, WINNER_SEARCH, WINNER_FOUND, VOTE_THRESHOLD, VOTE_FAIL)
                    : List.of(VOTE_WINNER, WINNER_SEARCH, WINNER_FOUND, VOTE_THRESHOLD, VOTE_COPY);
            case Decision.FlushVoted _ -> List.of(FLUSH_WINNER, WINNER_SEARCH, WINNER_FOUND);
            default -> List.of(ERRORS_WINNER, WINNER_SEARCH, WINNER_FOUND);
        };
    }

    private List<DriverLine> told(Event event) {
        return switch (event) {
            case Event.ReportBad bad -> bad.error().isPresent()
                    ? List.of(ANSWER_REPORT)
                    : List.of(VOTE_REPORT, BAD_VERSIONS, BAD_MEMBERS);
            case Event.QuorumFailure _ ->
                List.of(outcome.decision() instanceof Decision.Voted ? VOTE_FAIL : TOO_FEW_REPORT);
            default -> List.of();
        };
    }

    private List<DriverLine> ended() {
        return switch (outcome.decision()) {
            case Decision.Mismatch _ -> List.of(COMPARE_BLKVERIFY, EXIT);
            case Decision.GivenUp _ -> List.of(CANCEL_CHILDREN);
            case Decision.Refused _ -> List.of();
            case Decision.FlushVoted _ -> List.of(FLUSH_WINNER);
            default -> List.of(ANSWER_END, FINALIZE_CALL);
        };
    }
}
