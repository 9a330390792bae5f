// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.List;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.vote.Tally;

/** How the engine came to a request's result. */
public sealed interface Decision {

    /**
     * The fast path: every child that could be read gave the same bytes; nothing was hashed (seed lines
     * 492-509).
     */
    record Agreed(List<Integer> children) implements Decision {}

    /** The children that could be read disagreed; their SHA-256 were counted (seed lines 511-529). */
    record Voted(Tally<Digest> tally) implements Decision {}

    /**
     * Fewer children than the threshold succeeded; the errors were counted (seed lines 222-233,
     * 440-469).
     */
    record TooFewSucceeded(int succeeded, Tally<Errno> errors) implements Decision {}

    /** A write or 7.2 flush that enough children did. */
    record EnoughSucceeded(int succeeded) implements Decision {}

    /**
     * The 2014 flush: all results voted, success among them as 0, errors as their positive numbers
     * (seed lines 634-658).
     */
    record FlushVoted(Tally<Integer> results) implements Decision {}

    /** Fifo: that child was the first that could be read. */
    record FirstReadable(int child) implements Decision {}

    /** Fifo: no child could be read; the last child's error counts. */
    record NoneReadable(Errno last) implements Decision {}

    /** blkverify found a difference; the quorum is ended. */
    record Mismatch(String message) implements Decision {}

    /** Given up before all children had answered. */
    record GivenUp() implements Decision {}

    /**
     * Refused before any child was asked: range outside the disk, quorum closed, aborted or read-only.
     */
    record Refused(String why) implements Decision {}
}
