// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Outcome;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.quorum.Result;

/** An inspection under way. May be used from any thread. */
final class Inspecting implements Request<Inspection> {

    private final SectorRange range;
    private final List<Child> asked;
    private final Request<Outcome> request;
    private final CompletableFuture<Inspection> inspection = new CompletableFuture<>();

    private @Nullable Outcome outcome;
    private List<ChildReading> readings = List.of();
    private boolean cancelled;

    Inspecting(SectorRange range, List<Child> asked, Request<Outcome> request) {
        this.range = range;
        this.asked = asked;
        this.request = request;
        request.result().thenAccept(this::readOn).exceptionally(this::fail);
    }

    /**
     * Completes with the picture, on a thread of the quorum or of a child's device, also when the
     * request failed or was cancelled. After {@link #cancel} it waits for nobody.
     */
    @Override
    public CompletableFuture<Inspection> result() {
        return inspection;
    }

    /** The names of the children whose bytes are not all here yet, in order; empty when it is over. */
    @Override
    public List<String> waitingFor() {
        List<String> silent = request.waitingFor();
        if (!silent.isEmpty() || inspection.isDone()) {
            return silent;
        }
        synchronized (this) {
            return readings.stream().filter(ChildReading::isUnderWay).map(ChildReading::name).toList();
        }
    }

    /** Stops waiting: the picture then shows what there is, and who had not answered. */
    @Override
    public void cancel() {
        synchronized (this) {
            cancelled = true;
        }
        request.cancel();
        complete();
    }

    private void readOn(Outcome done) {
        List<ChildReading> started;
        synchronized (this) {
            boolean stop = cancelled || done.result() instanceof Result.Cancelled;
            started = done.replies().stream()
                    .map(reply -> new ChildReading(reply, range, stop ? Optional.empty() : device(reply.name())))
                    .toList();
            outcome = done;
            readings = started;
        }
        CompletableFuture<?>[] parts = started.stream().map(ChildReading::readAgain)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(parts).thenRun(this::complete).exceptionally(this::fail);
    }

    /** By name: children may have been added or removed since the request began. */
    private Optional<BlockDevice> device(String name) {
        return asked.stream().filter(child -> child.name().equals(name)).findFirst().map(Child::device);
    }

    private void complete() {
        Outcome told;
        List<ChildBytes> known;
        synchronized (this) {
            if (outcome == null || inspection.isDone()) {
                return;
            }
            told = outcome;
            known = readings.stream().map(ChildReading::soFar).toList();
        }
        try {
            inspection.complete(Picture.of(range, told, known));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private @Nullable Void fail(Throwable e) {
        inspection.completeExceptionally(e);
        return null;
    }
}
