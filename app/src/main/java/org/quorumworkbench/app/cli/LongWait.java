// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Wait;

/**
 * Tells on standard error who keeps a command waiting, once that has taken a while: a disk or a
 * server that hangs gives no error. The work itself stays on the thread that does it.
 */
final class LongWait implements AutoCloseable {

    /** For so long nothing is said of who does not answer. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PrintWriter err;
    private final Wait waiting;
    private final Duration patience;
    private final Set<String> told = new HashSet<>();
    private volatile boolean over;

    private LongWait(PrintWriter err, Wait waiting, Duration patience) {
        this.err = err;
        this.waiting = waiting;
        this.patience = patience;
        lookLater();
    }

    /** Tells, until it is closed, of whomever that waits for. */
    static LongWait over(PrintWriter err, Wait waiting) {
        return new LongWait(err, waiting, PATIENCE);
    }

    /** Tells of the one of that name, who is waited for until it is closed. */
    static LongWait of(PrintWriter err, String name) {
        return of(err, name, PATIENCE);
    }

    /** As the other, with another patience. */
    static LongWait of(PrintWriter err, String name, Duration patience) {
        Wait waiting = new Wait();
        waiting.begin(name);
        return new LongWait(err, waiting, patience);
    }

    private void lookLater() {
        var _ = CompletableFuture.runAsync(this::look,
                CompletableFuture.delayedExecutor(patience.toMillis() / 3 + 1, TimeUnit.MILLISECONDS));
    }

    private synchronized void look() {
        if (over) {
            return;
        }
        Optional<String> silent = waiting.longerThan(patience);
        if (silent.isPresent() && told.add(silent.get())) {
            err.println("quorum-workbench: " + Printable.line(silent.get())
                    + " does not answer; waiting. Ctrl-C gives up");
            err.flush();
        }
        lookLater();
    }

    @Override
    public void close() {
        over = true;
    }
}
