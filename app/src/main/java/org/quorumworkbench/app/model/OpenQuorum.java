// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSpec;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.config.LengthsDiffer;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.quorum.Change;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.session.Session;

/**
 * The quorum that is open, at most one. Of several that are being opened the one that was asked for
 * last wins, however long each takes; the others are closed. Used on the JavaFX thread; files are
 * opened and closed in the background.
 */
public final class OpenQuorum {

    /** How a configuration comes to be read; run in the background. */
    public interface Source {
        Configuration read() throws ConfigurationProblem;

        /** It was opened; called on the JavaFX thread. */
        default void opened() {}

        /** The same, in the part that all children have where their lengths differ. */
        default Source common() {
            Source whole = this;
            return new Source() {
                @Override
                public Configuration read() throws ConfigurationProblem {
                    return whole.read().withCommon(true);
                }

                @Override
                public void opened() {
                    whole.opened();
                }
            };
        }
    }

    /** How a quorum comes to be opened; run in the background, where it may block. */
    interface Opener {
        Opened open(OpeningAttempt attempt) throws ConfigurationProblem, NotDone;
    }

    /**
     * A quorum that was just opened.
     *
     * @param session
     *            on it, with what was done with it already
     * @param range
     *            what is looked at first; absent for the disk's beginning
     * @param warning
     *            what the person has to know of it
     */
    record Opened(OpenedQuorum quorum, Session session, Optional<SectorRange> range, Optional<String> warning) {}

    /** What begins anew with every quorum. Called on the JavaFX thread. */
    interface Follower {

        /** The quorum that was open is left for another, which is not there yet. */
        default void left() {}

        /** Another quorum is open. */
        default void opened(Opened now) {}

        /** Something that a read depends on has changed. */
        default void changed() {}
    }

    private final Background background;
    private final Messages messages;
    private final Openings openings;
    private final ReadOnlyObjectWrapper<Optional<OpenedQuorum>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper threshold = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<List<Child>> children = new ReadOnlyObjectWrapper<>(List.of());
    private Optional<Session> session = Optional.empty();
    private volatile Runnable noted = () -> {};
    private List<Follower> followers = List.of();
    private ImageQuestion.Asker asker = ImageQuestion.Asker.NOBODY;
    private IntSupplier clients = () -> 0;

    /**
     * None is open.
     *
     * @param tasks
     *            where an opening that takes long is told
     * @param heard
     *            hears every event of every quorum, on any thread
     */
    OpenQuorum(Background background, Messages messages, BackgroundTasks tasks, Consumer<Event> heard) {
        this.background = background;
        this.messages = messages;
        openings = new Openings(background, messages, tasks, heard, this::adopt);
    }

    /**
     * Says who begins anew with every quorum, in that order; once, before anything is opened.
     *
     * @param whenNoted
     *            runs on any thread when something was done with the quorum
     */
    void follow(List<Follower> all, Runnable whenNoted) {
        followers = List.copyOf(all);
        noted = whenNoted;
    }

    // What views read.

    public ReadOnlyObjectProperty<Optional<OpenedQuorum>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** Whether a quorum is being opened. */
    public ReadOnlyBooleanProperty openingProperty() {
        return openings.openingProperty();
    }

    /** What is being opened, or was opened last, in words; empty if nobody said. */
    public String subject() {
        return openings.subject();
    }

    /** What will be opened next is called so. */
    void announce(String words) {
        openings.announce(words);
    }

    /** Votes that a winner needs; 0 if no quorum is open. */
    public ReadOnlyIntegerProperty thresholdProperty() {
        return threshold.getReadOnlyProperty();
    }

    /** The children that the quorum has now, in vote order. */
    public ReadOnlyObjectProperty<List<Child>> childrenProperty() {
        return children.getReadOnlyProperty();
    }

    /** The names of the children that the quorum has now, in vote order. */
    public List<String> names() {
        return children.get().stream().map(Child::name).toList();
    }

    /** The disk's length in sectors; 0 if no quorum is open. */
    public long sectors() {
        return opened.get().map(OpenedQuorum::sectors).orElse(0L);
    }

    /** What is done with the open quorum, one thing after the other. */
    public Optional<Session> session() {
        return session;
    }

    /** The configuration that would open the quorum as it is now. */
    public Optional<Configuration> configuration() {
        return opened.get().map(open -> {
            List<String> there = names();
            List<ChildSpec> specs = open.children().stream().filter(child -> there.contains(child.name()))
                    .map(OpenedChild::spec).toList();
            return open.configuration().withPolicy(open.quorum().policy()).withChildren(specs);
        });
    }

    /** By which the quorum votes now; a threshold of 1 if none is open. */
    Policy policy() {
        return opened.get().map(open -> open.quorum().policy()).orElse(Policy.threshold(1));
    }

    /** The children's files, which nothing may be saved to, as they were when they were opened. */
    Spared spared() {
        return opened.get().map(OpenedQuorum::spared).orElse(Spared.NOTHING);
    }

    /** The children's files. */
    public Images images() {
        return opened.get().map(Images::of).orElse(new Images(List.of()));
    }

    boolean isOpen(OpenedQuorum one) {
        return opened.get().filter(one::equals).isPresent();
    }

