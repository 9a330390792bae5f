// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Ticker;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.inspect.ContentSearch;
import org.quorumworkbench.core.inspect.DiskWalk;
import org.quorumworkbench.core.inspect.DivergenceSearch;
import org.quorumworkbench.core.quorum.Child;

/**
 * What is looked for on the whole disk: the next divergence, or bytes. One thing at a time, in the
 * background; what is found is gone to. Used on the JavaFX thread.
 */
public final class DiskSearch implements OpenQuorum.Follower {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Background background;
    private final OpenQuorum quorum;
    private final Reading reading;
    private final ScanStaleness scanned;
    private final FaultLab lab;
    private final BackgroundTasks tasks;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<Bytes> bytes = new ReadOnlyObjectWrapper<>(new Bytes.NotAsked());
    private final Ticker clock;
    private @Nullable UnderWay underWay;

    /** A search that has begun. */
    private record UnderWay(BackgroundTask task, Object what, LongSupplier walked, long atMost) {}

    /** What bytes, and in which direction. */
    private record Wanted(ByteQuery query, boolean forwards) {}

    /** How the search for bytes stands. */
    public sealed interface Bytes {

        /** Nothing was looked for since the quorum was opened, or something was found and left. */
        record NotAsked() implements Bytes {}

        /** The search is under way. */
        record Looking() implements Bytes {}

        /**
         * They were found.
         *
         * @param child
         *            the lowest that has them there
         * @param offset
         *            of the first of them, in bytes from the start of the disk
         * @param length
         *            in bytes
         */
        record Found(int child, long offset, int length) implements Bytes {}

        /** No child has them in that direction. */
        record None(boolean forwards) implements Bytes {}

        /** The search was stopped. */
        record Stopped() implements Bytes {}
    }

    DiskSearch(Background background, OpenQuorum quorum, Reading reading, ScanStaleness scanned, FaultLab lab,
            BackgroundTasks tasks, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.reading = reading;
        this.scanned = scanned;
        this.lab = lab;
        this.tasks = tasks;
        this.messages = messages;
        clock = background.every(LOOK, this::report);
    }

    @Override
    public void left() {
        forget();
    }

    /** How the search for bytes stands; while a found place is on its way into view, that place. */
    public ReadOnlyObjectProperty<Bytes> bytesProperty() {
        return bytes.getReadOnlyProperty();
    }

    /** Stops what is under way. */
    public void cancel() {
        UnderWay now = underWay;
        if (now != null) {
            now.task().cancel();
        }
    }

    /** Forgets what was found: it has been seen, or is about another quorum. */
    public void forget() {
        bytes.set(new Bytes.NotAsked());
    }

    /** Goes to the next run of divergent sectors behind the range. */
    public void nextDivergence() {
        SectorRange here = reading.rangeProperty().get();
        find(scanned.next(here.end()), (search, from) -> search.next(from), text("search.next"),
                text("search.next.none", Long.toString(here.end() - 1)));
    }

    /** Goes to the last run of divergent sectors that begins before the range. */
    public void previousDivergence() {
        SectorRange here = reading.rangeProperty().get();
        find(scanned.previous(here.first()), (search, from) -> search.previous(from), text("search.previous"),
                text("search.previous.none", Long.toString(here.first())));
    }

    private interface Direction {
        DiskWalk<DivergenceSearch.Result> from(DivergenceSearch search, long sector);
    }

    private void find(KnownDivergence known, Direction direction, String title, String none) {
        switch (known) {
            case KnownDivergence.At(long sector) -> goToRangeOf(sector);
            case KnownDivergence.None() -> messages.tell(Notice.Kind.INFORMATION, none);
            case KnownDivergence.Unknown(long from) -> search(direction, from, title, none);
        }
    }

    private void search(Direction direction, long from, String title, String none) {
        Optional<OpenedQuorum> open = quorum.openedProperty().get();
        if (open.isEmpty() || underWay != null) {
            return;
        }
        DiskWalk<DivergenceSearch.Result> search = direction.from(
                new DivergenceSearch(open.get().quorum().children(), open.get().sectors(), background.executor()),
                from);
        begin(new UnderWay(new BackgroundTask(title, search::cancel), title, search::walked, search.atMost()), open,
                search.result(), result -> {
                    switch (result) {
                        case DivergenceSearch.Result.Found(long sector) -> goToRangeOf(sector);
                        case DivergenceSearch.Result.None() -> messages.tell(Notice.Kind.INFORMATION, none);
                        case DivergenceSearch.Result.Cancelled() ->
                            messages.tell(Notice.Kind.INFORMATION, text("search.stopped"));
                    }
                });
    }

