// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

/**
 * How one child stands in some sectors, from best to worst in the order in which the map paints.
 */
public enum ChildState {
    /** In the winning version. */
    AGREES,
    /** In a version that lost. */
    OUTVOTED,
    /** Could not be read. */
    UNREADABLE,
    /** In one of several versions with as many votes each. */
    TIE,
    /** There is no winner that it could agree with. */
    NO_WINNER
}
