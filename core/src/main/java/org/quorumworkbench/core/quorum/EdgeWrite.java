// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A write that does not begin and end with a sector, under the 2014 semantics: the sectors at its
 * edges are read, by a vote, and the whole sectors are written. Its place in the queue covers all
 * steps, so that nothing comes between them.
 */
final class EdgeWrite implements Quorum.Request {

    private final QuorumEngine engine;
    private final long offset;
    private final ByteBuffer from;
    private final SectorRange around;
    private final ByteBuffer sectors;
    private final CompletableFuture<Outcome> outcome;
    private final AtomicReference<Flight> step;

    EdgeWrite(QuorumEngine engine, long offset, ByteBuffer from) {
        this.engine = engine;
        this.offset = offset;
        this.from = from;
        this.around = SectorRange.ofBytes(offset, from.remaining());
        this.sectors = ByteBuffer.allocate(Math.toIntExact(around.length()));
        Flight head = read(around.first());
        this.step = new AtomicReference<>(head);
        this.outcome = head.outcome().thenCompose(this::afterHead)
                .whenComplete((done, failure) -> engine.strand().enter(() -> engine.queue().leave(this)));
    }

    private ReadFlight read(long sector) {
        int at = Math.toIntExact((sector - around.first()) * SECTOR);
        return new ReadFlight(engine, sector * SECTOR, SECTOR, sectors.duplicate().position(at).limit(at + SECTOR));
    }

    EdgeWrite begin() {
        Flight head = step.get();
        engine.strand().execute(() -> {
            if (!engine.refused(head, around.offset(), around.length(), true)) {
                engine.queue().enter(this, () -> startUnlessOver(head), around.offset(), around.length(), true);
            }
        });
        return this;
    }

    private static void startUnlessOver(Flight flight) {
        if (!flight.isFinished()) {
            flight.launch();
        }
    }

    private CompletableFuture<Outcome> afterHead(Outcome done) {
        if (!done.isSuccess()) {
            return CompletableFuture.completedFuture(done);
        }
        return around.count() == 1 ? write(done) : go(read(around.end() - 1)).thenCompose(this::write);
    }

    private CompletableFuture<Outcome> write(Outcome edgeRead) {
        if (!edgeRead.isSuccess()) {
            return CompletableFuture.completedFuture(edgeRead);
        }
        sectors.put(Math.toIntExact(offset - around.offset()), from, from.position(), from.remaining());
        return go(new WriteFlight(engine, around.offset(), around.length(), sectors));
    }

    private CompletableFuture<Outcome> go(Flight flight) {
        step.set(flight);
        flight.launch();
        return flight.outcome();
    }

    @Override
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void cancel() {
        engine.strand().execute(() -> step.get().cancel());
    }
}
