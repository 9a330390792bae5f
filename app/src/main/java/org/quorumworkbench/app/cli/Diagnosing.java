// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.quorumworkbench.core.block.LowPriority;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Diagnosis;

/**
 * A diagnosis that a command waits for until it is interrupted: a child that is asked may hang. It
 * may be given up before it has begun.
 */
final class Diagnosing {

    private final boolean idle;
    private Optional<Diagnosis> under = Optional.empty();
    private boolean cancelled;

    /**
     * @param idle
     *            whether it works at the lowest priority
     */
    Diagnosing(boolean idle) {
        this.idle = idle;
    }

    /** Finds, and tells who keeps it waiting; absent if it was given up. */
    Optional<Diagnosed> find(Diagnosis diagnosis, Interruption interruption, PrintWriter err) {
        synchronized (this) {
            under = Optional.of(diagnosis);
            if (cancelled) {
                return Optional.empty();
            }
        }
        // A thread of the system's, since it reads files and may have a priority of its own; it keeps no
        // program alive.
        ExecutorService asking = Executors
                .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("diagnosis").factory());
        try (LongWait _ = LongWait.overFiles(err)) {
            return interruption.await(CompletableFuture.supplyAsync(() -> found(diagnosis), asking))
                    .flatMap(found -> found);
        } finally {
            // Not close, which would wait.
            asking.shutdown();
        }
    }

    private Optional<Diagnosed> found(Diagnosis diagnosis) {
        if (idle) {
            LowPriority.lowerThisThread();
        }
        try {
            return Optional.of(diagnosis.find());
        } catch (CancellationException e) {
            // What the scan has found is told all the same.
            return Optional.empty();
        }
    }

    /** From any thread. */
    synchronized void cancel() {
        cancelled = true;
        under.ifPresent(Diagnosis::cancel);
    }
}
