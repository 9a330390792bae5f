// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.time.Instant;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;

/**
 * Something that the engine tells while it works. Events of one quorum are numbered from 1 without
 * gaps, in the order in which they are told; events of one request come in its order.
 */
public sealed interface Event {

    /** The number of the event in its quorum, from 1. */
    long sequence();

    /** When it happened. */
    Instant time();

    /** The sectors concerned; empty for flushes and for what concerns no range. */
    SectorRange range();

    /**
     * A child failed, or was outvoted: QMP's QUORUM_REPORT_BAD.
     *
     * @param child
     *            the child's name
     * @param error
     *            absent if the child was read but outvoted
     */
    record ReportBad(long sequence, Instant time, RequestKind requestKind, String child, SectorRange range,
            Optional<Errno> error) implements Event {}

    /**
     * The quorum could not answer: QMP's QUORUM_FAILURE.
     *
     * @param reference
     *            the quorum's node name
     */
    record QuorumFailure(long sequence, Instant time, RequestKind requestKind, String reference, SectorRange range)
            implements
                Event {}

    /**
     * A simulated fault changed what a child did.
     *
     * @param child
     *            the child's name
     * @param fault
     *            the fault's title
     * @param effect
     *            what it did
     */
    record FaultFired(long sequence, Instant time, RequestKind requestKind, String child, SectorRange range,
            String fault,
            Effect effect) implements Event {}

    /**
     * An outvoted child was overwritten with the winner (rewrite-corrupted).
     *
     * @param error
     *            absent if the rewrite succeeded; QEMU tells neither
     */
    record Rewritten(long sequence, Instant time, String child, SectorRange range, Optional<Errno> error)
            implements
                Event {}

    /** A request was given up before every child had answered. */
    record Cancelled(long sequence, Instant time, RequestKind requestKind, SectorRange range) implements Event {}

    /**
     * The children or the state of the quorum changed: opened, closed, a child added or removed,
     * aborted by blkverify.
     *
     * @param what
     *            has changed
     */
    record Changed(long sequence, Instant time, Alteration what) implements Event {
        @Override
        public SectorRange range() {
            return SectorRange.EMPTY;
        }
    }

    /** What has changed. */
    sealed interface Alteration {

        /** In English, complete. */
        String words();

        /**
         * A child was added.
         *
         * @param edge
         *            where
         */
        record Added(String child, String edge) implements Alteration {
            @Override
            public String words() {
                return "child " + child + " added as " + edge;
            }
        }

        /** The child at that edge was removed. */
        record Removed(String edge) implements Alteration {
            @Override
            public String words() {
                return "child removed from " + edge;
            }
        }

        /**
         * blkverify has ended the quorum.
         *
         * @param line
         *            that the driver prints
         */
        record Aborted(String line) implements Alteration {
            @Override
            public String words() {
                return "aborted: " + line;
            }
        }
    }
}
