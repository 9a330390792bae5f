// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers to a client in the order in which they are there, on a task that blocks as long as
 * the client does not read; holds them back if it is told to.
 */
final class ReplySender {

    /** An answer, and what is done once it has been sent. */
    @SuppressWarnings("ArrayRecordComponent") // Sent once and never compared.
    private record Ready(ByteBuffer[] parts, Runnable sent) {}

    private final Link link;
    private final Executor executor;
    private final Deque<Ready> ready = new ArrayDeque<>();
    private boolean sending;
    private boolean held;

    ReplySender(Link link, Executor executor) {
        this.link = link;
        this.executor = executor;
    }

    synchronized void hold(boolean hold) {
        held = hold;
        begin();
    }

    synchronized void send(Runnable sent, ByteBuffer... parts) {
        ready.add(new Ready(parts, sent));
        begin();
    }

    private synchronized void begin() {
        if (sending || held || ready.isEmpty()) {
            return;
        }
        sending = true;
        try {
            executor.execute(this::sendAll);
        } catch (RejectedExecutionException e) {
            link.close();
        }
    }

    private synchronized @Nullable Ready next() {
        Ready next = held ? null : ready.poll();
        sending = next != null;
        return next;
    }

    private void sendAll() {
        try {
            for (Ready next = next(); next != null; next = next()) {
                link.send(next.parts());
                next.sent().run();
            }
        } catch (IOException e) {
            // The task that listens to the client finds it closed, and ends it.
            link.close();
        }
    }
}
