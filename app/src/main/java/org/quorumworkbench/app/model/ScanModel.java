// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.ScanProgress;
import org.quorumworkbench.core.scan.ScanReport;
import org.quorumworkbench.core.scan.ScanResult;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.core.scan.Staleness;
import org.quorumworkbench.core.scan.UnusableFile;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * The scan of the open quorum's children, and what it has found. Properties are read and commands
 * given on the JavaFX thread, and none waits: children are asked, and maps and reports made, on the
 * executor.
 */
public final class ScanModel {

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
    private static final Duration LOOK = Duration.millis(200);

    private final WorkbenchModel model;
    private final Executor background;
    /** What the name of a scan to go on from ends in. */
    private static final String STATE = ".scan";

    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyObjectWrapper<Optional<Judgement>> judgement = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Map<Integer, String>> stale = new ReadOnlyObjectWrapper<>(Map.of());
    private final Timeline clock = new Timeline(new KeyFrame(LOOK, event -> look()));

    private Map<String, List<Fault>> faultsScanned = Map.of();
    private Optional<Integer> wondered = Optional.empty();
    private Set<Integer> leftOut = Set.of();
    private @Nullable Scan scan;
    private @Nullable BackgroundTask task;
    private long number;
    private boolean looking;
    private boolean checking;

    ScanModel(WorkbenchModel model, Executor background) {
        this.model = model;
        this.background = background;
        clock.setCycleCount(Animation.INDEFINITE);
        model.quorumProperty().addListener((property, before, now) -> forget());
        model.thresholdProperty().addListener((property, before, now) -> judge());
        model.childrenProperty().addListener((property, before, now) -> childrenChanged(now));
        model.faultsProperty().addListener((property, before, now) -> checkFaults());
        model.inspectionProperty().addListener((property, before, now) -> now.ifPresent(this::checkReading));
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** What has been found so far; absent before a scan. */
    public ReadOnlyObjectProperty<Optional<Judgement>> judgementProperty() {
        return judgement.getReadOnlyProperty();
    }

    /** The open quorum's disk, of which nothing has been found yet; absent if none is open. */
    public Optional<Verdicts> unscanned() {
        List<Child> children = model.childrenProperty().get();
        return children.isEmpty() || model.sectors() == 0
                ? Optional.empty()
                : Optional.of(Verdicts.of(DivergenceMap.empty(children.stream()
                        .map(child -> new ScannedChild(child.name(), model.sectors() * SectorRange.SECTOR,
                                Optional.empty()))
                        .toList(), model.sectors()), Math.min(children.size(), model.thresholdProperty().get())));
    }

    /** Children that no longer are as they were scanned, by position in the scan, and why. */
    public ReadOnlyObjectProperty<Map<Integer, String>> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** The threshold that somebody wonders about; the quorum's own otherwise. */
    public int whatIfThreshold() {
        return wondered.orElse(model.thresholdProperty().get());
    }

    /** The positions of the children that the what-if leaves out. */
    public Set<Integer> leftOut() {
        return leftOut;
    }

    // Scanning.

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
        List<Child> children = model.childrenProperty().get();
        if (children.isEmpty() || model.sectors() == 0) {
            return;
        }
        long mine = ++number;
        state.set(State.RUNNING);
        task = new BackgroundTask(text("scan.task"), this::stop);
        model.begun(task);
        Optional<DivergenceMap> known = judgement.get().map(now -> now.actual().map())
                .filter(map -> stale.get().isEmpty() && map.scanned().count() < map.sectors()
                        && names(map).equals(children.stream().map(Child::name).toList()));
        if (known.isEmpty()) {
            stale.set(Map.of());
            faultsScanned = model.faultsProperty().get();
        }
        CompletableFuture.supplyAsync(() -> start(children, known), background)
                .whenComplete((started, failure) -> Platform.runLater(() -> adopt(mine, started, failure)))
                .exceptionally(failure -> null);
    }

    private static Scan start(List<Child> children, Optional<DivergenceMap> known) {
        DivergenceMap from = known.orElseGet(() -> Scan.blank(children));
        return Scan.start(children, from, SectorRanges.of(new SectorRange(0, from.sectors())),
                ScanOptions.standard());
    }

