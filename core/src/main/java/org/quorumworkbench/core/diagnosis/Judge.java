// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.quorumworkbench.core.diagnosis.Checked.Match;
import org.quorumworkbench.core.diagnosis.Finding.Witness;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.diagnosis.Statement.Value;
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
        set(draft, forward, cluster.version());
        if (draft.damage() == Damage.STALE || draft.damage() == Damage.UNKNOWN) {
            draft.likeness(Content.of(sample).likeness());
        }
        if (cluster.explained().filter(reason -> reason == Reason.STALE || reason == Reason.NOT_RECOVERED)
                .isPresent()) {
            members(draft, cluster.explained().get());
        } else if (cluster.suspectWinner()) {
            draft.say(sentences.of(cluster.winner(), Phrase.SUSPECT));
        }
        witnesses(draft, checks, forward, backward);
        if (!draft.isSettled() && draft.witness() == Witness.NONE) {
            bytes(draft, sample, forward, backward);
            age(draft, checks, sample);
        }
        if (!draft.isSettled()) {
            draft.best().says().ifPresent(says -> draft.say(says.about(sentences.named(draft.described()))));
        }
        draft.say(sentences.vote(cluster));
        if (draft.cluster().version().size() > 1) {
            draft.say(sentences.of(cluster.version(), Phrase.SAME_BYTES));
        }
        if (sample.count() < cluster.parts().stream().mapToLong(part -> part.count()).sum()) {
            draft.say(Statement.of(Phrase.SAMPLED, sample.count()));
        }
    }

    /**
     * Sets the effect.
     *
     * @param children
     *            whose bytes it is about, blamed or not
     */
    private static void set(Draft draft, List<Candidate> candidates, List<Integer> children) {
        draft.set(candidates.getFirst());
        draft.describe(children);
        if (candidates.size() > 1) {
            draft.runnerUp(candidates.get(1).damage());
        }
    }

    private void members(Draft draft, Reason reason) {
        Cluster cluster = draft.cluster();
        List<Integer> stale = cluster.suspectWinner() ? cluster.winner() : cluster.version();
        draft.set(new Candidate(Damage.STALE, Strength.PROVEN));
        draft.blame(stale);
        draft.settle();
        draft.say(sentences.of(stale, reason == Reason.STALE ? Phrase.MISSED : Phrase.NOT_RECOVERED));
        if (cluster.suspectWinner()) {
            draft.say(Statement.of(Phrase.OLD_DATA_WON));
        }
    }

    private void witnesses(Draft draft, List<Checked> checks, List<Candidate> forward, Backward backward) {
        long against = checks.stream().filter(one -> one.judged() == Match.BROKEN && one.winner() == Match.WHOLE)
                .count();
        // That a structure makes sense is no reason to doubt three and more that agree.
        boolean few = draft.cluster().winner().size() <= MOST_ALIKE;
        long forLoser = checks.stream().filter(one -> one.judged() == Match.WHOLE && one.winner() == Match.BROKEN
                && (one.proves() || few)).count();
        boolean bothWhole = checks.stream().anyMatch(Checked::isBothWhole);
        if (against > 0 && forLoser == 0) {
            witness(draft, Witness.FOR_WINNER, checks, forward);
        } else if (forLoser > 0 && against == 0) {
            witness(draft, Witness.AGAINST_WINNER, checks, backward.candidates());
        } else if (against == 0 && forLoser == 0 && bothWhole && !draft.isSettled()) {
            bothWhole(draft, checks);
        } else if (against > 0) {
            draft.say(Statement.of(Phrase.CHECKSUMS_MIXED));
        }
    }

    private void witness(Draft draft, Witness says, List<Checked> checks, List<Candidate> candidates) {
        Cluster cluster = draft.cluster();
        boolean loser = says == Witness.FOR_WINNER;
        List<Integer> broken = loser ? cluster.version() : cluster.winner();
        List<Integer> whole = loser ? cluster.winner() : cluster.version();
        Checked first = checks.stream().filter(one -> (loser ? one.judged() : one.winner()) == Match.BROKEN
                && (loser ? one.winner() : one.judged()) == Match.WHOLE)
                .max(Comparator.comparing(Checked::proves)).orElseThrow();
        draft.witness(says);
        if (!draft.isSettled()) {
            draft.blame(broken);
            set(draft, candidates, broken);
            if (draft.damage() == Damage.STALE) {
                // A whole older version would match its own checksum.
                draft.set(draft.best().weaker());
            } else if (first.proves() && draft.best().equals(Signatures.BOTH_RANDOM)) {
                // Where the checksum is wrong it is not what was packed here, whatever it looks like.
                draft.set(new Candidate(Damage.JUNK, Strength.FAIR, Phrase.BREAKS));
                draft.runnerUp(Damage.STALE);
            }
        }
        draft.say(Statement.of(first.proves() ? Phrase.CHECKSUM_WRONG : Phrase.STRUCTURE_WRONG,
                new Value.Word(first.what()), sentences.named(broken), sentences.named(whole)));
        if (!loser) {
            draft.suspect();
            if (cluster.isOutvoted()) {
                draft.say(Statement.of(Phrase.MAJORITY_DAMAGED));
            }
        }
    }

    /** Both were written on purpose: one of them is old. */
    private void bothWhole(Draft draft, List<Checked> checks) {
        Cluster cluster = draft.cluster();
        Checked first = checks.stream().filter(Checked::isBothWhole).findFirst().orElseThrow();
        draft.witness(Witness.BOTH_WHOLE);
        draft.set(new Candidate(Damage.STALE, Strength.PROVEN));
        draft.settle();
        draft.say(Statement.of(Phrase.BOTH_WRITTEN, new Value.Word(first.what())));
        int age = age(checks, Checked::isBothWhole);
        if (age != 0) {
            List<Integer> older = age < 0 ? cluster.version() : cluster.winner();
            draft.blame(older);
            draft.say(sentences.of(older, Phrase.OLDER));
            if (age > 0) {
                draft.suspect();
                draft.cap();
            }
        }
    }

    /**
     * Below 0 if the judged version is the older one in all that tells, above if the winner is; else 0.
     */
    private static int age(List<Checked> checks, Predicate<Checked> which) {
        int sum = 0;
        boolean same = true;
        for (Checked one : checks) {
            if (which.test(one) && one.judgedAge().isPresent() && one.winnerAge().isPresent()) {
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
        if (!few) {
            compareWithNeighbours(draft, sample, mine, backward, false);
            return;
        }
        // Bytes without order beside a fill are what is packed or encrypted, and the fill is the damage.
        boolean content = mine.damage() == Damage.STALE || mine.damage() == Damage.UNKNOWN
                || (mine.damage() == Damage.JUNK && (backward.first().damage() == Damage.ONES
                        || backward.first().damage() == Damage.PATTERN
                        || (backward.first().damage() == Damage.ZEROED && Content.isRandomAround(sample))));
        if ((content && looksDamaged(backward.first()) && !isUsual(backward.first(), sample))
                || (mine.damage().isMutual()
                        && backward.first().damage() == Damage.STUCK_LINE && looksDamaged(backward.first()))) {
            set(draft, backward.candidates(), draft.cluster().winner());
            accuse(draft, Statement.of(Phrase.LOOKS_DAMAGED));
        } else if (mine.damage() == Damage.SHIFTED && backward.first().damage() == Damage.SHIFTED
                && Moved.shiftedOne(sample) < 0) {
            set(draft, backward.candidates(), draft.cluster().winner());
            accuse(draft, Statement.of(Phrase.TWICE));
        } else {
            compareWithNeighbours(draft, sample, mine, backward, true);
        }
    }

    /**
     * Which of two versions of content was written later, if something in them tells: what is later is
     * not the older one, whatever the vote says.
     */
    private void age(Draft draft, List<Checked> checks, Sample sample) {
        if (draft.damage() != Damage.STALE || draft.isByBytes() || draft.best().strength() == Strength.STRONG) {
            return;
        }
        Cluster cluster = draft.cluster();
        int ofStructure = draft.best().strength() == Strength.FAIR ? age(checks, Checked::isBothSensible) : 0;
        int age = ofStructure != 0 ? ofStructure : Times.later(sample);
        if (age == 0) {
            return;
        }
        List<Integer> older = age < 0 ? cluster.version() : cluster.winner();
        Value.Names late = sentences.named(age < 0 ? cluster.winner() : cluster.version());
        Statement why = ofStructure == 0
                ? Statement.of(Phrase.TIMES, late, sentences.named(older))
                : Statement.of(Phrase.LATER_STATE, new Value.Word(checks.stream()
                        .filter(one -> one.isBothSensible() && !one.judgedAge().equals(one.winnerAge())).findFirst()
                        .orElseThrow().what()), late, sentences.named(older));
        if (age < 0 || !cluster.isOutvoted()) {
            draft.describe(older);
            draft.say(why);
        } else if (cluster.winner().size() <= MOST_ALIKE) {
            draft.describe(older);
            accuse(draft, why);
        }
    }

    /** Which side fits what lies around it, where the bytes look the same from both. */
    private void compareWithNeighbours(Draft draft, Sample sample, Candidate mine, Backward backward,
            boolean mayAccuse) {
        // Bytes without order fit every neighbourhood as badly: what they seem to tell is chance.
        if (!mine.damage().isMutual() || Content.of(sample).isRandom()) {
            return;
        }
        double favours = neighbours.favours(sample);
        Value.Names loser = sentences.named(draft.cluster().version());
        Value.Names winner = sentences.named(draft.cluster().winner());
        if (mayAccuse && favours >= ACCUSES) {
            set(draft, backward.candidates(), draft.cluster().winner());
            accuse(draft, Statement.of(Phrase.FITS, loser, winner));
        } else if (favours <= -SUPPORTS) {
            draft.say(Statement.of(Phrase.FITS, winner, loser));
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

    /** Whether a fill is what lies around as well; but zeroes are around what was trimmed too. */
    private static boolean isUsual(Candidate fill, Sample sample) {
        return fill.damage() != Damage.ZEROED && Fills.goesOn(sample);
    }

    /** Where nobody was outvoted, nobody is blamed by bytes alone: it is only said. */
    private static void accuse(Draft draft, Statement sentence) {
        if (draft.cluster().isOutvoted()) {
            draft.accuseByBytes(sentence);
            draft.blame(draft.cluster().winner());
            draft.suspect();
            draft.cap();
        }
    }
}
