// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.background.Latest;
import org.quorumworkbench.app.background.OneAtATime;
import org.quorumworkbench.app.background.Ticker;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.Courtesy;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.ScanProgress;
import org.quorumworkbench.core.scan.ScanResult;
import org.quorumworkbench.core.scan.SectorRanges;

/**
 * The scan of the open quorum's children. Properties are read and commands given on the JavaFX
 * thread, and none waits: children are asked, and maps made, in the background.
 */
public final class ScanModel implements OpenQuorum.Follower {

    /** How a scan is. */
    public enum State {
        /** None has been started since the quorum was opened, or it has ended. */
        IDLE,
        /** It reads. */
        RUNNING,
        /** It waits to be told to go on. */
        PAUSED
    }

    /** Often enough to look alive, seldom enough to cost nothing. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Background background;
    private final OpenQuorum quorum;
    private final FaultLab lab;
    private final WhatIf found;
    private final ScanStaleness staleness;
    private final BackgroundTasks tasks;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final Ticker clock;
    /** One at a time: a map of a million runs takes longer to copy than the clock waits. */
    private final OneAtATime<Scan, DivergenceMap> snapshots;
    private final Latest latest = new Latest();
    private Runnable complete = () -> {};
    private Courtesy courtesy = Courtesy.NONE;
    private Optional<Scan> scan = Optional.empty();
    private Optional<Instant> began = Optional.empty();
    private Optional<BackgroundTask> task = Optional.empty();

    ScanModel(Background background, OpenQuorum quorum, FaultLab lab, WhatIf found, ScanStaleness staleness,
            BackgroundTasks tasks, Messages messages) {
        this.background = background;
        this.quorum = quorum;
        this.lab = lab;
        this.found = found;
        this.staleness = staleness;
        this.tasks = tasks;
        this.messages = messages;
        clock = background.every(LOOK, this::look);
        snapshots = new OneAtATime<>(background, Scan::snapshot, (running, map) -> found.show(map),
                background::broken);
        quorum.childrenProperty().subscribe((before, now) -> scan.ifPresent(Scan::cancel));
    }

    /** What the next scan does for others on this machine. */
    public void setCourtesy(Courtesy next) {
        courtesy = next;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** When the scan began whose findings are known, or as early as it is known to have begun. */
    Optional<Instant> begun() {
        return began;
    }

    /** Calls it whenever all of the disk has been compared, or a scan was loaded; judged by then. */
    public void onComplete(Runnable told) {
        complete = told;
    }

    @Override
    public void left() {
        forget();
    }

    /** Begins, goes on where a stopped scan was, or goes on after a pause. */
    public void start() {
        switch (state.get()) {
            case PAUSED -> pauseOrProceed();
            case RUNNING -> {
            }
            case IDLE -> begin();
        }
    }

    private void begin() {
        List<Child> children = quorum.childrenProperty().get();
        if (children.isEmpty() || quorum.sectors() == 0) {
            return;
        }
        Latest.Ticket ticket = latest.next();
        state.set(State.RUNNING);
        BackgroundTask begun = new BackgroundTask(text("scan.task"), this::stop);
        task = Optional.of(begun);
        tasks.begun(begun);
        Optional<DivergenceMap> known = found.map().filter(map -> !staleness.isAny()
                && map.scanned().count() < map.sectors() && WhatIf.names(map).equals(quorum.names()));
        if (known.isEmpty()) {
            staleness.scanned(lab.faultsProperty().get());
            began = Optional.of(Instant.now());
        }
        Courtesy kind = courtesy;
        background.run(() -> start(children, known, kind)).onlyIf(ticket, Scan::cancel)
                .then(started -> follow(started, ticket)).failed(failure -> {
                    ended();
                    messages.tell(Notice.Kind.ERROR, text("scan.failed", String.valueOf(failure)));
                });
    }

    private static Scan start(List<Child> children, Optional<DivergenceMap> known, Courtesy courtesy) {
        DivergenceMap from = known.orElseGet(() -> Scan.blank(children));
        return Scan.start(children, from, SectorRanges.of(new SectorRange(0, from.sectors())),
                ScanOptions.standard(courtesy));
    }

    private void follow(Scan started, Latest.Ticket ticket) {
        scan = Optional.of(started);
        clock.start();
        background.after(started.result()).onlyIf(ticket).then(result -> finish(result, ticket)).orBroken();
    }

    public void pauseOrProceed() {
        scan.ifPresent(running -> {
            if (state.get() == State.PAUSED) {
                running.proceed();
                state.set(State.RUNNING);
            } else {
                running.pause();
                state.set(State.PAUSED);
            }
        });
    }

    /** Stops at once; what was found stays, and {@link #start} goes on from there. */
    public void stop() {
        scan.ifPresentOrElse(Scan::cancel, () -> {
            latest.forget();
            ended();
        });
    }

    /** Gives up what is scanned and forgets what was found. */
    void forget() {
        latest.forget();
        scan.ifPresent(Scan::cancel);
        ended();
        found.forget();
        began = Optional.empty();
        staleness.scanned(Map.of());
    }

    /**
     * Goes on from what another run has found, once it is started.
     *
     * @param kept
     *            when that was put away
     */
    void goOnFrom(DivergenceMap map, Map<String, List<Fault>> faults, Instant kept) {
        forget();
        began = Optional.of(kept);
        staleness.scanned(faults);
        found.show(map);
        found.whenJudged(complete);
    }

    private void ended() {
        clock.stop();
        snapshots.forget();
        scan = Optional.empty();
        if (state.get() != State.IDLE) {
            state.set(State.IDLE);
            lab.readOutside();
        }
        task.ifPresent(tasks::ended);
        task = Optional.empty();
    }

    /** The scan has ended once what it found has been judged. */
    private void finish(ScanResult result, Latest.Ticket ticket) {
        clock.stop();
        snapshots.forget();
        found.show(result.map());
        found.whenJudged(() -> {
            if (ticket.isLatest()) {
                String summary = result.problem().map(problem -> text("scan.problem", problem))
                        .orElseGet(() -> summary(result));
                task.ifPresent(shown -> shown.report(1, summary));
                ended();
                // A file may have changed while it was scanned.
                staleness.checkFiles();
                messages.tell(result.problem().isPresent() ? Notice.Kind.ERROR : Notice.Kind.HEADLINE, summary);
                if (result.map().scanned().count() == result.map().sectors()) {
                    complete.run();
                }
            }
        });
    }

    /** The headline's sentence, as above the votes. */
    private String summary(ScanResult result) {
        return found.judgementProperty().get().map(now -> HeadlineWords.of(now.headline()))
                .orElseGet(() -> text("scan.ended", Long.toString(result.progress().scanned())));
    }

    private void look() {
        scan.ifPresent(running -> {
            ScanProgress progress = running.progress();
            List<String> slow = running.waitingFor();
            task.ifPresent(shown -> shown.report(progress.fraction(), slow.isEmpty()
                    ? ScanWords.progress(progress)
                    : text("scan.waiting", ScanWords.progress(progress), String.join(" ", slow))));
            snapshots.ask(running);
        });
    }
}
