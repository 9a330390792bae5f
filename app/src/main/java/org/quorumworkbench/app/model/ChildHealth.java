// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.time.Duration;

/**
 * What the window has seen of a child since the quorum was opened.
 *
 * @param reads
 *            requests in which it was asked
 * @param errors
 *            requests that it failed
 * @param outvoted
 *            requests in which it was outvoted
 * @param latency
 *            of its last answer
 */
public record ChildHealth(long reads, long errors, long outvoted, Duration latency) {

    static final ChildHealth NONE = new ChildHealth(0, 0, 0, Duration.ZERO);

    ChildHealth and(boolean failed, boolean wasOutvoted, Duration last) {
        return new ChildHealth(reads + 1, errors + (failed ? 1 : 0), outvoted + (wasOutvoted ? 1 : 0), last);
    }
}