    // Opening.

    /**
     * Opens another quorum in place of the one that is open, which stays if that fails: then there is a
     * notice that says why.
     *
     * @return completes on the JavaFX thread with whether it was opened; it was not if another was
     *         asked for before it was there
     */
    public CompletableFuture<Boolean> open(Source source) {
        return open(source, Optional.empty());
    }

    /** As {@link #open(Source)}; looks at that range first. */
    CompletableFuture<Boolean> open(Source source, Optional<SectorRange> range) {
        return mayBeLeft()
                ? open(source, range, Consent.NONE)
                : CompletableFuture.completedFuture(false);
    }

    /** Whether the open quorum may be left: asks the person if clients read it. */
    public boolean mayBeLeft() {
        int connected = clients.getAsInt();
        return connected == 0 || asker.ask(new ImageQuestion.Connected(connected), Consent.NONE).isPresent();
    }

    /** Says who knows how many clients would be disconnected. */
    void countClients(IntSupplier connected) {
        clients = connected;
    }

    /** Asks what has to be asked, and tries again with the answer. */
    private CompletableFuture<Boolean> open(Source source, Optional<SectorRange> range, Consent agreed) {
        CompletableFuture<Boolean> done = openings.begin(opening -> {
            Configuration read = source.read();
            OpenedQuorum quorum = opening.openFiles(read.withConsent(read.consent().and(agreed)));
            return new Opened(quorum, Session.on(quorum, this::noted), range, Optional.empty());
        }, new Openings.WayOut(why -> ImageQuestion.of(why).flatMap(question -> asker.ask(question, agreed))
                .map(more -> open(source, range, more)),
                why -> why instanceof LengthsDiffer ? Optional.of(new Notice.Offer(text("open.common"), () -> {
                    messages.dismiss();
                    var _ = open(source.common(), range, agreed);
                })) : Optional.empty()));
        background.after(done.copy()).then(there -> {
            if (there) {
                source.opened();
            }
        }).orBroken();
        return done;
    }

    /** Says who asks the person what has to be asked before a quorum is opened. */
    public void askThrough(ImageQuestion.Asker newAsker) {
        asker = newAsker;
    }

    /** Something was done with a quorum; on any thread. */
    void noted() {
        noted.run();
    }

    /** As {@link #open(Source)}, in another way. */
    CompletableFuture<Boolean> openBy(Opener opener) {
        return mayBeLeft()
                ? openings.begin(opener, Openings.WayOut.NONE)
                : CompletableFuture.completedFuture(false);
    }

    private void adopt(Opened now) {
        followers.forEach(Follower::left);
        opened.get().ifPresent(this::putAway);
        messages.dismiss();
        session = Optional.of(now.session());
        opened.set(Optional.of(now.quorum()));
        threshold.set(now.quorum().quorum().policy().threshold());
        children.set(now.quorum().quorum().children());
        now.quorum().configuration().warnings().forEach(warning -> messages.tell(Notice.Kind.WARNING, warning));
        now.quorum().remarks().forEach(remark -> messages.tell(Notice.Kind.WARNING, Wordings.of(remark)));
        followers.forEach(follower -> follower.opened(now));
        now.warning().ifPresent(warning -> messages.tell(Notice.Kind.WARNING, warning));
    }

    /** In the background: a file on a disk that hangs takes its time. */
    private void putAway(OpenedQuorum before) {
        background.perform(before::close).orBroken();
    }

    /** Closes the quorum that is open, and any that is being opened when it is there. */
    void close() {
        openings.forget();
        // What is being worked out over its children would wait for them for ever.
        followers.forEach(Follower::left);
        opened.get().ifPresent(this::putAway);
    }

    // The quorum itself.

    /** Changes the threshold and reads the range again. */
    public void setThreshold(int votes) {
        opened.get().ifPresent(open -> {
            int most = open.quorum().children().size();
            if (votes < 1 || votes > most) {
                messages.tell(Notice.Kind.ERROR,
                        text("threshold.wrong", Integer.toString(most), Integer.toString(votes)));
            } else if (votes != open.quorum().policy().threshold()) {
                session.ifPresent(on -> background.after(on.setThreshold(votes)).then(done -> changed()).orBroken());
            }
        });
    }

    /** Removes a child from the quorum, if the quorum lets it go; its file stays as it is. */
    public void removeChild(String name) {
        opened.get().ifPresent(open -> open.quorum().children().stream().filter(child -> child.name().equals(name))
                .findFirst().ifPresent(child -> session.ifPresent(on -> background.after(on.removeChild(child.edge()))
                        .then(change -> changed(open, change)).orBroken())));
    }

    private void changed(OpenedQuorum open, Change change) {
        if (!isOpen(open)) {
            return;
        }
        switch (change) {
            case Change.Made _ -> changed();
            case Change.Refused(String why) -> messages.tell(Notice.Kind.ERROR, text("children.refused", why));
        }
    }

    /** Something that a read depends on has changed: the range is read again. */
    void changed() {
        opened.get().ifPresent(open -> {
            threshold.set(open.quorum().policy().threshold());
            children.set(open.quorum().children());
        });
        followers.forEach(Follower::changed);
    }
}
