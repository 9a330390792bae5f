// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.util.List;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.Request;

/**
 * Takes pictures of ranges of a quorum: one request on the quorum, as a guest would make it, and
 * then, of the children that could not be read as a whole, every sector that can be read alone.
 *
 * <p>
 * The second reading asks the child's own device and is no request of the quorum: it makes no vote
 * and no QUORUM event. Faults laid over the child see it as any other read. May be used from any
 * thread.
 */
public final class Inspector {

    /** The most bytes that one inspection may hold, over all children. */
    public static final long MAX_BYTES = 64L << 20;

    private final Quorum quorum;

    public Inspector(Quorum quorum) {
        this.quorum = quorum;
    }

    /** The most sectors that one inspection of that many children may have; 1 or more. */
    public static long maxSectors(int children) {
        return MAX_BYTES / SectorRange.SECTOR / Math.max(1, children);
    }

    /**
     * Begins an inspection; returns at once. It completes with the picture, on a thread of the quorum
     * or of a child's device, also when the request failed; once given up it shows what there is, and
     * who had not answered.
     *
     * @param range
     *            within the disk (a range outside is refused by the quorum, and that is what the
     *            picture then shows), of 1 to {@link #maxSectors} sectors
     * @throws IllegalArgumentException
     *             if the range is empty or too long
     */
    public Request<Inspection> inspect(SectorRange range) {
        List<Child> children = quorum.children();
        long most = maxSectors(children.size());
        if (range.isEmpty() || range.count() > most) {
            throw new IllegalArgumentException("an inspection has 1 to " + most + " sectors, not " + range.count());
        }
        return new Inspecting(range, children, quorum.examine(range));
    }
}
