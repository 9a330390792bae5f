// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.util.List;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Finding;

/**
 * What a repair has to know of a finding.
 *
 * @param range
 *            sectors of the quorum's disk, from the first damaged to the last
 * @param kind
 *            the word for it: {@code bit-flip}, {@code zeroed}, ..., {@code unknown}
 * @param confidence
 *            0 to 1
 * @param benign
 *            whether what lies there makes it harmless
 * @param version
 *            positions of the children that have these bytes and have not won
 * @param suspectWinner
 *            whether the winner is not to be trusted there
 * @param evidence
 *            sentences, the strongest first
 */
public record FoundDamage(SectorRange range, String kind, double confidence, boolean benign, List<Integer> version,
        boolean suspectWinner, List<String> evidence) {

    /** The word for what nobody could tell. */
    public static final String UNKNOWN = "unknown";

    public FoundDamage {
        version = List.copyOf(version);
        evidence = List.copyOf(evidence);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence of " + confidence);
        }
    }

    /** What a plan needs to know of a finding. */
    public static FoundDamage of(Finding finding) {
        return new FoundDamage(finding.range(), finding.kind(), finding.confidence(), finding.isBenign(),
                finding.version(), finding.suspectWinner(), finding.evidence());
    }

    /** What is known where nothing was found. */
    static FoundDamage unknown(SectorRange range) {
        return new FoundDamage(range, UNKNOWN, 0, false, List.of(), false, List.of());
    }
}
