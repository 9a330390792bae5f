// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

/**
 * How one child stands in some sectors, or the worst of all children, from best to worst in the
 * order in which the map paints.
 */
public enum ChildState {
    /** In the winning version; where no vote is held, all that can be read give the same. */
    AGREES,
    /** In a version that lost to a winner alone at the top. */
    OUTVOTED,
    /** No vote is held, and not all that can be read give the same. */
    DIFFERS,
    /** Could not be read. */
    UNREADABLE,
    /** In a tie: in the version that list order chose, or not chosen. */
    TIE,
    /** There is no winner that it could agree with. */
    NO_WINNER
}
