// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.Optional;
import java.util.OptionalLong;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.quorum.Semantics;

/**
 * What the command line says instead of the configuration.
 *
 * @param threshold
 *            votes a winner needs; absent for what the configuration says, or for images the
 *            majority
 * @param semantics
 *            absent for what the configuration says, or 2014
 * @param common
 *            whether children of different lengths are compared in the part that all have
 * @param consent
 *            what was agreed to of the files that images lead to, and their passphrases
 */
public record Adjustments(OptionalLong threshold, Optional<Semantics> semantics, boolean common, Consent consent) {

    public static final Adjustments NONE = new Adjustments(OptionalLong.empty(), Optional.empty());

    /** Adjustments under which children have to be of one length. */
    public Adjustments(OptionalLong threshold, Optional<Semantics> semantics) {
        this(threshold, semantics, false, Consent.NONE);
    }

    /** What messages call the place where these were given. */
    static final String SOURCE = "command line";

    /** These without the threshold, which is meant for the outermost quorum alone. */
    Adjustments forInner() {
        return new Adjustments(OptionalLong.empty(), semantics, common, consent);
    }
}
