// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.WaitedReads;
import org.quorumworkbench.core.scan.Courtesy;
import org.quorumworkbench.core.scan.Pace;

/** What one diagnosis reads, no faster than it may, until it is cancelled. */
final class Reads {

    private final WaitedReads reads = new WaitedReads("the diagnosis");
    private final Pace pace;
    private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();

    Reads(Courtesy courtesy) {
        pace = new Pace(courtesy.bytesPerSecond(), System::nanoTime);
    }

    /**
     * Fills the buffer; waits for the device, and until so much may be read.
     *
     * @return false if it cannot be read
     * @throws CancellationException
     *             after {@link #cancel}
     */
    boolean read(BlockDevice device, long offset, ByteBuffer into) {
        reads.check();
        pace.take(into.remaining(), stopped);
        return reads.read(device, offset, into).isOk();
    }

    void check() {
        reads.check();
    }

    /** From any thread. */
    void cancel() {
        reads.cancel();
        stopped.complete(true);
    }
}