    private void adopt(long mine, @Nullable Scan started, @Nullable Throwable failure) {
        if (started == null) {
            if (mine == number) {
                ended();
                model.tell(Notice.Kind.ERROR, text("scan.failed", String.valueOf(failure)));
            }
            return;
        }
        if (mine != number) {
            started.cancel();
            return;
        }
        scan = started;
        clock.play();
        started.result().thenAccept(result -> Platform.runLater(() -> {
            if (mine == number) {
                finish(result);
            }
        })).exceptionally(WorkbenchModel::broken);
    }

    public void pauseOrProceed() {
        Scan running = scan;
        if (running == null) {
            return;
        }
        if (state.get() == State.PAUSED) {
            running.proceed();
            state.set(State.RUNNING);
        } else {
            running.pause();
            state.set(State.PAUSED);
        }
    }

    /** Stops at once; what was found stays, and {@link #start} goes on from there. */
    public void stop() {
        Scan running = scan;
        if (running != null) {
            running.cancel();
        } else if (state.get() != State.IDLE) {
            number++;
            ended();
        }
    }

    private void forget() {
        number++;
        Scan running = scan;
        if (running != null) {
            running.cancel();
        }
        ended();
        wondered = Optional.empty();
        leftOut = Set.of();
        stale.set(Map.of());
        judgement.set(Optional.empty());
    }

    private void ended() {
        clock.stop();
        scan = null;
        state.set(State.IDLE);
        model.lab().readOutside();
        BackgroundTask done = task;
        task = null;
        if (done != null) {
            model.ended(done);
        }
    }

    private void finish(ScanResult result) {
        number++;
        show(result.map());
        String summary = result.problem().map(problem -> text("scan.problem", problem)).orElse(summary(result));
        BackgroundTask shown = task;
        if (shown != null) {
            shown.report(1, summary);
        }
        ended();
        // A file may have changed while it was scanned.
        check(map -> List.of());
        model.tell(result.problem().isPresent() ? Notice.Kind.ERROR : Notice.Kind.INFORMATION, summary);
    }

    private String summary(ScanResult result) {
        String done = Long.toString(result.progress().scanned());
        String divergent = Long.toString(
                judgement.get().map(now -> now.actual().divergent()).orElse(result.progress().divergent()));
        return result.isComplete()
                ? text("scan.done", done, divergent)
                : text("scan.stopped", done, Long.toString(result.progress().total()), divergent);
    }

    /** One look at a time: a map of a million runs takes longer to copy than the clock waits. */
    private void look() {
        Scan running = scan;
        if (running == null) {
            return;
        }
        ScanProgress progress = running.progress();
        BackgroundTask shown = task;
        if (shown != null) {
            List<String> slow = running.waitingFor();
            shown.report(progress.fraction(), slow.isEmpty()
                    ? ScanWords.progress(progress)
                    : text("scan.waiting", ScanWords.progress(progress), String.join(" ", slow)));
        }
        if (looking) {
            return;
        }
        looking = true;
        long mine = number;
        CompletableFuture.supplyAsync(running::snapshot, background)
                .whenComplete((map, failure) -> Platform.runLater(() -> {
                    looking = false;
                    if (map != null && mine == number) {
                        show(map);
                    }
                })).exceptionally(failure -> null);
    }

    // Judging.

    private void show(DivergenceMap map) {
        int children = map.children().size();
        Set<Integer> absent = absent(map);
        int voters = children - absent.size();
        Policy policy = policy();
        int threshold = policy.threshold();
        if (threshold < 1 || threshold > voters) {
            judgement.set(Optional.empty());
            return;
        }
        Set<Integer> without = new HashSet<>(leftOut);
        without.addAll(absent);
        int wanted = Math.clamp(whatIfThreshold(), 1, Math.max(1, children - without.size()));
        Verdicts actual = Verdicts.of(map, policy, absent);
        judgement.set(Optional.of(new Judgement(actual, Verdicts.of(map, policy.withThreshold(wanted), without))));
    }

    private Policy policy() {
        return model.quorumProperty().get().map(open -> open.quorum().policy())
                .orElse(Policy.threshold(model.thresholdProperty().get()))
                .withThreshold(model.thresholdProperty().get());
    }

