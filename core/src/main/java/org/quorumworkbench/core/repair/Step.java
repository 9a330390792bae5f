// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;

/**
 * One write. Its bytes are not in the plan: they come from the source when the plan is applied, and
 * must be those that the plan has the hash of.
 *
 * @param number
 *            in the plan, from 1
 * @param child
 *            that is written
 * @param range
 *            sectors of the quorum's disk, 1 to {@link #MOST_SECTORS}
 * @param before
 *            SHA-256 of what is there, in hexadecimal digits
 * @param after
 *            SHA-256 of what will be there
 * @param source
 *            the child whose bytes are taken
 * @param sameAs
 *            the other children that have the source's bytes
 * @param votes
 *            how many have them, of how many
 * @param damage
 *            what kind of damage it is believed to be; {@code unknown} if nobody could tell
 * @param confidence
 *            in that, 0 to 1
 * @param place
 *            what lies there; absent if that is not known
 * @param why
 *            in a sentence
 */
public record Step(int number, String child, SectorRange range, String before, String after, String source,
        List<String> sameAs, StepVotes votes, String damage, double confidence, Optional<StepPlace> place, String why) {

    /** One MiB. */
    public static final int MOST_SECTORS = 2048;

    public Step {
        sameAs = List.copyOf(sameAs);
    }

    /** How many bytes are written. */
    int bytes() {
        return (int) range.length();
    }
}
