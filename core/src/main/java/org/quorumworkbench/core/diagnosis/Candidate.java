// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

/**
 * An effect that the bytes fit.
 *
 * @param says
 *            why, the rest of a sentence that begins with the children's names
 */
record Candidate(Damage damage, Strength strength, String says) {

    Candidate weaker() {
        return new Candidate(damage, strength.weaker(), says);
    }
}