    private void judge() {
        judgement.get().ifPresent(now -> show(now.actual().map()));
    }

    /** The children that the scan has seen and the quorum no longer has. */
    private Set<Integer> absent(DivergenceMap map) {
        List<String> there = model.childrenProperty().get().stream().map(Child::name).toList();
        Set<Integer> absent = new HashSet<>();
        for (int child = 0; child < map.children().size(); child++) {
            if (!there.contains(map.children().get(child).name())) {
                absent.add(child);
            }
        }
        return absent;
    }

    private void childrenChanged(List<Child> now) {
        Scan running = scan;
        if (running != null) {
            running.cancel();
        }
        List<String> scanned = judgement.get().map(shown -> names(shown.actual().map())).orElse(List.of());
        if (scanned.containsAll(now.stream().map(Child::name).toList())) {
            judge();
        } else {
            judgement.set(Optional.empty());
        }
    }

    private static List<String> names(DivergenceMap map) {
        return map.children().stream().map(ScannedChild::name).toList();
    }

    /**
     * Judges what was found under another threshold; reads nothing and leaves the quorum alone.
     *
     * @param threshold
     *            1 to the number of children that vote
     */
    public void wonder(int threshold) {
        wondered = threshold == model.thresholdProperty().get() ? Optional.empty() : Optional.of(threshold);
        judge();
    }

    /** Judges what was found without these children; the last one cannot be left out. */
    public void leaveOut(Set<Integer> positions) {
        int voters = judgement.get()
                .map(now -> now.actual().map().children().size() - absent(now.actual().map()).size())
                .orElse(0);
        if (positions.size() < voters) {
            leftOut = Set.copyOf(positions);
            judge();
        }
    }

    public void stopWondering() {
        wondered = Optional.empty();
        leftOut = Set.of();
        judge();
    }

    /** Makes the quorum vote as the what-if does. */
    public void apply() {
        Judgement now = judgement.get().orElse(null);
        if (now == null || !now.isWhatIf()) {
            return;
        }
        int threshold = now.whatIf().threshold();
        List<String> without = leftOut.stream().map(child -> names(now.actual().map()).get(child)).toList();
        wondered = Optional.empty();
        leftOut = Set.of();
        // The threshold first: the driver refuses to remove a child that the threshold needs.
        model.setThreshold(threshold);
        without.forEach(model::removeChild);
        judge();
    }

    // Searching.

    KnownDivergence next(long from) {
        return usable().map(verdicts -> KnownDivergence.next(verdicts, from))
                .orElse(new KnownDivergence.Unknown(from));
    }

    KnownDivergence previous(long before) {
        return usable().map(verdicts -> KnownDivergence.previous(verdicts, before))
                .orElse(new KnownDivergence.Unknown(before));
    }

    /** A scan of children that have changed since is not relied on. */
    private Optional<Verdicts> usable() {
        return stale.get().isEmpty() ? judgement.get().map(Judgement::actual) : Optional.empty();
    }

    // Staleness.

    private void checkFaults() {
        judgement.get().ifPresent(now -> {
            List<String> names = names(now.actual().map());
            Map<Integer, String> more = new TreeMap<>(stale.get());
            for (int child = 0; child < names.size(); child++) {
                String name = names.get(child);
                if (!faultsScanned.getOrDefault(name, List.of())
                        .equals(model.faultsProperty().get().getOrDefault(name, List.of()))) {
                    more.putIfAbsent(child, text("scan.stale.faults"));
                }
            }
            publish(more);
        });
    }

    /** Compares what was just read, and the files as they are, with what the scan saw. */
    private void checkReading(Inspection inspection) {
        if (inspection.children().stream().noneMatch(child -> child.pending())) {
            check(map -> Staleness.ofReading(map, inspection));
        }
    }

