// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.background;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that is worked out in the background from what was asked last: one at a time, and of
 * what is asked meanwhile only the last. What was worked out is shown although something else has
 * been asked since: whoever asks faster than it can be worked out would never see anything. Used on
 * the JavaFX thread.
 *
 * @param <A>
 *            what is asked
 * @param <T>
 *            what is worked out
 */
public final class OneAtATime<A, T> {

    private final Background background;
    private final Function<? super A, ? extends T> make;
    private final BiConsumer<? super A, ? super T> show;
    private final Consumer<? super Throwable> failed;
    private final Latest latest = new Latest();
    private final List<Runnable> whenIdle = new ArrayList<>();
    private Optional<A> working = Optional.empty();
    private Optional<A> waiting = Optional.empty();

    /**
     * Nothing is asked yet.
     *
     * @param make
     *            works it out, in the background
     * @param show
     *            hears what was asked and what came of it
     * @param failed
     *            hears what went wrong
     */
    public OneAtATime(Background background, Function<? super A, ? extends T> make,
            BiConsumer<? super A, ? super T> show, Consumer<? super Throwable> failed) {
        this.background = background;
        this.make = make;
        this.show = show;
        this.failed = failed;
    }

    /** Works it out, unless it is just being worked out from the same; else once that is done. */
    public void ask(A asked) {
        if (working.isPresent()) {
            waiting = working.get().equals(asked) ? Optional.empty() : Optional.of(asked);
            return;
        }
        working = Optional.of(asked);
        background.<T>run(() -> make.apply(asked)).onlyIf(latest.next()).then(made -> {
            working = Optional.empty();
            show.accept(asked, made);
            goOn();
        }).failed(failure -> {
            working = Optional.empty();
            failed.accept(failure);
            goOn();
        });
    }

    private void goOn() {
        Optional<A> next = waiting;
        waiting = Optional.empty();
        next.ifPresent(this::ask);
        if (!isBusy()) {
            List<Runnable> told = List.copyOf(whenIdle);
            whenIdle.clear();
            told.forEach(Runnable::run);
        }
    }

    /** Whether something is being worked out. */
    public boolean isBusy() {
        return working.isPresent();
    }

    /** Shows nothing of what was asked so far. */
    public void forget() {
        latest.forget();
        working = Optional.empty();
        waiting = Optional.empty();
        goOn();
    }

    /** Runs once, as soon as all that was asked has been shown or forgotten; at once if it has been. */
    public void whenIdle(Runnable told) {
        whenIdle.add(told);
        if (!isBusy()) {
            goOn();
        }
    }
}
