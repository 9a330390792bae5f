// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.Arrays;
import java.util.Optional;

/** Which of the driver's two behaviours the engine has. */
public enum Semantics {
    /** The driver of June 2014 (QEMU 2.0.50). */
    V2014("2014"),
    /** Today's driver, measured on QEMU 7.2. */
    V7_2("7.2");

    private final String word;

    Semantics(String word) {
        this.word = word;
    }

    /** The word in configurations and on the command line. */
    public String word() {
        return word;
    }

    public static Optional<Semantics> named(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
