// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import java.util.Optional;
import org.quorumworkbench.core.quorum.ChildReply;
import org.quorumworkbench.core.quorum.Decision;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Result;
import org.quorumworkbench.core.vote.Vote;

/** Why a request failed, in the one line that goes to the client with its error. */
final class VoteWords {

    private VoteWords() {}

    /** {@code quorum: 1 of 3 votes, threshold 2, sectors 2408+8}. */
    static String of(String quorum, Outcome outcome) {
        String why = switch (outcome.result()) {
            case Result.Aborted(String message) -> message;
            case Result.Cancelled() -> "given up";
            case Result.Success() -> "done";
            case Result.Failure failure -> outcome.decision() instanceof Decision.Refused(String refusal)
                    ? refusal
                    : counted(outcome).orElse(failure.errno().text());
        };
        return quorum + ": " + why + (outcome.length() == 0 ? "" : ", sectors " + outcome.range());
    }

    private static Optional<String> counted(Outcome outcome) {
        int children = outcome.replies().size();
        String threshold = ", threshold " + outcome.policy().threshold();
        Optional<Vote> vote = outcome.vote();
        if (vote.isPresent() && !vote.get().lettered().isEmpty()) {
            return Optional.of(vote.get().lettered().getFirst().votes() + " of " + children + " votes" + threshold);
        }
        long good = outcome.replies().stream().filter(ChildReply::isOk).count();
        String what = switch (outcome.requestKind()) {
            case READ -> "could be read";
            case FLUSH -> "could flush";
            default -> "could be written";
        };
        return children == 0
                ? Optional.empty()
                : Optional.of(good + " of " + children + " children " + what + threshold);
    }
}
