// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.Firing;

/**
 * Hears the faults over a quorum's children, and tells each that fires among the events of the
 * request that met it. Only the quorum's strand uses it.
 */
final class FaultHearing {

    private final Strand strand;
    private final Narrator narrator;
    /** What ends the hearing of a child's faults, by its edge. */
    private final Map<String, Runnable> hearing = new HashMap<>();
    /** The request for which a device is being asked right now. */
    private @Nullable Flight asking;

    FaultHearing(Strand strand, Narrator narrator) {
        this.strand = strand;
        this.narrator = narrator;
    }

    /** A fault fires while its device is asked, so its event stands in the order of the request. */
    void hear(Child child) {
        if (child.device() instanceof FaultedDevice faulted) {
            hearing.put(child.edge(), faulted.onFiring(firing -> strand.enter(() -> tell(child, firing))));
        }
    }

    /** The child at that edge has left the quorum. */
    void endHearing(String edge) {
        Optional.ofNullable(hearing.remove(edge)).ifPresent(Runnable::run);
    }

    /** Asks a device for a request: what faults do meanwhile is told for that request. */
    CompletableFuture<Reply<Done>> askedFor(Flight flight, Supplier<CompletableFuture<Reply<Done>>> operation) {
        Flight before = asking;
        asking = flight;
        try {
            return StrandReplies.asked(operation);
        } finally {
            asking = before;
        }
    }

    private void tell(Child child, Firing firing) {
        RequestKind kind = switch (firing.operation()) {
            case READ -> RequestKind.READ;
            case WRITE -> RequestKind.WRITE;
            case WRITE_ZEROES, DISCARD -> RequestKind.WRITE_ZEROES;
            case FLUSH -> RequestKind.FLUSH;
            case BLOCK_STATUS -> RequestKind.BLOCK_STATUS;
        };
        Narrator.Draft draft = (sequence, time) -> new Event.FaultFired(sequence, time, kind, child.name(),
                firing.affected(), firing.fault().title(), firing.fault().effect());
        if (asking == null) {
            narrator.tell(draft);
        } else {
            asking.tell(draft);
        }
    }
}