    private void goToRangeOf(long sector) {
        long count = Math.max(1, reading.rangeProperty().get().count());
        reading.goTo(new SectorRange(sector / count * count, count));
    }

    /**
     * Looks for bytes, and goes to the range that has them. What was looked for before is given up,
     * unless it is the same.
     *
     * @param query
     *            1 to {@link ContentSearch#MOST_WANTED} bytes
     * @param from
     *            where to begin, in bytes: forwards, the first place; backwards, the place before which
     *            they have to begin
     */
    public void bytes(ByteQuery query, long from, boolean forwards) {
        Optional<OpenedQuorum> open = quorum.openedProperty().get();
        Wanted what = new Wanted(query, forwards);
        if (open.isEmpty() || (underWay != null && underWay.what().equals(what))) {
            return;
        }
        cancel();
        List<Child> all = open.get().quorum().children();
        List<Child> children = all.stream()
                .filter(child -> query.child().isEmpty() || query.child().get().equals(child.name())).toList();
        ContentSearch contents = new ContentSearch(children, open.get().sectors(), background.executor(),
                query.bytes(), query.anyCase());
        DiskWalk<ContentSearch.Result> search = forwards ? contents.next(from) : contents.previous(from);
        bytes.set(new Bytes.Looking());
        begin(new UnderWay(new BackgroundTask(text("search.bytes"), search::cancel), what, search::walked,
                search.atMost()), open, search.result(), result -> {
                    switch (result) {
                        case ContentSearch.Result.Found(int child, long offset) ->
                            show(new Bytes.Found(all.indexOf(children.get(child)), offset, query.length()));
                        case ContentSearch.Result.None() when query.wrap() -> bytes(query.withoutWrap(),
                                forwards ? 0 : open.get().sectors() * SectorRange.SECTOR, forwards);
                        case ContentSearch.Result.None() -> bytes.set(new Bytes.None(forwards));
                        case ContentSearch.Result.Cancelled() -> bytes.set(new Bytes.Stopped());
                    }
                });
    }

    /**
     * Goes to bytes at a place that is known.
     *
     * @param offset
     *            of the first, in bytes from the start of the disk
     * @param length
     *            in bytes, as many as one range can hold
     */
    public void goTo(int child, long offset, int length) {
        cancel();
        show(new Bytes.Found(child, offset, length));
    }

    /** Goes to a range that holds all of the bytes: where the ranges are wont to lie, if that does. */
    private void show(Bytes.Found found) {
        bytes.set(found);
        long count = Math.max(1, reading.rangeProperty().get().count());
        long first = found.offset() / SectorRange.SECTOR;
        long end = Math.ceilDiv(found.offset() + found.length(), (long) SectorRange.SECTOR);
        long aligned = first / count * count;
        if (end <= aligned + count) {
            goToRangeOf(first);
        } else {
            reading.goTo(new SectorRange(first, Math.max(count, end - first)));
        }
    }

    private <R> void begin(UnderWay begun, Optional<OpenedQuorum> open, CompletableFuture<R> result,
            Consumer<R> found) {
        underWay = begun;
        tasks.begun(begun.task());
        clock.start();
        background.after(result).then(told -> {
            if (isOver(begun) && open.equals(quorum.openedProperty().get())) {
                found.accept(told);
            }
        }).failed(bug -> {
            if (isOver(begun)) {
                forget();
            }
            background.broken(bug);
        });
    }

    /** Puts what has ended away; false if something else was begun in its place. */
    private boolean isOver(UnderWay ended) {
        tasks.ended(ended.task());
        lab.readOutside();
        if (!ended.equals(underWay)) {
            return false;
        }
        underWay = null;
        clock.stop();
        return true;
    }

    private void report() {
        UnderWay now = underWay;
        if (now != null && now.atMost() > 0) {
            now.task().report((double) now.walked().getAsLong() / now.atMost(), now.task().wordsProperty().get());
        }
    }
}
