// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.repair.RepairProblem;

/**
 * What a repair does in the background, one thing at a time, and the log of what was done. What
 * only reads is given up when another quorum is opened; what writes is asked to stop, and whatever
 * comes of it is told. Used on the JavaFX thread.
 */
final class RepairTurns {

    /** One thing that is done: what it is told while it is. Used from any thread. */
    static final class Turn {

        private final boolean writes;
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<Runnable> onStop = new CopyOnWriteArrayList<>();

        private Turn(boolean writes) {
            this.writes = writes;
        }

        /** Whether it is to be left at what is done. */
        boolean stops() {
            return stopped.get();
        }

        /** Runs once it is to stop; at once if it is already. */
        void onStop(Runnable what) {
            onStop.add(what);
            if (stopped.get()) {
                what.run();
            }
        }

        private void stop() {
            stopped.set(true);
            onStop.forEach(Runnable::run);
        }
    }

    /** What reads. */
    interface Reads<T> {
        T run(Turn turn) throws RepairProblem;
    }

    /** What writes to children: that it failed is a part of what comes of it. */
    interface Writes<T> {
        T run(Turn turn);
    }

    private final Background background;
    private final Messages messages;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ObservableList<String> log = FXCollections.observableArrayList();
    private final Latest latest = new Latest();
    private Optional<Turn> current = Optional.empty();

    RepairTurns(Background background, Messages messages) {
        this.background = background;
        this.messages = messages;
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ObservableList<String> log() {
        return log;
    }

    void note(String line) {
        log.add(line);
    }

    /** Tells what was not done, and why. */
    void fail(String words) {
        note(words);
        messages.tell(Notice.Kind.ERROR, words);
    }

    /** Does what changes no child, unless something is under way. */
    <T> void read(Reads<T> what, Consumer<T> then) {
        if (busy.get()) {
            return;
        }
        Turn turn = begun(false);
        background.run(() -> what.run(turn)).onlyIf(latest.next()).ended(() -> ended(turn)).then(then).failed(why -> {
            switch (why) {
                case RepairProblem problem -> fail(Wordings.of(problem));
                case CancellationException _ -> note(text("repair.givenUp"));
                default -> background.broken(why);
            }
        });
    }

    /**
     * Does what may change children, unless something is under way; what comes of it is heard even if
     * another quorum is open by then.
     *
     * @return whether it was begun
     */
    <T> boolean write(Writes<T> what, Consumer<T> then) {
        if (busy.get()) {
            return false;
        }
        Turn turn = begun(true);
        background.run(() -> what.run(turn)).ended(() -> ended(turn)).then(then).orBroken();
        return true;
    }

    private Turn begun(boolean writes) {
        Turn turn = new Turn(writes);
        current = Optional.of(turn);
        busy.set(true);
        progress.set(-1);
        return turn;
    }

    private void ended(Turn turn) {
        if (current.filter(turn::equals).isPresent()) {
            current = Optional.empty();
            busy.set(false);
            progress.set(0);
        }
    }

    /** Brings what becomes of steps to the log. */
    RepairSteps watcher(Turn turn, double all) {
        return new RepairSteps(background, all, (line, part) -> {
            note(line);
            if (current.filter(turn::equals).isPresent()) {
                progress.set(part);
            }
        }, turn::stops);
    }

    /** Leaves it at what is done. */
    void stop() {
        current.ifPresent(Turn::stop);
    }

    /** Another quorum is opened: what only reads is not waited for. */
    void leave() {
        stop();
        current.filter(turn -> !turn.writes).ifPresent(turn -> {
            latest.forget();
            ended(turn);
        });
    }
}
