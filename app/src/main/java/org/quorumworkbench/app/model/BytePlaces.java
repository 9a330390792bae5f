// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.Ticker;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.ContentSearch;
import org.quorumworkbench.core.quorum.Child;

/**
 * All places on the disk that have some bytes: looked for in the background, listed as they are
 * found. Used on the JavaFX thread.
 */
public final class BytePlaces implements OpenQuorum.Follower {

    /** More places than these nobody looks through. */
    public static final int MOST = 10_000;

    private static final Duration LOOK = Duration.ofMillis(200);

    /**
     * A place that has them.
     *
     * @param offset
     *            of the first, in bytes from the start of the disk
     * @param children
     *            the names of those that have them there
     */
    public record Place(long offset, List<String> children) {
        public Place {
            children = List.copyOf(children);
        }
    }

    /**
     * What was found by now.
     *
     * @param end
     *            how the search ended; absent while it goes on
     */
    public record Found(ByteQuery query, List<Place> places, Optional<ContentSearch.End> end) {
        public Found {
            places = List.copyOf(places);
        }
    }

    private record UnderWay(ByteQuery query, ContentSearch.Everywhere search, List<String> names,
            BackgroundTask task) {}

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<Optional<Found>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Latest latest = new Latest();
    private final Ticker clock;
    private Optional<UnderWay> underWay = Optional.empty();

    BytePlaces(Background background, OpenQuorum quorum, FaultLab lab, BackgroundTasks tasks) {
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.tasks = tasks;
        clock = background.every(LOOK, this::report);
    }

    /** What was found by now; absent if nothing was looked for. */
    public ReadOnlyObjectProperty<Optional<Found>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    @Override
    public void left() {
        forget();
    }

    /** Forgets what was found, and stops looking. */
    public void forget() {
        latest.forget();
        underWay.ifPresent(now -> now.search().walk().cancel());
        underWay.ifPresent(this::over);
        found.set(Optional.empty());
    }

    /** Looks for all places; what was looked for before is given up. */
    public void find(ByteQuery query) {
        forget();
        quorum.openedProperty().get().ifPresent(open -> find(query, open));
    }

    private void find(ByteQuery query, OpenedQuorum open) {
        List<Child> children = open.quorum().children().stream()
                .filter(child -> query.child().isEmpty() || query.child().get().equals(child.name())).toList();
        ContentSearch.Everywhere search = new ContentSearch(children, open.sectors(), background.executor(),
                query.bytes(), query.anyCase()).all(MOST);
        BackgroundTask task = new BackgroundTask(text("search.bytes.all"), search.walk()::cancel);
        UnderWay begun = new UnderWay(query, search, children.stream().map(Child::name).toList(), task);
        underWay = Optional.of(begun);
        tasks.begun(task);
        clock.start();
        publish(begun, Optional.empty());
        CompletableFuture<ContentSearch.End> end = search.walk().result();
        background.after(end).onlyIf(latest.next()).then(how -> {
            over(begun);
            publish(begun, Optional.of(how));
        }).orBroken();
    }

    private void over(UnderWay ended) {
        underWay = Optional.empty();
        clock.stop();
        tasks.ended(ended.task());
        lab.readOutside();
    }

    private void report() {
        underWay.ifPresent(now -> {
            now.task().report((double) now.search().walk().walked() / Math.max(1, now.search().walk().atMost()),
                    now.task().wordsProperty().get());
            publish(now, Optional.empty());
        });
    }

    private void publish(UnderWay now, Optional<ContentSearch.End> end) {
        found.set(Optional.of(new Found(now.query(), now.search().found().stream().map(
                place -> new Place(place.offset(), place.children().stream().map(now.names()::get).toList()))
                .toList(), end)));
    }
}
