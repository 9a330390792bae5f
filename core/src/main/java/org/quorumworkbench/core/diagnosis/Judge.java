// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.List;
import org.quorumworkbench.core.diagnosis.Checked.Match;
import org.quorumworkbench.core.diagnosis.Finding.Witness;
import org.quorumworkbench.core.member.Explanation.Reason;

/**
 * Says what one cluster looks like, and who is damaged: both directions are tried, for the vote may
 * have been won by the damaged.
 */
final class Judge {

    /** So much likelier, as a logarithm, must the loser's bytes be to accuse a majority. */
    private static final double ACCUSES = 5;
    /** So much supports the vote. */
    private static final double SUPPORTS = 2;
    /** Children that are believed to have the same damage, at most, if only their bytes say so. */
    private static final int MOST_ALIKE = 2;

    private final Sentences sentences;
    private final Neighbours neighbours = new Neighbours();

    Judge(Sentences sentences) {
        this.sentences = sentences;
    }

    /** Puts what the bytes, the checksums and the members say into the draft. */
    void judge(Draft draft, Sample sample, List<Checked> checks) {
        Cluster cluster = draft.cluster();
        List<Candidate> forward = Signatures.of(sample);
        Backward backward = new Backward(sample);
        set(draft, forward);
        if (draft.damage() == Damage.STALE || draft.damage() == Damage.UNKNOWN) {
            draft.likeness(Content.of(sample).likeness());
        }
        if (cluster.explained().filter(reason -> reason == Reason.STALE || reason == Reason.NOT_RECOVERED)
                .isPresent()) {
            members(draft, cluster.explained().get());
        } else if (cluster.suspectWinner()) {
            draft.say(sentences.named(cluster.winner())
                    + " won, and by their own metadata they miss writes: the winner is not to be trusted.");
        }
        witnesses(draft, checks, forward, backward);
        if (!draft.isSettled() && draft.witness() == Witness.NONE) {
            bytes(draft, sample, forward, backward);
        }
        if (!draft.isSettled()) {
            draft.say(draft.blamesWinner() && !cluster.version().equals(cluster.winner())
                    ? sentences.of(cluster.winner(), draft.best().says())
                    : sentences.of(cluster.version(), draft.best().says()));
        }
        draft.say(sentences.vote(cluster));
        if (draft.cluster().version().size() > 1) {
            draft.say(sentences.named(cluster.version())
                    + " have the same bytes: a common cause, and no independent votes.");
        }
        if (sample.count() < cluster.parts().stream().mapToLong(part -> part.count()).sum()) {
            draft.say("Judged by " + sample.count() + " of its sectors.");
        }
    }

    private static void set(Draft draft, List<Candidate> candidates) {
        draft.set(candidates.getFirst());
        if (candidates.size() > 1) {
            draft.runnerUp(candidates.get(1).damage());
        }
    }

    private void members(Draft draft, Reason reason) {
        Cluster cluster = draft.cluster();
        List<Integer> stale = cluster.suspectWinner() ? cluster.winner() : cluster.version();
        draft.set(new Candidate(Damage.STALE, Strength.PROVEN, ""));
        draft.blame(stale);
        draft.settle();
        draft.say(sentences.named(stale) + (reason == Reason.STALE
                ? " missed the writes here, by the members' own metadata."
                : (stale.size() == 1 ? " was" : " were") + " not recovered up to here, by the members' own metadata."));
        if (cluster.suspectWinner()) {
            draft.say("The vote was won by the old data.");
        }
    }

    private void witnesses(Draft draft, List<Checked> checks, List<Candidate> forward, Backward backward) {
        long against = checks.stream().filter(one -> one.judged() == Match.BROKEN && one.winner() == Match.WHOLE)
                .count();
        long forLoser = checks.stream().filter(one -> one.judged() == Match.WHOLE && one.winner() == Match.BROKEN)
                .count();
        boolean bothWhole = checks.stream().anyMatch(Checked::isBothWhole);
        if (against > 0 && forLoser == 0) {
            witness(draft, Witness.FOR_WINNER, checks, forward);
        } else if (forLoser > 0 && against == 0) {
            witness(draft, Witness.AGAINST_WINNER, checks, backward.candidates());
        } else if (against == 0 && forLoser == 0 && bothWhole && !draft.isSettled()) {
            bothWhole(draft, checks);
        } else if (against > 0) {
            draft.say("Of the checksums here some match in the one version and some in the other.");
        }
    }

    private void witness(Draft draft, Witness says, List<Checked> checks, List<Candidate> candidates) {
        Cluster cluster = draft.cluster();
        boolean loser = says == Witness.FOR_WINNER;
        List<Integer> broken = loser ? cluster.version() : cluster.winner();
        List<Integer> whole = loser ? cluster.winner() : cluster.version();
        Checked first = checks.stream().filter(one -> (loser ? one.judged() : one.winner()) == Match.BROKEN
                && (loser ? one.winner() : one.judged()) == Match.WHOLE).findFirst().orElseThrow();
        draft.witness(says);
        if (!draft.isSettled()) {
            draft.blame(broken);
            set(draft, candidates);
            if (draft.damage() == Damage.STALE) {
                // A whole older version would match its own checksum.
                draft.set(draft.best().weaker());
            }
        }
        draft.say((first.proves() ? "The checksum of " : "The structure of ") + first.what() + " is wrong in "
                + sentences.named(broken) + " and right in " + sentences.named(whole) + ".");
        if (!loser) {
            draft.suspect();
            if (cluster.isOutvoted()) {
                draft.say("The majority is the damaged one.");
            }
        }
    }

