// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import org.quorumworkbench.core.block.Errno;

/** What a request came to. */
public sealed interface Result {

    /** It succeeded; a read's bytes are in the caller's buffer. */
    record Success() implements Result {}

    /** It failed with that error. */
    record Failure(Errno errno) implements Result {}

    /** It was cancelled. */
    record Cancelled() implements Result {}

    /**
     * blkverify found a difference and ended the quorum, or had ended it before.
     *
     * @param message
     *            the driver's line
     */
    record Aborted(String message) implements Result {}
}
