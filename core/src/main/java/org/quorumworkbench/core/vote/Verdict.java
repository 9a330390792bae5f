// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.vote;

/**
 * What a vote says of a range, from best to worst in the order in which the device map paints
 * ({@link #worst}).
 */
public enum Verdict {
    /** Every child was read and all agree. */
    UNANIMOUS("unanimous"),
    /**
     * The winner has the threshold and more votes than any other; some child was outvoted or could not
     * be read.
     */
    MAJORITY("majority"),
    /** No vote is held (read pattern fifo), and the children do not all give the same. */
    DIFFERS("differs"),
    /** Fewer children than the threshold could be read; where no vote is held, none could. */
    UNREADABLE("unreadable"),
    /** Another version has as many votes as the winner: won by list order. */
    TIE("tie"),
    /** No version has the votes that the threshold asks for. */
    BELOW_THRESHOLD("below-threshold");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The word in JSON output and reports. */
    public String word() {
        return word;
    }

    /**
     * The worse of the two, in the order of the device map: no winner, tie, unreadable, differs,
     * majority, unanimous.
     */
    public Verdict worst(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether a read of this range gives data. */
    public boolean succeeds() {
        return this != UNREADABLE && this != BELOW_THRESHOLD;
    }
}
