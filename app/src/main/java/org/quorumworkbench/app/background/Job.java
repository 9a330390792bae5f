// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Work in the background, and what is done on the JavaFX thread when it has ended. It begins with
 * the last word, {@link #failed} or {@link #orBroken}: nothing begins before it was said what
 * happens if it fails, so no failure can be swallowed.
 *
 * @param <T>
 *            what comes of it
 */
public final class Job<T> {

    private record Condition<T>(Latest.Ticket ticket, Consumer<? super T> late) {}

    private final Background background;
    private final Consumer<Job<T>> start;
    private final List<Runnable> ended = new ArrayList<>();
    private final List<Consumer<? super T>> then = new ArrayList<>();
    private Optional<Condition<T>> condition = Optional.empty();
    private Consumer<Throwable> failed;

    Job(Background background, Consumer<Job<T>> start) {
        this.background = background;
        this.start = start;
        this.failed = background::broken;
    }

    /** Hears the result on the JavaFX thread. */
    public Job<T> then(Consumer<? super T> onFx) {
        then.add(onFx);
        return this;
    }

    /** Runs on the JavaFX thread before anything else, whatever came of the work. */
    public Job<T> ended(Runnable onFx) {
        ended.add(onFx);
        return this;
    }

    /** Only counts if nothing was asked for after it: else its result and its failure are dropped. */
    public Job<T> onlyIf(Latest.Ticket latest) {
        return onlyIf(latest, result -> {});
    }

    /**
     * Only counts if nothing was asked for after it.
     *
     * @param late
     *            puts away, in the background, a result that nobody waits for any more
     */
    public Job<T> onlyIf(Latest.Ticket latest, Consumer<? super T> late) {
        condition = Optional.of(new Condition<>(latest, late));
        return this;
    }

    /** Begins; what fails is heard on the JavaFX thread, whatever it is. */
    public void failed(Consumer<? super Throwable> onFx) {
        failed = onFx::accept;
        start.accept(this);
    }

    /**
     * Begins; a failure of that kind is heard on the JavaFX thread, and any other is a mistake of the
     * program.
     */
    public <X extends Exception> void failed(Class<X> kind, Consumer<? super X> onFx) {
        failed(failure -> {
            if (kind.isInstance(failure)) {
                onFx.accept(kind.cast(failure));
            } else {
                background.broken(failure);
            }
        });
    }

    /** Begins; that it fails can only be a mistake of the program. */
    public void orBroken() {
        failed(background::broken);
    }

    // The outcome is an exception of any kind, or even an error: who waits for the end must hear of it.
    void perform(Background.Work<T> what) {
        T result;
        try {
            result = what.run();
        } catch (Throwable failure) {
            background.back(() -> fail(failure));
            return;
        }
        background.back(() -> succeed(result));
    }

    void listen(CompletableFuture<T> underWay) {
        underWay.whenComplete((result, failure) -> background.back(() -> {
            if (failure == null) {
                succeed(result);
            } else {
                fail(failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure);
            }
        })).exceptionally(bug -> {
            background.broken(bug);
            return null;
        });
    }

    private boolean isWanted() {
        return condition.map(only -> only.ticket().isLatest()).orElse(true);
    }

    private void succeed(T result) {
        ended.forEach(Runnable::run);
        if (isWanted()) {
            then.forEach(hears -> hears.accept(result));
        } else {
            condition.ifPresent(only -> background.executor().execute(() -> only.late().accept(result)));
        }
    }

    private void fail(Throwable failure) {
        ended.forEach(Runnable::run);
        if (isWanted()) {
            failed.accept(failure);
        } else if (failure instanceof CancellationException) {
            // Whoever asks for something else gives up what was asked before: that it then ends is no failure.
            return;
        } else if (failure instanceof RuntimeException || failure instanceof Error) {
            background.broken(failure);
        }
    }
}
