// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.quorumworkbench.core.file.Wording;

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
        return wording().english();
    }

    /** As the sentence about the child goes on. */
    default Wording wording() {
        return switch (this) {
            case Length(long before, long now) -> Wording.of("had {0} bytes and has {1}", before, now);
            case FileCame() -> Wording.of("has a file now, and had none");
            case FileWent() -> Wording.of("has no file any more");
            case OtherFile() -> Wording.of("is another file of that name");
            case Modified(Instant at) -> Wording.of("was modified at {0}, after the scan began", at);
            case OtherBytes(long sector, boolean perhaps) -> perhaps
                    ? Wording.of("reads differently in sector {0} than when it was scanned, or another child does",
                            sector)
                    : Wording.of("reads differently in sector {0} than when it was scanned", sector);
            case Faults() -> Wording.of("its simulated faults were switched since");
            case Written() -> Wording.of("clients have written since");
        };
    }
}
