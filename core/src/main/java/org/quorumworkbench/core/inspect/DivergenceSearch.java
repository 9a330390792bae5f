// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.util.List;
import java.util.concurrent.Executor;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.quorum.Child;

/**
 * Walks a disk from a place to the next or previous run of divergent sectors, comparing the
 * children's own devices in large reads; no requests of the quorum are made, and nothing is
 * remembered. May be used from any thread.
 */
public final class DivergenceSearch {

    private final List<BlockDevice> devices;
    private final long sectors;
    private final Executor executor;

    /**
     * @param sectors
     *            the disk's length in sectors
     * @param executor
     *            what the search runs on; its threads may block as long as the children's files do
     */
    public DivergenceSearch(List<Child> children, long sectors, Executor executor) {
        this.devices = children.stream().map(Child::device).toList();
        this.sectors = sectors;
        this.executor = executor;
    }

    /** What a search came to. */
    public sealed interface Result {

        /**
         * There is a run.
         *
         * @param sector
         *            its first
         */
        record Found(long sector) implements Result {}

        /** There is no further run in that direction. */
        record None() implements Result {}

        /** It was cancelled first. */
        record Cancelled() implements Result {}
    }

    /**
     * Looks for the first run of divergent sectors that begins at or after {@code from}: a run that
     * goes on there from before is left behind.
     *
     * @param from
     *            a sector, 0 or more
     */
    public DiskWalk<Result> next(long from) {
        return begin(new DivergenceWalk.Forward(sectors, Math.min(from, sectors)));
    }

    /**
     * Looks for the last run of divergent sectors that begins before {@code before}: from within a run,
     * its own beginning.
     *
     * @param before
     *            a sector, 0 or more
     */
    public DiskWalk<Result> previous(long before) {
        return begin(new DivergenceWalk.Backward(sectors, Math.min(before, sectors)));
    }

    private DiskWalk<Result> begin(DivergenceWalk way) {
        DiskWalk<Result> walk = new DiskWalk<>(devices, new Result.Cancelled(), DivergenceWalk.FIRST_PART,
                way.atMost());
        return walk.begin(executor, () -> way.over(walk));
    }
}
