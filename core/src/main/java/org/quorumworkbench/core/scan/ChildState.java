// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

/**
 * How one child stands in some sectors, or the worst of all children, from best to worst in the
 * order in which the map paints.
 */
public enum ChildState {
    /** In the winning version; under fifo, gives what the guest gets. */
    AGREES,
    /** In a version that lost to a winner alone at the top. */
    OUTVOTED,
    /** No vote is held, and it gives other bytes than the guest gets. */
    DIFFERS,
    /** Could not be read. */
    UNREADABLE,
    /** In a tie: in the version that list order chose, or not chosen. */
    TIE,
    /** There is no winner that it could agree with. */
    NO_WINNER
}
