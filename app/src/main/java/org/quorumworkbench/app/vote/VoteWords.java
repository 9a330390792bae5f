// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.vote;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.quorum.Decision;
import org.quorumworkbench.core.vote.Tally;
import org.quorumworkbench.core.vote.Verdict;
import org.quorumworkbench.core.vote.Vote;

/** What is said of a vote, in sentences. */
public final class VoteWords {

    private VoteWords() {}

    /** The verdict on the request: never plain "winner" where list order decided. */
    public static String verdict(Inspection inspection) {
        return inspection.requestVote().map(vote -> verdict(vote, names(inspection))).orElseGet(
                () -> switch (inspection.request().decision()) {
                    case Decision.GivenUp() -> text("verdict.cancelled");
                    case Decision.Mismatch(String message) -> text("verdict.aborted", message);
                    case Decision.Refused(String why) -> text("verdict.refused", why);
                    case Decision.TooFewSucceeded(int succeeded, Tally<Errno> _) ->
                        text("verdict.unreadable", number(succeeded), number(inspection.children().size()),
                                number(inspection.request().policy().threshold()));
                    case Decision.FirstReadable(int child) ->
                        text("verdict.fifo.served", members(List.of(child), names(inspection)));
                    default -> text("verdict.fifo");
                });
    }

    static String verdict(Vote vote, List<String> names) {
        String all = number(vote.childCount());
        String needed = number(vote.threshold());
        return switch (vote.verdict()) {
            case UNANIMOUS -> text("verdict.unanimous", vote.childCount());
            case MAJORITY -> majority(vote, names, all, needed);
            case TIE -> {
                int most = vote.lettered().getFirst().votes();
                long tied = vote.lettered().stream().filter(version -> version.votes() == most).count();
                yield text("verdict.tie", number(tied), number(most), members(vote.winner(), names));
            }
            case BELOW_THRESHOLD -> text("verdict.below", number(vote.lettered().getFirst().votes()), all, needed);
            case DIFFERS -> text("verdict.fifo");
            case UNREADABLE ->
                text("verdict.unreadable", number(vote.childCount() - vote.unreadable().size()), all, needed);
        };
    }

    private static String majority(Vote vote, List<String> names, String all, String needed) {
        StringBuilder words = new StringBuilder(
                text("verdict.majority", number(vote.winner().size()), all, needed));
        if (!vote.outvoted().isEmpty()) {
            words.append(' ').append(text("verdict.majority.outvoted", members(vote.outvoted(), names)));
        }
        if (!vote.unreadable().isEmpty()) {
            words.append(' ').append(text("verdict.majority.unreadable", members(vote.unreadable(), names)));
        }
        return words.toString();
    }

    /** Why request vote and sector votes tell different stories; empty if they do not. */
    public static Optional<String> difference(Inspection inspection) {
        if (!inspection.votesDiffer() || inspection.requestVerdict().isEmpty()) {
            return Optional.empty();
        }
        boolean requestSucceeds = inspection.requestVerdict().get().succeeds();
        long others = inspection.sectors().stream().filter(s -> s.verdict().succeeds() != requestSucceeds).count();
        String all = number(inspection.sectors().size());
        if (requestSucceeds) {
            return Optional.of(text("differ.hidden", number(others), all));
        }
        return Optional.of(others == inspection.sectors().size()
                ? text("differ.fatal")
                : text("differ.fatal.some", number(others), all));
    }

    /** The word for a verdict. */
    public static String word(Verdict verdict) {
        return text("word." + verdict.word());
    }

    /** The order in which the list of versions was searched: newest first. */
    public static String listOrder(Vote vote) {
        return text("vote.list", vote.listOrder().stream().map(position -> String.valueOf(Vote.letter(position)))
                .collect(Collectors.joining(", ")));
    }

    /** The names of children, separated by spaces. */
    public static String members(List<Integer> children, List<String> names) {
        return children.stream().map(names::get).collect(Collectors.joining(" "));
    }

    public static List<String> names(Inspection inspection) {
        return inspection.children().stream().map(child -> child.name()).toList();
    }

    private static String number(long number) {
        return Long.toString(number);
    }
}