    /** Both were written on purpose: one of them is old. */
    private void bothWhole(Draft draft, List<Checked> checks) {
        Cluster cluster = draft.cluster();
        Checked first = checks.stream().filter(Checked::isBothWhole).findFirst().orElseThrow();
        draft.witness(Witness.BOTH_WHOLE);
        draft.set(new Candidate(Damage.STALE, Strength.PROVEN, ""));
        draft.settle();
        draft.say("The checksum of " + first.what() + " is right in both versions: both were written, one later.");
        int age = age(checks);
        if (age != 0) {
            List<Integer> older = age < 0 ? cluster.version() : cluster.winner();
            draft.blame(older);
            draft.say("By the time or number in it " + sentences.named(older)
                    + (older.size() == 1 ? " has" : " have") + " the older one.");
            if (age > 0) {
                draft.suspect();
                draft.cap();
            }
        }
    }

    /**
     * Below 0 if the judged version is the older one in all that tells, above if the winner is; else 0.
     */
    private static int age(List<Checked> checks) {
        int sum = 0;
        boolean same = true;
        for (Checked one : checks) {
            if (one.isBothWhole() && one.judgedAge().isPresent() && one.winnerAge().isPresent()) {
                int sign = Long.signum(one.judgedAge().getAsLong() - one.winnerAge().getAsLong());
                same &= sum == 0 || sign == 0 || sign == sum;
                sum = sum == 0 ? sign : sum;
            }
        }
        return same ? sum : 0;
    }

    private void bytes(Draft draft, Sample sample, List<Candidate> forward, Backward backward) {
        Candidate mine = forward.getFirst();
        // That three and more have the same damage is less likely than that one has older data.
        boolean few = draft.cluster().winner().size() <= MOST_ALIKE;
        if (!few || draft.isHarmless()) {
            compareWithNeighbours(draft, sample, mine, backward, false);
            return;
        }
        // Bytes without order beside a fill are what is packed or encrypted, and the fill is the damage.
        boolean content = mine.damage() == Damage.STALE || mine.damage() == Damage.UNKNOWN
                || (mine.damage() == Damage.JUNK && (backward.first().damage() == Damage.ONES
                        || backward.first().damage() == Damage.PATTERN));
        if ((content && looksDamaged(backward.first())) || (mine.damage().isMutual()
                && backward.first().damage() == Damage.STUCK_LINE && looksDamaged(backward.first()))) {
            set(draft, backward.candidates());
            accuse(draft, "The majority looks damaged, and the outvoted version does not.");
        } else if (mine.damage() == Damage.SHIFTED && backward.first().damage() == Damage.SHIFTED
                && Moved.shiftedOne(sample) < 0) {
            set(draft, backward.candidates());
            accuse(draft, "Where the damage begins or ends, the majority has its neighbour's bytes twice.");
        } else {
            compareWithNeighbours(draft, sample, mine, backward, true);
        }
    }

    /** Which side fits what lies around it, where the bytes look the same from both. */
    private void compareWithNeighbours(Draft draft, Sample sample, Candidate mine, Backward backward,
            boolean mayAccuse) {
        if (!mine.damage().isMutual()) {
            return;
        }
        double favours = neighbours.favours(sample);
        String loser = sentences.named(draft.cluster().version());
        String winner = sentences.named(draft.cluster().winner());
        if (mayAccuse && favours >= ACCUSES) {
            set(draft, backward.candidates());
            accuse(draft, "The bytes of " + loser + " fit what lies around, those of " + winner + " do not.");
        } else if (favours <= -SUPPORTS) {
            draft.say("The bytes of " + winner + " fit what lies around, those of " + loser + " do not.");
        }
    }

    /** What the winner looks like beside the loser; worked out when it is first asked for. */
    private static final class Backward {
        private final Sample sample;
        private List<Candidate> known = List.of();

        Backward(Sample sample) {
            this.sample = sample;
        }

        List<Candidate> candidates() {
            if (known.isEmpty()) {
                known = Signatures.of(sample.reversed());
            }
            return known;
        }

        Candidate first() {
            return candidates().getFirst();
        }
    }

    /** A fill or junk; that content is shifted or swapped shows from both sides. */
    private static boolean looksDamaged(Candidate candidate) {
        return candidate.strength() != Strength.WEAK && switch (candidate.damage()) {
            case ZEROED, ONES, PATTERN, JUNK, STUCK_LINE -> true;
            default -> false;
        };
    }

    /** Where nobody was outvoted, nobody is blamed by bytes alone: it is only said. */
    private static void accuse(Draft draft, String sentence) {
        if (draft.cluster().isOutvoted()) {
            draft.accuseByBytes(sentence);
            draft.blame(draft.cluster().winner());
            draft.suspect();
            draft.cap();
        }
    }
}
