// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.quorum;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A request whose outcome goes through another step; cancelling it cancels what is under way of the
 * first.
 */
record Chained(Quorum.Request first, CompletableFuture<Outcome> outcome) implements Quorum.Request {

    Chained(Quorum.Request first, Function<Outcome, CompletableFuture<Outcome>> then) {
        this(first, first.outcome().thenCompose(then));
    }

    @Override
    public void cancel() {
        first.cancel();
    }
}
