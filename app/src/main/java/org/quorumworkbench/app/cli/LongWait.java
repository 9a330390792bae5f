// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.quorumworkbench.core.block.Unanswered;
import org.quorumworkbench.core.config.PendingQuorum;
import org.quorumworkbench.core.file.FileName;
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
    private final Supplier<List<String>> silent;
    private final Duration patience;
    private final Set<String> told = new HashSet<>();
    private volatile boolean over;

    private LongWait(PrintWriter err, Supplier<List<String>> silent, Duration patience) {
        this.err = err;
        this.silent = silent;
        this.patience = patience;
        lookLater();
    }

    /** Tells, until it is closed, of whomever that waits for. */
    static LongWait over(PrintWriter err, Wait waiting) {
        return new LongWait(err, () -> waiting.longerThan(PATIENCE).stream().toList(), PATIENCE);
    }

    /** Tells, until it is closed, of every file and server that is asked meanwhile. */
    static LongWait overFiles(PrintWriter err) {
        return overFiles(err, System.nanoTime());
    }

    /**
     * As the other, of work that had begun before.
     *
     * @param since
     *            when it began, as {@link System#nanoTime} tells it: what asks may be slower to wait
     *            for than a file to be asked
     */
    static LongWait overFiles(PrintWriter err, long since) {
        return new LongWait(err, () -> Unanswered.longerThan(PATIENCE, since), PATIENCE);
    }

    /** Tells, until it is closed, of the file that keeps a quorum from being opened. */
    static LongWait over(PrintWriter err, PendingQuorum opening) {
        long since = System.nanoTime();
        return new LongWait(err, () -> System.nanoTime() - since < PATIENCE.toNanos()
                ? List.of()
                : List.of(opening.waitingFor().map(FileName::shown).orElse("a child")), PATIENCE);
    }

    /** Tells of the one of that name, who is waited for until it is closed. */
    static LongWait of(PrintWriter err, String name) {
        return of(err, name, PATIENCE);
    }

    /** As the other, with another patience. */
    static LongWait of(PrintWriter err, String name, Duration patience) {
        Wait waiting = new Wait();
        waiting.begin(name);
        return new LongWait(err, () -> waiting.longerThan(patience).stream().toList(), patience);
    }

    /** On a thread of its own, since all others may be among those that wait. */
    private void lookLater() {
        var _ = CompletableFuture.runAsync(this::look, CompletableFuture.delayedExecutor(patience.toMillis() / 3 + 1,
                TimeUnit.MILLISECONDS, look -> Thread.ofPlatform().daemon().name("long-wait").start(look)));
    }

    private synchronized void look() {
        if (over) {
            return;
        }
        for (String one : silent.get()) {
            if (told.add(one)) {
                err.println("quorum-workbench: " + Printable.line(one)
                        + " does not answer; waiting. Ctrl-C gives up");
                err.flush();
            }
        }
        lookLater();
    }

    @Override
    public void close() {
        over = true;
    }
}
