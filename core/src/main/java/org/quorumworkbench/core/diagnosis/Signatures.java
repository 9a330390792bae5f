// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;

/** What the bytes of one version, held against those of another, look like; the likeliest first. */
final class Signatures {

    static final Candidate UNKNOWN = new Candidate(Damage.UNKNOWN, Strength.FAIR, Phrase.NOT_TOLD);
    static final Candidate BOTH_RANDOM = new Candidate(Damage.UNKNOWN, Strength.STRONG, Phrase.NOT_SEEN);

    private Signatures() {}

    /** Never empty; the last one is unknown. */
    static List<Candidate> of(Sample sample) {
        List<Candidate> found = new ArrayList<>();
        Content content = Content.of(sample);
        DifferingBits.of(sample).ifPresent(found::add);
        Fills.of(sample).ifPresent(fill -> add(found, fill, content));
        // To look for the bytes nearby costs most, and nothing surer would come of it.
        if (found.isEmpty() || found.getFirst().strength() != Strength.STRONG) {
            Moved.of(sample).ifPresent(found::add);
        }
        content.junk().ifPresent(found::add);
        content.stale().ifPresent(found::add);
        found.add(content.isRandom() && found.isEmpty() ? BOTH_RANDOM : UNKNOWN);
        return found;
    }

    /**
     * A part of a sector that has one value is as likely a version before something was added there.
     */
    private static void add(List<Candidate> found, Candidate fill, Content content) {
        if (fill.strength() == Strength.WEAK && fill.damage() == Damage.ZEROED && content.stale().isPresent()) {
            found.add(content.stale().get());
        }
        found.add(fill);
    }
}
