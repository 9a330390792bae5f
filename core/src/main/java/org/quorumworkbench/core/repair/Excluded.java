// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A divergence that a plan leaves as it is.
 *
 * @param child
 *            whose bytes stay; absent where nobody is blamed, so that all of them do
 * @param range
 *            sectors of the quorum's disk
 * @param reason
 *            why, in a word
 * @param why
 *            in sentences, with what to do instead
 * @param place
 *            what lies there; absent if that is not known
 */
public record Excluded(Optional<String> child, SectorRange range, Refusal reason, Why why,
        Optional<StepPlace> place) {

    /** Whether the two are one. */
    boolean joins(Excluded next) {
        return next.child.equals(child) && next.reason == reason && next.why.equals(why)
                && next.range.first() == range.end()
                && next.place.map(StepPlace::kind).equals(place.map(StepPlace::kind))
                && next.place.flatMap(StepPlace::path).equals(place.flatMap(StepPlace::path));
    }

    /** Both as one. */
    Excluded with(Excluded next) {
        return new Excluded(child, new SectorRange(range.first(), range.count() + next.range.count()), reason, why,
                place);
    }
}
