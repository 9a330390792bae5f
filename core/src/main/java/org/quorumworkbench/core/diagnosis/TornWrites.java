// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Finding.Witness;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.diagnosis.Statement.Value;

/**
 * Torn writes: a child that has one version in the first sectors and another in the next, where
 * both go on in other children. Only with both parents there is it said.
 */
final class TornWrites {

    /** Sectors that may agree between the two parts. */
    private static final int GAP = 8;

    private final Sentences sentences;

    TornWrites(Sentences sentences) {
        this.sentences = sentences;
    }

    /** The drafts, and more where one cluster turned out to be two damages. */
    List<Draft> tell(List<Draft> drafts) {
        List<Draft> all = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            all.add(draft);
            for (int back = 1; back <= 2 && i - back >= 0; back++) {
                Draft before = drafts.get(i - back);
                long gap = draft.cluster().hull().first() - before.cluster().hull().end();
                // What was zero before one part and not before the other is so only where they touch.
                boolean alike = (before.damage() == Damage.ZEROED) == (draft.damage() == Damage.ZEROED);
                if (gap >= 0 && gap <= (alike ? GAP : 0) && fits(before) && fits(draft)) {
                    Optional<Draft> second = pair(before, draft);
                    if (second.isPresent()) {
                        all.add(second.get());
                        break;
                    }
                }
            }
        }
        return all;
    }

    /** Two versions of content, not a fill, and nothing that a checksum or a member settles. */
    private static boolean fits(Draft draft) {
        return !draft.isSettled()
                && draft.cluster().ruling().pattern().chars().allMatch(letter -> letter == 'A' || letter == 'B')
                && draft.witness() != Witness.AGAINST_WINNER
                && (draft.damage() == Damage.STALE || draft.damage() == Damage.UNKNOWN
                        || draft.damage() == Damage.ZEROED || draft.damage() == Damage.FEW_BITS);
    }

    private Optional<Draft> pair(Draft front, Draft back) {
        String one = front.cluster().ruling().pattern();
        String other = back.cluster().ruling().pattern();
        List<Integer> moved = moved(one, other);
        int children = one.length();
        if (moved.isEmpty() || 2 * moved.size() > children - 1) {
            return Optional.empty();
        }
        // New at the front: what the torn child has there.
        int torn = moved.getFirst();
        List<Integer> old = new ArrayList<>();
        List<Integer> fresh = new ArrayList<>();
        for (int child = 0; child < children; child++) {
            if (!moved.contains(child)) {
                (one.charAt(child) == one.charAt(torn) ? fresh : old).add(child);
            }
        }
        if (old.isEmpty() || fresh.isEmpty()) {
            return Optional.empty();
        }
        if (old.size() > fresh.size()) {
            // Most children have what would be the old version: it is the new one, written from behind.
            List<Integer> swapped = old;
            old = fresh;
            fresh = swapped;
        }
        boolean certain = front.damage() != Damage.ZEROED && back.damage() != Damage.ZEROED;
        stale(front, old);
        Draft second = new Draft(back);
        stale(back, old);
        back.say(sentences.of(moved, Phrase.FRONT_REACHED));
        second.set(new Candidate(Damage.TORN, certain ? Strength.STRONG : Strength.FAIR));
        second.runnerUp(Damage.STALE);
        second.blame(moved);
        second.say(Statement.of(Phrase.CUT, sentences.named(moved), sentences.named(fresh),
                new Value.Count(front.cluster().hull().end() - 1), sentences.named(old),
                new Value.Count(back.cluster().hull().first())));
        second.say(sentences.vote(back.cluster()));
        second.settle();
        if (second.cluster().winner().containsAll(moved)) {
            second.suspect();
            back.suspect();
        }
        return Optional.of(second);
    }

    private void stale(Draft draft, List<Integer> old) {
        if (draft.damage() != Damage.ZEROED) {
            draft.set(new Candidate(Damage.STALE, Strength.STRONG));
        }
        draft.blame(old);
        draft.say(Statement.of(Phrase.PART_OLDER));
    }

    /**
     * The children that go with one version in the one pattern and with the other in the next, where
     * all others stay together; empty if there are none, or it cannot be told who moved.
     */
    private static List<Integer> moved(String one, String other) {
        List<Integer> same = new ArrayList<>();
        List<Integer> turned = new ArrayList<>();
        for (int child = 0; child < one.length(); child++) {
            (one.charAt(child) == other.charAt(child) ? same : turned).add(child);
        }
        List<Integer> fewer = same.size() < turned.size() ? same : turned;
        return same.size() == turned.size() ? List.of() : fewer;
    }
}
