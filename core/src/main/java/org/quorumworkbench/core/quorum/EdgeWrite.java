// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A write that does not begin and end with a sector, under the 2014 semantics: the sectors at its
 * edges are read, by a vote, and the whole sectors are written. Its place in the queue covers all
 * steps, so that nothing comes between them. Everything but {@link #result}, {@link #waitingFor}
 * and {@link #cancel} runs on the quorum's strand.
 */
final class EdgeWrite implements Request<Outcome> {

    private final QuorumEngine engine;
    private final long number;
    private final long offset;
    private final ByteBuffer from;
    private final SectorRange around;
    private final List<Event> events = new ArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private ByteBuffer sectors = ByteBuffer.allocate(0);
    private volatile Flight step;
    private boolean cancelled;
    private boolean over;

    EdgeWrite(QuorumEngine engine, long number, long offset, ByteBuffer from) {
        this.engine = engine;
        this.number = number;
        this.offset = offset;
        this.from = from;
        this.around = SectorRange.ofBytes(offset, from.remaining());
        // Until the steps begin: what a refusal or a cancellation ends.
        this.step = new WriteFlight(engine, number, around.offset(), around.length(), from);
    }

    EdgeWrite begin() {
        tellWhenOver(step);
        engine.submit(this, step, this::readHead, true);
        return this;
    }

    private void readHead() {
        if (step.isFinished()) {
            return;
        }
        sectors = ByteBuffer.allocate(Math.toIntExact(around.length()));
        if (offset % SECTOR == 0) {
            readTail();
        } else {
            read(around.first(), this::readTail);
        }
    }

    /**
     * A write within one sector that touches neither end of it reads it twice, as the generic layer
     * did.
     */
    private void readTail() {
        if ((offset + from.remaining()) % SECTOR == 0) {
            write();
        } else {
            read(around.end() - 1, this::write);
        }
    }

    private void read(long sector, Runnable then) {
        int at = Math.toIntExact((sector - around.first()) * SECTOR);
        ByteBuffer into = sectors.duplicate().position(at).limit(at + SECTOR);
        Flight read = engine.readFlight(number, sector * SECTOR, SECTOR,
                ReadTarget.caller(engine.buffers(), SECTOR, into, 0));
        engine.replies().then(read, done -> {
            if (done.isSuccess()) {
                events.addAll(done.events());
                then.run();
            } else {
                end(done.of(RequestKind.WRITE, around).after(events));
            }
        });
        go(read);
    }

    private void write() {
        sectors.put(Math.toIntExact(offset - around.offset()), from, from.position(), from.remaining());
        WriteFlight write = new WriteFlight(engine, number, around.offset(), around.length(), sectors);
        tellWhenOver(write);
        go(write);
    }

    private void tellWhenOver(Flight flight) {
        engine.replies().then(flight, done -> {
            if (flight.equals(step)) {
                end(done.after(events));
            }
        });
    }

    private void go(Flight flight) {
        step = flight;
        // A step's end is not the request's: the place in the queue is kept until all is over.
        flight.whenLeaving(() -> {
            if (over) {
                leave();
            }
        });
        if (cancelled) {
            flight.giveUp();
        } else {
            flight.launch();
        }
    }

    private void end(Outcome story) {
        over = true;
        if (!step.isChanging()) {
            leave();
        }
        outcome.complete(story);
    }

    private void leave() {
        engine.queue().leave(this);
    }

    @Override
    public CompletableFuture<Outcome> result() {
        return outcome;
    }

    /** Of the step that is under way. */
    @Override
    public List<String> waitingFor() {
        return step.waitingFor();
    }

    @Override
    public void cancel() {
        engine.strand().execute(() -> {
            cancelled = true;
            step.giveUp();
        });
    }
}
