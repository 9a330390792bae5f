// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Asks the children in order for the extent at an offset: a child's error makes the whole request
 * data; else data of the largest length if any child has data, else zeroes of the smallest length
 * (cases bs-*). Only the quorum's strand uses it.
 */
final class ExtentQuestion {

    private final QuorumEngine engine;
    private final long offset;
    private final long length;
    private final List<Child> children;
    private final CompletableFuture<ExtentOutcome> answer;
    private final List<Event> events = new ArrayList<>();
    private long data;
    private long zeroes;

    ExtentQuestion(QuorumEngine engine, long offset, long length, CompletableFuture<ExtentOutcome> answer) {
        this.engine = engine;
        this.offset = offset;
        this.length = length;
        this.children = engine.children();
        this.answer = answer;
        this.zeroes = length;
    }

    void askNext(int child) {
        if (child == children.size()) {
            answer(data > 0 ? new Extent(offset, data, false) : new Extent(offset, zeroes, true));
            return;
        }
        engine.replies().hear(StrandReplies.asked(() -> children.get(child).device().extent(offset, length)),
                reply -> hear(child, reply));
    }

    private void hear(int child, Reply<Extent> reply) {
        switch (reply) {
            case Reply.Failed<Extent>(Errno errno) -> {
                events.add(engine.narrator().tell((sequence, time) -> new Event.ReportBad(sequence, time,
                        RequestKind.BLOCK_STATUS, children.get(child).name(), SectorRange.ofBytes(offset, length),
                        Optional.of(errno))));
                answerData();
            }
            case Reply.Ok<Extent>(Extent extent) -> {
                if (extent.zero()) {
                    zeroes = Math.min(zeroes, extent.length());
                } else {
                    data = Math.max(data, extent.length());
                }
                askNext(child + 1);
            }
        }
    }

    /** Ends the question as an error does: all of it counts as data. */
    void answerData() {
        answer(new Extent(offset, length, false));
    }

    private void answer(Extent extent) {
        ExtentOutcome outcome = new ExtentOutcome(extent, events);
        engine.strand().execute(() -> answer.complete(outcome));
    }
}
