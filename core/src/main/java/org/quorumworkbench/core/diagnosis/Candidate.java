// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.util.Optional;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;

/**
 * An effect that the bytes fit.
 *
 * @param says
 *            why, of children who are not in it yet; empty where something else says it
 */
record Candidate(Damage damage, Strength strength, Optional<Statement> says) {

    /** Which something else than the bytes says. */
    Candidate(Damage damage, Strength strength) {
        this(damage, strength, Optional.empty());
    }

    /** Which the bytes say. */
    Candidate(Damage damage, Strength strength, Phrase says, long... numbers) {
        this(damage, strength, Optional.of(Statement.of(says, numbers)));
    }

    Candidate weaker() {
        return new Candidate(damage, strength.weaker(), says);
    }
}
