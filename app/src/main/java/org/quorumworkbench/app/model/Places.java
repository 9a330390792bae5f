// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.DivergentRun;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.core.scan.VotedPlaces;

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
         */
        record Known(ScanPlaces places, ScanPlaces.Finder finder, boolean cut) implements State {

            /**
             * Why there is no file system to find files in, as far as it is known; absent if there is one.
             */
            public Optional<String> noFileSystem() {
                List<FoundVolume> volumes = places.report().volumes();
                return volumes.stream().anyMatch(volume -> volume.fs().isPresent())
                        ? Optional.empty()
                        : Optional.of(volumes.stream().flatMap(volume -> volume.remarks().stream())
                                .filter(why -> !why.equals(FoundVolume.NOT_RECOGNISED)).findFirst()
                                .orElse(""));
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
    private Optional<Search> search = Optional.empty();

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
        search.ifPresent(Search::cancel);
        search = Optional.empty();
    }

    private void begin(Verdicts verdicts) {
        giveUp();
        searched = Optional.of(verdicts.map());
        quorum.openedProperty().get().ifPresent(open -> {
            Search begun = new Search(quorum.childrenProperty().get(), quorum.policy().withoutRewriting(),
                    open.executor(), verdicts);
            BackgroundTask task = new BackgroundTask(text("places.task"), this::stop);
            search = Optional.of(begun);
            state.set(new State.Searching());
            tasks.begun(task);
            background.run(begun::run).ended(() -> tasks.ended(task)).onlyIf(latest.next()).then(known -> {
                state.set(known);
                lab.readOutside();
            }).failed(CancellationException.class, given -> state.set(new State.Unknown()));
        });
    }

    private void stop() {
        giveUp();
        state.set(new State.Unknown());
    }

    /** One search, in the background. */
    private static final class Search {

        private final List<Child> children;
        private final Policy policy;
        private final Executor executor;
        private final Verdicts verdicts;
        private Optional<VotedPlaces> view = Optional.empty();
        private boolean cancelled;

        Search(List<Child> children, Policy policy, Executor executor, Verdicts verdicts) {
            this.children = children;
            this.policy = policy;
            this.executor = executor;
            this.verdicts = verdicts;
        }

        /**
         * Over the same children, but in a quorum of its own: nothing of it is a request of the guest's.
         */
        State.Known run() {
            VotedPlaces begun = new VotedPlaces(Quorum.open("places", children, policy, true, executor, _ -> {}));
            synchronized (this) {
                view = Optional.of(begun);
                if (cancelled) {
                    throw new CancellationException();
                }
            }
            List<SectorRange> runs = new ArrayList<>();
            Iterator<DivergentRun> each = verdicts.runs();
            while (each.hasNext() && runs.size() < MOST_RUNS) {
                runs.add(each.next().range());
            }
            ScanPlaces places = begun.find(SortedRanges.of(runs.iterator()));
            return new State.Known(places, places.finder(), each.hasNext());
        }

        synchronized void cancel() {
            cancelled = true;
            view.ifPresent(VotedPlaces::cancel);
        }
    }
}
