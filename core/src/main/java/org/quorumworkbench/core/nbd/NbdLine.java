// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.file.Wording;

/**
 * The way to one export: a connection, or the next attempt to make one. A connection that is made
 * again must find what the first has found; otherwise it is another disk, which is refused.
 */
final class NbdLine {

    private final NbdUri uri;
    private final Executor executor;
    private final Patience patience;
    private final List<Consumer<NbdState>> listeners = new CopyOnWriteArrayList<>();
    private volatile NbdState state;
    private volatile NbdOffer offer;
    private @Nullable NbdConnection connection;
    private boolean closed;

    private NbdLine(NbdUri uri, Executor executor, Patience patience, NbdOffer offer) {
        this.uri = uri;
        this.executor = executor;
        this.patience = patience;
        this.offer = offer;
        this.state = new NbdState.Connected(offer);
    }

    /** Connects; blocks as long as patience has it. */
    static NbdLine connect(NbdUri uri, Executor executor, Patience patience) throws NbdProblem {
        Dial.Connected connected = Dial.connect(uri, executor, patience.connecting());
        NbdLine line = new NbdLine(uri, executor, patience, connected.offer());
        line.use(connected);
        return line;
    }

    NbdUri uri() {
        return uri;
    }

    /** What the server said when it was last connected to. */
    NbdOffer offer() {
        return offer;
    }

    NbdState state() {
        return state;
    }

    Patience patience() {
        return patience;
    }

    Runnable onState(Consumer<NbdState> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Asks the server; the exchange fails with EIO while there is none. */
    void submit(Exchange exchange) {
        NbdConnection now;
        synchronized (this) {
            now = connection;
        }
        if (now == null) {
            exchange.lose();
        } else {
            now.submit(exchange);
        }
    }

    private void use(Dial.Connected connected) {
        NbdConnection made = new NbdConnection(connected, executor, this::lost);
        synchronized (this) {
            if (closed) {
                connected.link().close();
                return;
            }
            connection = made;
            offer = connected.offer();
        }
        become(new NbdState.Connected(connected.offer()));
        made.start();
    }

    private void become(NbdState next) {
        state = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    private void lost(NbdConnection which, Wording why) {
        synchronized (this) {
            if (connection != which) {
                return;
            }
            connection = null;
            if (closed) {
                return;
            }
        }
        again(new NbdState.Reconnecting(Instant.now(), why, 0));
    }

    private void again(NbdState.Reconnecting next) {
        become(next);
        patience.after(patience.pause(next.attempts()), executor, () -> reconnect(next));
    }

    private void reconnect(NbdState.Reconnecting before) {
        if (!state.equals(before)) {
            // It was closed, or connected by a reopen.
            return;
        }
        Dial.Connected connected;
        try {
            connected = Dial.connect(uri, executor, patience.connecting());
        } catch (NbdProblem e) {
            if (state.equals(before)) {
                again(new NbdState.Reconnecting(before.since(), before.why(), before.attempts() + 1));
            }
            return;
        }
        NbdOffer now = connected.offer();
        if (!state.equals(before)) {
            connected.link().close();
        } else if (now.length() != offer.length()) {
            connected.link().close();
            become(new NbdState.Refused(Wording.of("the server came back with {0} bytes instead of {1}",
                    now.length(), offer.length())));
        } else if (now.isReadOnly() != offer.isReadOnly()) {
            connected.link().close();
            become(new NbdState.Refused(now.isReadOnly()
                    ? Wording.of("the server came back read-only")
                    : Wording.of("the server came back writable")));
        } else {
            use(connected);
        }
    }

    /**
     * Connects anew and takes whatever the server has now; what is under way is answered by the
     * connection before. Blocks.
     */
    void renew() throws NbdProblem {
        Dial.Connected connected = Dial.connect(uri, executor, patience.connecting());
        NbdConnection before;
        synchronized (this) {
            before = connection;
            connection = null;
        }
        use(connected);
        if (before != null) {
            before.retire();
        }
    }

    void close() {
        NbdConnection last;
        synchronized (this) {
            closed = true;
            last = connection;
            connection = null;
        }
        become(new NbdState.Closed());
        if (last != null) {
            last.close();
        }
    }
}
