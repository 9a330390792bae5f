// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import java.util.concurrent.CompletableFuture;

/**
 * An answer that a device still owes. Cancelling it asks the device to stop and does not complete
 * it: until it is complete the device may use the buffer that it was given. What is derived from it
 * ({@code thenApply} and the like) passes the cancelling on and waits as well.
 *
 * @param <V>
 *            what it will hold
 */
public final class Pending<V> extends CompletableFuture<V> {

    private final Runnable stop;

    /**
     * @param stop
     *            asks the device to stop; may be called several times, from any thread, and when it is
     *            too late
     */
    public Pending(Runnable stop) {
        this.stop = stop;
    }

    /** Asks the device to stop. */
    @Override
    public boolean cancel(boolean mayInterrupt) {
        if (!isDone()) {
            stop.run();
        }
        return false;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Pending<>(() -> cancel(false));
    }
}