    /** Compares the files as they are with what the scan saw, and whatever else there is to compare. */
    private void check(Function<DivergenceMap, List<Staleness>> other) {
        Judgement now = judgement.get().orElse(null);
        List<Child> children = model.childrenProperty().get();
        if (now == null || checking || !names(now.actual().map()).equals(children.stream().map(Child::name).toList())) {
            return;
        }
        checking = true;
        DivergenceMap map = now.actual().map();
        CompletableFuture.supplyAsync(() -> {
            Map<Integer, String> found = new TreeMap<>();
            for (Staleness changed : Staleness.ofFiles(map, children)) {
                found.putIfAbsent(changed.child(), changed.reason());
            }
            for (Staleness changed : other.apply(map)) {
                found.putIfAbsent(changed.child(), changed.reason());
            }
            return found;
        }, background).whenComplete((found, failure) -> Platform.runLater(() -> {
            checking = false;
            boolean same = judgement.get().filter(still -> names(still.actual().map()).equals(names(map))).isPresent();
            if (found != null && same) {
                Map<Integer, String> more = new TreeMap<>(stale.get());
                found.forEach(more::putIfAbsent);
                publish(more);
            }
        })).exceptionally(failure -> null);
    }

    private void publish(Map<Integer, String> now) {
        if (!now.equals(stale.get())) {
            stale.set(Map.copyOf(now));
        }
    }

    // Reports.

    /**
     * Writes what was found, in the form that the ending names: .html, .json or .csv, .map for
     * ddrescue's mapfiles, or .scan to go on from.
     */
    public void save(Path file) {
        Judgement now = judgement.get().orElse(null);
        if (now == null) {
            return;
        }
        boolean mapfile = file.toString().endsWith(".map");
        boolean state = file.toString().endsWith(STATE);
        if (!mapfile && !state && !ReportFiles.isKnown(file)) {
            model.tell(Notice.Kind.ERROR, text("scan.save.ending", file));
            return;
        }
        if (state && faultsScanned.values().stream().anyMatch(faults -> !faults.isEmpty())) {
            model.tell(Notice.Kind.ERROR, text("scan.save.faults", file));
            return;
        }
        ScanReport report = new ScanReport(now.actual(),
                SectorRanges.of(new SectorRange(0, now.actual().map().sectors())),
                model.quorumProperty().get().map(open -> open.quorum().name()).orElse(""),
                policy(),
                stale.get().entrySet().stream().map(changed -> new Staleness(changed.getKey(), changed.getValue()))
                        .sorted(Comparator.comparingInt(Staleness::child)).toList(),
                ProgramRelease.number());
        Images images = model.images();
        inBackground(() -> {
            if (state) {
                ReportFiles.writeScan(now.actual().map(), file, images.spared());
            } else if (mapfile) {
                ReportFiles.writeMapfiles(report, file, ReportFiles.Siblings.KEPT, images.spared());
            } else {
                ReportFiles.write(report, file, images.spared());
            }
        }, failure -> model.tell(failure == null ? Notice.Kind.INFORMATION : Notice.Kind.ERROR,
                failure == null ? text("scan.saved", file) : text("scan.save.failed", failure)));
    }

    /** Shows what a scan had found that was saved, so that {@link #start} goes on from there. */
    public void load(Path file) {
        List<Child> children = model.childrenProperty().get();
        background.execute(() -> {
            try {
                DivergenceMap map = ReportFiles.readScan(file, Scan.blank(children), children);
                Platform.runLater(() -> adopt(file, map, children));
            } catch (UnusableFile | IOException e) {
                Platform.runLater(() -> model.tell(Notice.Kind.ERROR, text("scan.load.failed", file,
                        String.valueOf(e.getMessage()))));
            }
        });
    }

    private void adopt(Path file, DivergenceMap map, List<Child> of) {
        if (!of.equals(model.childrenProperty().get())) {
            return;
        }
        forget();
        faultsScanned = Map.of();
        show(map);
        model.tell(Notice.Kind.INFORMATION, text("scan.loaded", file, Long.toString(map.scanned().count()),
                Long.toString(map.sectors())));
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void inBackground(Writing writing, Consumer<@Nullable String> done) {
        background.execute(() -> {
            String failure = null;
            try {
                writing.write();
            } catch (IOException e) {
                failure = String.valueOf(e.getMessage());
            }
            String told = failure;
            Platform.runLater(() -> done.accept(told));
        });
    }
}
