// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.application.Platform;

/**
 * The one way to the background and back to the JavaFX thread. Work that may block is run on one
 * executor; what came of it is handled on the other, in the order in which it came:
 *
 * <pre>
 * background.run(() -&gt; read(file)).then(this::show).failed(IOException.class, this::tell);
 * </pre>
 *
 * May be used from any thread. A test gives {@code Runnable::run} twice: then everything has
 * happened when a command returns, and no toolkit is needed.
 */
public final class Background {

    /**
     * Something that may block, and may fail.
     *
     * @param <T>
     *            what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws Exception;
    }

    /** Something that may block, may fail, and has no result. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    private final Executor work;
    private final Executor fx;
    private final Pulses pulses;

    /**
     * Between two executors, without a window's pulses: what waits for one runs at once, and nothing
     * ticks.
     *
     * @param work
     *            runs what may block; without a bound, or what hangs would hold up the rest
     * @param fx
     *            runs what changes the model, one task at a time and in order
     */
    public Background(Executor work, Executor fx) {
        this(work, fx, Pulses.none(fx));
    }

    private Background(Executor work, Executor fx, Pulses pulses) {
        this.work = work;
        this.fx = fx;
        this.pulses = pulses;
    }

    /**
     * Between threads of the system's and the JavaFX thread. A file that hangs keeps the thread that
     * asked for it: a virtual one would keep one of the few that carry all of them. They are daemons,
     * for which the program's end does not wait.
     */
    public static Background ofTheWindow() {
        return ofTheWindow(threads());
    }

    /** As {@link #ofTheWindow()}, with what may block on an executor of the caller's. */
    static Background ofTheWindow(Executor work) {
        return new Background(work, Platform::runLater, new WindowPulses());
    }

    /** As many threads as there is work at a time. */
    static Executor threads() {
        return Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("work-", 0).factory());
    }

    /**
     * What work that may block runs on: for what takes an executor. Who comes back from there comes
     * through {@link #after}.
     */
    public Executor executor() {
        return work;
    }

    /** Work that has to be done; it begins once it was said what is done if it fails. */
    public <T> Job<T> run(Work<T> what) {
        return new Job<>(this, job -> work.execute(() -> job.perform(what)));
    }

    /** As {@link #run}, for what has no result. */
    public Job<Boolean> perform(Step what) {
        return run(() -> {
            what.run();
            return true;
        });
    }

    /** Work that is under way already, and completes on any thread. */
    public <T> Job<T> after(CompletableFuture<T> underWay) {
        return new Job<>(this, job -> job.listen(underWay));
    }

    /** Runs something on the JavaFX thread, soon. */
    public void back(Runnable onFx) {
        fx.execute(onFx);
    }

    /**
     * What went wrong in the program itself is not swallowed: the handler of the JavaFX thread's
     * exceptions tells it.
     */
    public void broken(Throwable bug) {
        fx.execute(() -> {
            throw new IllegalStateException("a task of the workbench failed", bug);
        });
    }

    /** A gate to the JavaFX thread for a task that is asked for more often than it need run. */
    public PulseGate gate(Runnable onFx) {
        return new PulseGate(fx, pulses, onFx);
    }

    /** A clock that is not running yet, and runs the task on the JavaFX thread at every tick. */
    public Ticker every(Duration period, Runnable onFx) {
        return pulses.every(period, onFx);
    }
}
