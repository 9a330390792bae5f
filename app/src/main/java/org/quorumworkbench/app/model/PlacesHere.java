// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.Ticker;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.scan.ScanPlaces;

/**
 * What lies at the range that is looked at, divergent or not: looked for when somebody asks. Where
 * the disk's file systems were looked through quickly once, it is looked for unasked as soon as the
 * person rests at a range, but not past faults, which count reads. Used on the JavaFX thread.
 */
public final class PlacesHere implements OpenQuorum.Follower {

    /** A person who steps on does not rest. */
    private static final Duration REST = Duration.ofMillis(300);

    /** What takes no longer is not noticed in the background. */
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final Reading reading;
    private final ObservableValue<Places.State> scanned;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<Places.State> state = new ReadOnlyObjectWrapper<>(new Places.State.Unknown());
    private final Latest latest = new Latest();
    private final Ticker rest;
    private Optional<PlaceLookup> lookup = Optional.empty();
    /** What the state speaks of. */
    private Optional<SectorRange> here = Optional.empty();
    private boolean quick;
    private boolean asked;

    PlacesHere(Background background, OpenQuorum quorum, FaultLab lab, Reading reading,
            ObservableValue<Places.State> scanned, BackgroundTasks tasks) {
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.reading = reading;
        this.scanned = scanned;
        this.tasks = tasks;
        rest = background.every(REST, this::rested);
        reading.inspectionProperty().subscribe(this::moved);
        scanned.subscribe(this::scanned);
    }

    /** Of the range that is looked at, apart from what a scan has found. */
    public ReadOnlyObjectProperty<Places.State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What is known of these sectors, whoever has found it. */
    public Places.State of(SectorRange range) {
        boolean within = here.filter(known -> known.first() <= range.first() && range.end() <= known.end())
                .isPresent();
        return within && !isKnown(range) && !(state.get() instanceof Places.State.Unknown)
                ? state.get()
                : scanned.getValue();
    }

    /** Whether it can be asked for: it is not known of all the range yet. */
    public boolean isWanted() {
        return state.get() instanceof Places.State.Unknown && !(scanned.getValue() instanceof Places.State.Searching)
                && reading.inspectionProperty().get().filter(seen -> !isKnown(seen.range())).isPresent();
    }

    /** Whether a person has asked, and no file system is there to answer by. */
    public boolean isAskedInVain() {
        return asked && state.get() instanceof Places.State.Known known && known.noFileSystem().isPresent();
    }

    /** Looks what lies at the range that is looked at. */
    public void look() {
        if (isWanted()) {
            BackgroundTask task = new BackgroundTask(text("places.task"), this::forget);
            tasks.begun(task);
            asked = true;
            look(() -> tasks.ended(task));
        }
    }

    @Override
    public void left() {
        quick = false;
        forget();
    }

    /** Something else may lie there now. */
    @Override
    public void changed() {
        forget();
    }

    private void forget() {
        rest.stop();
        latest.forget();
        lookup.ifPresent(PlaceLookup::cancel);
        lookup = Optional.empty();
        here = Optional.empty();
        state.set(new Places.State.Unknown());
    }

    private boolean isKnown(SectorRange range) {
        return scanned.getValue() instanceof Places.State.Known known && covers(known, range);
    }

    private static boolean covers(Places.State.Known known, SectorRange range) {
        long reached = range.first();
        for (ScanPlaces.At at : known.finder().at(range)) {
            if (at.piece().range().first() > reached) {
                return false;
            }
            reached = Math.max(reached, at.piece().range().end());
        }
        return reached >= range.end();
    }

    private void moved() {
        Optional<SectorRange> now = reading.inspectionProperty().get().map(Inspection::range);
        if (!now.equals(here)) {
            forget();
            awaitRest();
        }
    }

    private void scanned(Places.State now) {
        if (now instanceof Places.State.Known known) {
            quick = isQuick(known);
            awaitRest();
        }
    }

    private static boolean isQuick(Places.State.Known known) {
        return known.took().compareTo(QUICK) <= 0;
    }

    private void awaitRest() {
        rest.stop();
        if (isLookedForUnasked()) {
            rest.start();
        }
    }

    private boolean isLookedForUnasked() {
        return quick && isWanted() && lab.faultsProperty().get().values().stream().allMatch(List::isEmpty);
    }

    /** The person has stayed at a range. */
    void rested() {
        rest.stop();
        if (isLookedForUnasked()) {
            asked = false;
            look(() -> {});
        }
    }

    private void look(Runnable ended) {
        SectorRange range = reading.inspectionProperty().get().orElseThrow().range();
        forget();
        quorum.openedProperty().get().ifPresentOrElse(open -> {
            PlaceLookup begun = new PlaceLookup(quorum.childrenProperty().get(), quorum.policy(), open.executor());
            lookup = Optional.of(begun);
            here = Optional.of(range);
            state.set(new Places.State.Searching());
            background.run(() -> Places.State.Known.of(begun.find(SortedRanges.of(range)), false)).ended(ended)
                    .onlyIf(latest.next()).then(known -> {
                        quick = isQuick(known);
                        state.set(known);
                        lab.readOutside();
                    }).failed(CancellationException.class, given -> forget());
        }, ended);
    }
}
