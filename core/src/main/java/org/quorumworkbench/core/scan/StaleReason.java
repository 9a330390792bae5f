// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** In what a child is no longer what the scan saw: by kind, so that every language can say it. */
public sealed interface StaleReason {

    /** It is longer or shorter. */
    record Length(long before, long now) implements StaleReason {}

    /** It had no file when it was scanned. */
    record FileCame() implements StaleReason {}

    /** It had a file when it was scanned. */
    record FileWent() implements StaleReason {}

    /** Another file has its name. */
    record OtherFile() implements StaleReason {}

    /** Somebody has written to it. */
    record Modified(Instant at) implements StaleReason {
        public Modified {
            at = at.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /**
     * The children agree otherwise than before.
     *
     * @param perhaps
     *            whether another child may have changed instead
     */
    record OtherBytes(long sector, boolean perhaps) implements StaleReason {}

    /** What is simulated over it. */
    record Faults() implements StaleReason {}

    /** Clients of the quorum have written to every child. */
    record Written() implements StaleReason {}

    /** As the sentence about the child goes on, in reports and on the command line. */
    default String english() {
        return switch (this) {
            case Length(long before, long now) -> "had " + before + " bytes and has " + now;
            case FileCame() -> "has a file now, and had none";
            case FileWent() -> "has no file any more";
            case OtherFile() -> "is another file of that name";
            case Modified(Instant at) -> "was modified at " + at + ", after the scan began";
            case OtherBytes(long sector, boolean perhaps) -> "reads differently in sector " + sector
                    + " than when it was scanned" + (perhaps ? ", or another child does" : "");
            case Faults() -> "its simulated faults were switched since";
            case Written() -> "clients have written since";
        };
    }
}
