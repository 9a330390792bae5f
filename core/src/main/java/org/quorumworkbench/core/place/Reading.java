// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.ByteBuffer;
import java.util.List;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.block.WaitedReads;

/** What one search reads, and what is known of it, until the search is cancelled. */
final class Reading {

    private final Divergent divergent;
    private final WaitedReads reads = new WaitedReads("the search for owners");

    Reading(Divergent divergent) {
        this.divergent = divergent;
    }

    /** As {@link WaitedReads#read}. */
    Reply<Done> read(BlockDevice device, long offset, ByteBuffer into) {
        return reads.read(device, offset, into);
    }

    void checkCancelled() {
        reads.check();
    }

    /** From any thread. */
    void cancel() {
        reads.cancel();
    }

    List<SectorRange> divergent(SectorRange range) {
        return divergent.within(range, Basis.MOST);
    }
}
