// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.preferences;

/** What the window is arranged for. */
public enum Perspective {
    /** What is wrong with these disks, at a glance. */
    OVERVIEW,
    /** To find out who was outvoted, and where. */
    INVESTIGATE,
    /** To show what a quorum is, in slow motion. */
    TEACH
}
