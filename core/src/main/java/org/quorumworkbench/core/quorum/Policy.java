// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

/**
 * How a quorum decides.
 *
 * @param threshold
 *            votes a winner needs, 1 or more
 * @param blkverify
 *            whether a difference between the two children ends the quorum
 * @param rewriteCorrupted
 *            whether outvoted children are overwritten with the winner
 * @param readPattern
 *            all children, or one after the other
 * @param semantics
 *            which driver's behaviour
 */
public record Policy(int threshold, boolean blkverify, boolean rewriteCorrupted, ReadPattern readPattern,
        Semantics semantics) {

    /** A plain vote under the default semantics. */
    public static Policy threshold(int threshold) {
        return new Policy(threshold, false, false, ReadPattern.QUORUM, Semantics.V2014);
    }

    public Policy withThreshold(int newThreshold) {
        return new Policy(newThreshold, blkverify, rewriteCorrupted, readPattern, semantics);
    }

    /** The same decisions, of which nothing is written to a child. */
    public Policy withoutRewriting() {
        return new Policy(threshold, blkverify, false, readPattern, semantics);
    }

    public Policy withSemantics(Semantics newSemantics) {
        return new Policy(threshold, blkverify, rewriteCorrupted, readPattern, newSemantics);
    }
}
