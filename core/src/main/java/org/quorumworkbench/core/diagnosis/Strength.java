// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

/** How much the rule that named an effect had to go by. */
public enum Strength {
    /** What the children's metadata or a checksum says. */
    PROVEN,
    /** All bytes fit, and hardly anything else would look so. */
    STRONG,
    /** Most fits. */
    FAIR,
    /** It is the likeliest of several. */
    WEAK;

    Strength weaker() {
        return this == PROVEN ? STRONG : this == STRONG ? FAIR : WEAK;
    }
}
