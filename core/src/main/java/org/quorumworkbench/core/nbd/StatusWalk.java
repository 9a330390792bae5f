// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.quorumworkbench.core.block.Extent;

/** Asks an export for one extent after the other until a stretch is told of, or enough is told. */
final class StatusWalk {

    private static final int MOST = 8192;

    private final NbdExport export;
    private final NbdClient client;
    private final long end;
    private final boolean one;
    private final List<Exchange.Status> statuses = new ArrayList<>();
    private final CompletableFuture<List<Exchange.Status>> answer = new CompletableFuture<>();
    private long at;

    private StatusWalk(NbdExport export, NbdClient client, long offset, long length, boolean one) {
        this.export = export;
        this.client = client;
        this.at = offset;
        this.end = offset + length;
        this.one = one;
    }

    /**
     * What the export tells of the stretch, neighbours that are alike as one; perhaps not to its end.
     *
     * @param one
     *            whether the first piece is enough
     */
    static CompletableFuture<List<Exchange.Status>> of(NbdExport export, NbdClient client, long offset, long length,
            boolean one) {
        StatusWalk walk = new StatusWalk(export, client, offset, length, one);
        walk.go();
        return walk.answer;
    }

    /** Goes on as long as the export answers on the spot, then when it does. */
    private void go() {
        while (at < end && statuses.size() < MOST && !(one && !statuses.isEmpty())) {
            CompletableFuture<Extent> next = export.extent(client, at, end - at);
            if (!next.isDone()) {
                next.thenAccept(extent -> {
                    take(extent);
                    go();
                }).exceptionally(e -> {
                    answer.completeExceptionally(e);
                    return null;
                });
                return;
            }
            take(next.join());
        }
        answer.complete(statuses);
    }

    private void take(Extent extent) {
        long length = Math.clamp(extent.length(), 1, end - at);
        Exchange.Status last = statuses.isEmpty() ? new Exchange.Status(0, !extent.zero()) : statuses.getLast();
        if (last.zero() == extent.zero()) {
            statuses.set(statuses.size() - 1, new Exchange.Status(last.length() + length, last.zero()));
        } else {
            statuses.add(new Exchange.Status(length, extent.zero()));
        }
        at += length;
    }
}
