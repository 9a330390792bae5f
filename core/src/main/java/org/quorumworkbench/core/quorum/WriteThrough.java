// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A write that is to be lasting when it completes: a flush of the quorum follows it, and its error
 * is the write's (cases wr-fua*).
 */
final class WriteThrough implements Request<Outcome> {

    private final QuorumEngine engine;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile Request<Outcome> step;
    private boolean cancelled;

    WriteThrough(QuorumEngine engine, Request<Outcome> write) {
        this.engine = engine;
        this.step = write;
    }

    WriteThrough begin() {
        engine.replies().then(step, written -> engine.strand().enter(() -> flush(written)));
        return this;
    }

    private void flush(Outcome written) {
        if (!written.isSuccess()) {
            outcome.complete(written);
            return;
        }
        step = engine.flush(written.request());
        if (cancelled) {
            step.cancel();
        }
        engine.replies().then(step, flushed -> outcome.complete(written.followedBy(flushed)));
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
            step.cancel();
        });
    }
}
