// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A piece of a candidate, looked at.
 *
 * @param damage
 *            what it is believed to be
 * @param place
 *            what lies there; absent if that is not known
 * @param refusal
 *            why it is left; absent if nothing speaks against it
 * @param allowed
 *            what speaks against it, and was allowed
 */
record Judged(FoundDamage damage, Optional<StepPlace> place, Optional<Candidate.Doubt> refusal,
        List<Candidate.Doubt> allowed) {

    Judged {
        allowed = List.copyOf(allowed);
    }

    /** The same, although one thing more speaks against it. */
    Judged although(Candidate.Doubt doubt) {
        return new Judged(damage, place, refusal, Stream.concat(allowed.stream(), Stream.of(doubt)).toList());
    }
}
