// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.List;
import java.util.Optional;

/**
 * What a diagnosis has found, counted, for a {@link Headline}. Findings that harm nobody are
 * counted apart.
 *
 * @param damaged
 *            who is believed damaged, most sectors first
 * @param nobody
 *            findings in which nothing tells who is damaged
 * @param suspect
 *            findings in which the winner is not to be trusted
 * @param harmless
 *            findings that harm nobody
 */
public record FindingsHeadline(List<Damaged> damaged, long nobody, long suspect, long harmless) {

    /**
     * Children that are believed damaged, together in each of these findings.
     *
     * @param names
     *            at least one
     * @param findings
     *            how many, 1 or more
     * @param sectors
     *            that diverge in them
     * @param mostly
     *            the path of the file that has more than half of these sectors; absent if none has
     * @param allThere
     *            whether that file has all of them
     */
    public record Damaged(List<String> names, long findings, long sectors, Optional<String> mostly, boolean allThere) {
        public Damaged {
            names = List.copyOf(names);
        }
    }

    public FindingsHeadline {
        damaged = List.copyOf(damaged);
    }

    /** Whether nothing was found at all. */
    public boolean isEmpty() {
        return damaged.isEmpty() && nobody == 0 && harmless == 0;
    }
}
