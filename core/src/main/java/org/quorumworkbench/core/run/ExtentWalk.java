// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.quorum.ExtentOutcome;
import org.quorumworkbench.core.quorum.Quorum;

/** Asks a quorum for one extent after the other, as QEMU's block status does. */
final class ExtentWalk {

    private final Quorum quorum;
    private final RunLoop loop;

    ExtentWalk(Quorum quorum, RunLoop loop) {
        this.quorum = quorum;
        this.loop = loop;
    }

    /**
     * The extents of a range in bytes; neighbours of a kind are one. Empty if a child hangs.
     */
    Optional<List<Extent>> of(long offset, long length) {
        List<Extent> extents = new ArrayList<>();
        long end = offset + length;
        for (long at = offset; at < end;) {
            Optional<ExtentOutcome> outcome = loop.settle(quorum.extent(at, end - at));
            if (outcome.isEmpty()) {
                return Optional.empty();
            }
            Extent next = outcome.get().extent();
            if (!extents.isEmpty() && extents.getLast().zero() == next.zero()) {
                Extent last = extents.removeLast();
                extents.add(new Extent(last.offset(), last.length() + next.length(), last.zero()));
            } else {
                extents.add(next);
            }
            at = next.end();
        }
        return Optional.of(extents);
    }
}
