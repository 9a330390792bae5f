// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Ticker;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.PendingQuorum;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.quorum.Event;

/**
 * A quorum that is being opened. One that takes long is told among what goes on in the background,
 * with the file that it waits for, and can be given up there. Used on the JavaFX thread, except
 * where it says otherwise.
 */
final class OpeningAttempt {

    private static final Duration BEAT = Duration.ofMillis(500);
    /** A person notices a longer wait, and wants to know for whom. */
    private static final int UNSAID_BEATS = 2;

    private final BackgroundTasks tasks;
    private final Consumer<Event> heard;
    private final BackgroundTask task;
    private final Ticker clock;
    private final long begun = System.nanoTime();
    private volatile Optional<PendingQuorum> pending = Optional.empty();
    private volatile Optional<Path> lookedAt = Optional.empty();
    private int beats;

    /**
     * Begins.
     *
     * @param heard
     *            hears every event of the quorum, on any thread
     * @param giveUp
     *            what happens when the person stops waiting
     */
    OpeningAttempt(Background background, BackgroundTasks tasks, String subject, Consumer<Event> heard,
            Consumer<OpeningAttempt> giveUp) {
        this.tasks = tasks;
        this.heard = heard;
        task = new BackgroundTask(text("status.opening", subject), () -> giveUp.accept(this));
        clock = background.every(BEAT, this::tick);
        clock.start();
    }

    /** A file is asked what it is, before anything is opened; may be called on any thread. */
    void looksAt(Path file) {
        lookedAt = Optional.of(file);
    }

    /** Opens the files of a configuration; in the background, where it blocks as long as they do. */
    OpenedQuorum openFiles(Configuration configuration) throws ConfigurationProblem {
        PendingQuorum opening = PendingQuorum.begin(configuration, OpenedQuorum.Access.EXAMINE, heard);
        pending = Optional.of(opening);
        return opening.await();
    }

    private void tick() {
        beats++;
        if (beats == UNSAID_BEATS) {
            tasks.begun(task);
        }
        if (beats >= UNSAID_BEATS) {
            waitingFor().ifPresent(file -> task.report(-1,
                    text("open.waiting", FileName.shown(file), Long.toString(seconds()))));
        }
    }

    /** The file that has not answered yet; empty if that is not known. */
    Optional<Path> waitingFor() {
        return pending.isPresent() ? pending.flatMap(PendingQuorum::waitingFor) : lookedAt;
    }

    /** What to say when it was given up: who has not answered. */
    String gaveUp() {
        return waitingFor()
                .map(file -> text("open.gaveUp.file", FileName.shown(file), Long.toString(seconds())))
                .orElseGet(() -> text("open.gaveUp", Long.toString(seconds())));
    }

    private long seconds() {
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }

    /** It is waited for no longer. */
    void end() {
        clock.stop();
        tasks.ended(task);
    }
}
