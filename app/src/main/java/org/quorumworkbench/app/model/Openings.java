// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.quorum.Event;

/**
 * What is being opened: of several, the one that was asked for last; the others are closed when
 * they are there. Used on the JavaFX thread.
 */
final class Openings {

    private final Background background;
    private final Messages messages;
    private final BackgroundTasks tasks;
    private final Consumer<Event> heard;
    private final Consumer<OpenQuorum.Opened> adopt;
    private final Latest latest = new Latest();
    private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
    private String subject = "";
    private CompletableFuture<Boolean> underWay = CompletableFuture.completedFuture(false);
    private Optional<OpeningAttempt> attempt = Optional.empty();

    /**
     * What can be done about a failure.
     *
     * @param again
     *            a further attempt at once; empty for none
     * @param offer
     *            what the person is offered; empty for nothing
     */
    record WayOut(Function<Throwable, Optional<CompletableFuture<Boolean>>> again,
            Function<Throwable, Optional<Notice.Offer>> offer) {
        static final WayOut NONE = new WayOut(why -> Optional.empty(), why -> Optional.empty());
    }

    /**
     * Opens nothing yet.
     *
     * @param tasks
     *            where an opening that takes long is told
     * @param heard
     *            hears every event of every quorum, on any thread
     * @param adopt
     *            takes what was opened
     */
    Openings(Background background, Messages messages, BackgroundTasks tasks, Consumer<Event> heard,
            Consumer<OpenQuorum.Opened> adopt) {
        this.background = background;
        this.messages = messages;
        this.tasks = tasks;
        this.heard = heard;
        this.adopt = adopt;
    }

    ReadOnlyBooleanProperty openingProperty() {
        return opening.getReadOnlyProperty();
    }

    String subject() {
        return subject;
    }

    void announce(String words) {
        subject = words;
    }

    /** Waits for nothing any longer. */
    void forget() {
        latest.forget();
        endAttempt();
    }

    /**
     * Opens another quorum.
     *
     * @return completes on the JavaFX thread with whether it was opened; it was not if another was
     *         asked for before it was there, or nobody waits for it any more
     */
    CompletableFuture<Boolean> begin(OpenQuorum.Opener opener, WayOut wayOut) {
        Latest.Ticket ticket = latest.next();
        underWay.complete(false);
        endAttempt();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        underWay = done;
        OpeningAttempt now = new OpeningAttempt(background, tasks, subject, heard, this::giveUp);
        attempt = Optional.of(now);
        opening.set(true);
        background.run(() -> opener.open(now)).onlyIf(ticket, tooLate -> tooLate.quorum().close()).then(there -> {
            endAttempt();
            opening.set(false);
            adopt.accept(there);
            done.complete(true);
        }).failed(why -> {
            endAttempt();
            opening.set(false);
            // A further attempt is the same one to whoever asked: it must not be told that it is outdone.
            if (ticket.isLatest()) {
                underWay = CompletableFuture.completedFuture(false);
            }
            Optional<CompletableFuture<Boolean>> next = wayOut.again().apply(why);
            if (next.isPresent()) {
                var _ = next.get().thenAccept(done::complete);
            } else {
                messages.tell(new Notice(Notice.Kind.ERROR, words(why), wayOut.offer().apply(why)));
                done.complete(false);
            }
        });
        return done;
    }

    private void endAttempt() {
        attempt.ifPresent(OpeningAttempt::end);
        attempt = Optional.empty();
    }

    /** What was open stays; what comes open too late is closed. */
    private void giveUp(OpeningAttempt given) {
        if (attempt.filter(given::equals).isPresent()) {
            latest.forget();
            endAttempt();
            opening.set(false);
            messages.tell(Notice.Kind.ERROR, given.gaveUp());
            underWay.complete(false);
        }
    }

    private static String words(Throwable why) {
        return switch (why) {
            case ConfigurationProblem problem -> Wordings.of(problem);
            case NotDone refused -> refused.words();
            default -> {
                System.getLogger(Openings.class.getName()).log(System.Logger.Level.ERROR, "while opening", why);
                yield text("open.failed", why);
            }
        };
    }
}
