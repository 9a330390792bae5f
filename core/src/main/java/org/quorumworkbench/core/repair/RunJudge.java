// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.repair.Candidate.Doubt;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.repair.Why.Phrase;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.vote.Verdict;

/**
 * Tells of a divergent run whose bytes are to be taken for whom, by the votes and by the members.
 */
final class RunJudge {

    private final PlanRequest request;
    private final List<PlannedChild> children;
    private final Witnesses witnesses;
    private final Leftovers leftovers;

    RunJudge(PlanRequest request, List<PlannedChild> children, Leftovers leftovers) {
        this.request = request;
        this.children = children;
        this.witnesses = new Witnesses(request.members());
        this.leftovers = leftovers;
    }

    /** What could be written there; what cannot is left out. */
    List<Candidate> candidates(DivergentRun run) throws RepairProblem {
        SectorRange range = run.range();
        Ruling ruling = run.ruling();
        if (run.explained().equals(Optional.of(Reason.METADATA))) {
            leftovers.add(Optional.empty(), range, Refusal.PER_DEVICE,
                    Why.of(Phrase.OWN_METADATA));
            return List.of();
        }
        for (int child : ruling.unreadable()) {
            leave(child, range, Refusal.UNREADABLE,
                    Why.of(Phrase.NOT_READABLE));
        }
        if (run.explained().isPresent()) {
            return explained(run, run.explained().get());
        }
        return switch (ruling.verdict()) {
            case MAJORITY -> voted(run, ruling.outvoted());
            case TIE -> voted(run, ruling.notChosen());
            case UNANIMOUS -> List.of();
            case BELOW_THRESHOLD -> {
                leftovers.add(Optional.empty(), range, Refusal.BELOW_THRESHOLD, Why.of(Phrase.TOO_FEW_VOTES,
                        request.policy().threshold(), ruling.pattern()));
                yield List.of();
            }
            case UNREADABLE -> {
                leftovers.add(Optional.empty(), range, Refusal.UNREADABLE,
                        Why.of(Phrase.TOO_FEW_READABLE, ruling.pattern()));
                yield List.of();
            }
            case DIFFERS -> {
                leftovers.add(Optional.empty(), range, Refusal.NO_VOTE,
                        Why.of(Phrase.NO_VOTE));
                yield List.of();
            }
        };
    }

    private void leave(int child, SectorRange range, Refusal refusal, Why why) throws RepairProblem {
        leftovers.add(Optional.of(children.get(child).name()), range, refusal, why);
    }

    private List<Candidate> explained(DivergentRun run, Reason reason) throws RepairProblem {
        SectorRange range = run.range();
        String pattern = run.ruling().pattern();
        List<Integer> sources = readable(pattern).filter(child -> witnesses.isCurrent(child, range)).boxed().toList();
        if (sources.isEmpty()) {
            leftovers.add(Optional.empty(), range, Refusal.STALE, Why.of(Phrase.NO_CURRENT));
            return List.of();
        }
        char truth = pattern.charAt(sources.getFirst());
        List<Candidate> candidates = new ArrayList<>();
        for (int child : readable(pattern).filter(child -> pattern.charAt(child) != truth).toArray()) {
            boolean planned = request.policy().source() == Source.CURRENT && reason != Reason.LISTED_BAD
                    && witnesses.isBehind(child, range);
            if (planned) {
                candidates.add(new Candidate(child, sources.getFirst(), version(pattern, truth), range,
                        pattern.length(), List.of(), true));
            } else {
                leave(child, range, switch (reason) {
                    case NOT_RECOVERED -> Refusal.NOT_RECOVERED;
                    case LISTED_BAD -> Refusal.LISTED_BAD;
                    case STALE, METADATA -> Refusal.STALE;
                }, why(child, reason));
            }
        }
        return candidates;
    }

    private Why why(int child, Reason reason) {
        return switch (reason) {
            case NOT_RECOVERED -> Why.of(Phrase.FILLING);
            case LISTED_BAD -> Why.of(Phrase.LISTED_BAD);
            case STALE, METADATA -> witnesses.command(children.get(child).path());
        };
    }

    private static java.util.stream.IntStream readable(String pattern) {
        return IntStream.range(0, pattern.length()).filter(child -> Character.isLetter(pattern.charAt(child)));
    }

    private static List<Integer> version(String pattern, char letter) {
        return readable(pattern).filter(child -> pattern.charAt(child) == letter).boxed().toList();
    }

    private List<Candidate> voted(DivergentRun run, List<Integer> targets) throws RepairProblem {
        SectorRange range = run.range();
        Ruling ruling = run.ruling();
        Optional<Integer> source = ruling.winner().stream().filter(child -> !witnesses.isBehind(child, range))
                .findFirst();
        List<Candidate> candidates = new ArrayList<>();
        for (int child : targets) {
            if (witnesses.isBehindAnywhere(child)) {
                leave(child, range, Refusal.STALE, why(child, Reason.STALE));
            } else if (source.isEmpty()) {
                leave(child, range, Refusal.SUSPECT, Why.of(Phrase.WINNER_BEHIND));
            } else {
                candidates.add(new Candidate(child, source.get(), ruling.winner(), range, ruling.pattern().length(),
                        doubts(ruling, child), false));
            }
        }
        return candidates;
    }

    private List<Doubt> doubts(Ruling ruling, int child) {
        List<Doubt> doubts = new ArrayList<>();
        String pattern = ruling.pattern();
        if (ruling.verdict() == Verdict.TIE) {
            doubts.add(Doubt.of(Refusal.TIES, Phrase.TIE, pattern));
        } else {
            int margin = margin(pattern);
            if (margin < request.policy().minMargin()) {
                doubts.add(Doubt.of(Refusal.MARGIN, Phrase.SMALL_MARGIN, ruling.winner().size(), pattern.length(),
                        margin, request.policy().minMargin()));
            }
            if (version(pattern, pattern.charAt(child)).size() > 1) {
                doubts.add(Doubt.of(Refusal.CORRELATED, Phrase.SAME_BYTES,
                        version(pattern, pattern.charAt(child)).size(), pattern));
            }
        }
        if (witnesses.areSplit()) {
            doubts.add(Doubt.of(Refusal.SUSPECT, Phrase.SPLIT));
        }
        return doubts;
    }

    /** The winner's votes less those of the largest other version; an unreadable child is no vote. */
    private static int margin(String pattern) {
        int[] votes = new int['Z' - 'A' + 1 + 32];
        pattern.chars().filter(Character::isLetter).filter(letter -> letter - 'A' < votes.length)
                .forEach(letter -> votes[letter - 'A']++);
        return votes[0] - IntStream.range(1, votes.length).map(letter -> votes[letter]).max().orElse(0);
    }
}
