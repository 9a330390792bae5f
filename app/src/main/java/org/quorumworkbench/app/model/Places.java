// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.Remark;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What lies at the divergent sectors that a scan has found: looked for in the background once the
 * scan has ended, by the file systems as the vote has them. Used on the JavaFX thread.
 */
public final class Places implements OpenQuorum.Follower {

    /** More divergent runs than these are not looked at: a person does not either. */
    private static final int MOST_RUNS = 100_000;

    /** How far it is. */
    public sealed interface State {

        /** Nothing was scanned, or the search was given up. */
        record Unknown() implements State {}

        /** A scan goes on, or its places are looked for. */
        record Searching() implements State {}

        /**
         * What was found.
         *
         * @param cut
         *            whether there were so many runs that only the first were looked at
         * @param took
         *            how long the file systems were looked through
         */
        record Known(ScanPlaces places, ScanPlaces.Finder finder, boolean cut, Duration took) implements State {

            static Known of(PlaceLookup.Found found, boolean cut) {
                return new Known(found.places(), found.places().finder(), cut, found.took());
            }

            /**
             * Why there is no file system to find files in, as far as it is known; absent if there is one.
             */
            public Optional<String> noFileSystem() {
                List<FoundVolume> volumes = places.report().volumes();
                return volumes.stream().anyMatch(volume -> volume.fs().isPresent())
                        ? Optional.empty()
                        : Optional.of(volumes.stream().flatMap(volume -> volume.remarks().stream())
                                .filter(why -> !why.equals(Remark.NOT_RECOGNISED)).findFirst()
                                .map(why -> Wordings.of(why.words())).orElse(""));
            }
        }
    }

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final WhatIf found;
    private final ObservableValue<ScanModel.State> scanning;
    private final BackgroundTasks tasks;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Unknown());
    private final Latest latest = new Latest();
    private Optional<DivergenceMap> searched = Optional.empty();
    private Optional<PlaceLookup> search = Optional.empty();

    Places(Background background, OpenQuorum quorum, FaultLab lab, WhatIf found,
            ObservableValue<ScanModel.State> scanning, BackgroundTasks tasks) {
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.found = found;
        this.scanning = scanning;
        this.tasks = tasks;
        found.judgementProperty().subscribe(this::update);
        scanning.subscribe(this::update);
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    @Override
    public void left() {
        forget();
    }

    private void update() {
        Optional<Verdicts> verdicts = found.judgementProperty().get().map(Judgement::actual);
        if (verdicts.isEmpty()) {
            forget();
        } else if (scanning.getValue() != ScanModel.State.IDLE) {
            searched = Optional.empty();
            giveUp();
            state.set(new State.Searching());
        } else if (searched.filter(map -> map == verdicts.get().map()).isEmpty()) {
            begin(verdicts.get());
        }
    }

    private void forget() {
        searched = Optional.empty();
        giveUp();
        state.set(new State.Unknown());
    }

    private void giveUp() {
        latest.forget();
        search.ifPresent(PlaceLookup::cancel);
        search = Optional.empty();
    }

    private void begin(Verdicts verdicts) {
        giveUp();
        searched = Optional.of(verdicts.map());
        quorum.openedProperty().get().ifPresent(open -> {
            PlaceLookup begun = new PlaceLookup(quorum.childrenProperty().get(), quorum.policy(), open.executor());
            BackgroundTask task = new BackgroundTask(text("places.task"), this::stop);
            search = Optional.of(begun);
            state.set(new State.Searching());
            tasks.begun(task);
            background.run(() -> known(begun, verdicts)).ended(() -> tasks.ended(task)).onlyIf(latest.next())
                    .then(known -> {
                        state.set(known);
                        lab.readOutside();
                    }).failed(CancellationException.class, given -> state.set(new State.Unknown()));
        });
    }

    private void stop() {
        giveUp();
        state.set(new State.Unknown());
    }

    /** In the background. */
    private static State.Known known(PlaceLookup lookup, Verdicts verdicts) {
        List<SectorRange> runs = new ArrayList<>();
        Iterator<DivergentRun> each = verdicts.runs();
        while (each.hasNext() && runs.size() < MOST_RUNS) {
            runs.add(each.next().range());
        }
        return State.Known.of(lookup.find(SortedRanges.of(runs.iterator())), each.hasNext());
    }
}
