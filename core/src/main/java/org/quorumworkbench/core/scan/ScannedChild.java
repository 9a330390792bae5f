// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.Optional;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;

/**
 * A child as it was when the scan began.
 *
 * @param name
 *            what events and screens call it
 * @param length
 *            in bytes; 0 if it could not be told
 * @param identity
 *            of its file; absent if it has none
 */
public record ScannedChild(String name, long length, Optional<Identity> identity) {

    static ScannedChild of(Child child) {
        long length = child.device().length() instanceof Reply.Ok<Long>(Long told) ? told : 0;
        return new ScannedChild(child.name(), length, child.device().identity());
    }

    /** The length in sectors; a partial last sector counts, and reads as zeroes after its end. */
    public long sectors() {
        return Math.ceilDiv(length, (long) SectorRange.SECTOR);
    }
}
