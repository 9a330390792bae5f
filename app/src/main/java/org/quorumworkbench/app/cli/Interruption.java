// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What Ctrl-C and a polite kill mean while a command reads: the reading is cancelled, and the
 * program ends when what was found has been told, or cannot be because nobody takes it. A second
 * one ends the program at once.
 */
final class Interruption {

    /** A write to standard output that takes longer than this is waited for no more. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private static final Duration LATER = Duration.ofMillis(500);

    private final CountDownLatch told;
    private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    /**
     * Made once the command has run for a while: a short one is not to share its processors with that.
     */
    private final CompletableFuture<QuickEnd> quickEnd = CompletableFuture.supplyAsync(QuickEnd::prepare,
            CompletableFuture.delayedExecutor(LATER.toMillis(), TimeUnit.MILLISECONDS));
    private final Thread hook;

    private Interruption(Runnable beforeEnd, CountDownLatch told) {
        this.told = told;
        hook = Thread.ofPlatform().name("interrupted").unstarted(() -> {
            quickEnd.getNow(QuickEnd.NONE).restoreSignals();
            interrupted.complete(true);
            beforeEnd.run();
            quickEnd.getNow(QuickEnd.NONE).end();
        });
    }

    /** Arms Ctrl-C while there is nothing yet that could be told: the program ends at once. */
    static Interruption whileNothingIsFound() {
        return armed(new Interruption(() -> {
            // Who hangs is left alone.
        }, new CountDownLatch(0)));
    }

    private static Interruption armed(Interruption interruption) {
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /**
     * Arms Ctrl-C until all is told.
     *
     * @param cancel
     *            stops the reading; called on a thread of the system's, at most once
     * @param out
     *            where what was found is told, after it has been written to files
     */
    static Interruption of(Runnable cancel, PrintWriter out) {
        CountDownLatch told = new CountDownLatch(1);
        return armed(new Interruption(() -> {
            cancel.run();
            awaitTold(told, out);
        }, told));
    }

    private static void awaitTold(CountDownLatch told, PrintWriter out) {
        try {
            while (!told.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (out instanceof ResultWriter result && result.isStalled(PATIENCE)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts a hook but the system that wants to be done with it.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The answer, waited for without end until somebody interrupts, and then only a moment longer: who
     * is asked may hang.
     *
     * @return absent if it had not come by then
     */
    <T> Optional<T> await(CompletableFuture<T> answer) {
        CompletableFuture.anyOf(answer, interrupted).join();
        try {
            return Optional.of(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * What is found by asking files on another thread, waited for as {@link #await} does: a file system
     * may hang.
     */
    <T> Optional<T> ask(Supplier<T> files) {
        ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return await(CompletableFuture.supplyAsync(files, asking));
        } finally {
            // Not close, which would wait.
            asking.shutdown();
        }
    }

    /** Lets the program end. */
    void allTold() {
        told.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already: the hook has run and goes with it.
            told.countDown();
        }
    }
}
