// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

/** What the members of a set together say of one of them. */
public enum Standing {
    /** It has everything, as far as anybody knows. */
    CURRENT,
    /** It misses what was written since it left. */
    STALE,
    /** It is being filled, and does not hold everything yet. */
    RECOVERING,
    /** It holds nothing of the set. */
    SPARE
}
