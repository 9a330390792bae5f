// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import java.util.List;

/** What effects are called in files. */
final class FaultWords {

    static final String ERRNO = "errno";
    static final String HANG = "hang";
    static final String DELAY = "delay";
    static final String FLIP = "bit-flip";
    static final String STUCK = "stuck-bit";
    static final String FILL = "fill";
    static final String ZEROED = "zeroed";
    static final String JUNK = "junk";
    static final String SHIFT = "shift";
    static final String SWAP = "byte-swap";
    static final String STALE = "stale";
    static final String TORN = "torn";
    static final String MISDIRECTED = "misdirected";
    static final String SHORT = "short";
    static final String ENTER = "enter";

    static final List<String> ALL = List.of(ERRNO, HANG, DELAY, FLIP, STUCK, FILL, ZEROED, JUNK, SHIFT, SWAP, STALE,
            TORN,
            MISDIRECTED, SHORT, ENTER);

    private FaultWords() {}
}
