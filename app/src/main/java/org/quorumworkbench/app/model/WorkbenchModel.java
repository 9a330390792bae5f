// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.background.PulseGate;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ChildSource;
import org.quorumworkbench.core.config.ChildSpec;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Change;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.ChildReply;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.session.Session;
import org.quorumworkbench.core.vote.Vote;

/**
 * What the window shows, and what it can be told to do. Properties are read and commands given on
 * the JavaFX thread; nothing here waits for a child. Results come back through one gate, at most
 * once per pulse.
 */
public final class WorkbenchModel implements AutoCloseable {

    private static final int WAITING_EVENTS = 200_000;
    private static final int EVENTS_PER_PULSE = 2_000;

    private final ReadOnlyObjectWrapper<Optional<OpenedQuorum>> quorum = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<SectorRange> range = new ReadOnlyObjectWrapper<>(
            new SectorRange(0, Preferences.USUAL_SECTORS));
    private final ReadOnlyObjectWrapper<Optional<Inspection>> inspection = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Waiting>> waiting = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> notice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<EventFeed.Batch> events = new ReadOnlyObjectWrapper<>(
            new EventFeed.Batch(List.of(), 0));
    private final ReadOnlyObjectWrapper<Map<String, ChildHealth>> health = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Map<String, List<Fault>>> faults = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyBooleanWrapper opening = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper threshold = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<List<Child>> children = new ReadOnlyObjectWrapper<>(List.of());
    private final ObservableList<BackgroundTask> tasks = FXCollections.observableArrayList();
    // Kept, since it hears of changes only as long as somebody holds it.
    private final ObservableList<BackgroundTask> shownTasks = FXCollections.unmodifiableObservableList(tasks);

    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final History history = new History();
    private final EventFeed feed = new EventFeed(WAITING_EVENTS);
    private final PulseGate eventGate = new PulseGate(this::drainEvents);
    private final AtomicReference<@Nullable Finished> finished = new AtomicReference<>();
    private final PulseGate inspectionGate = new PulseGate(this::showFinished);

    private final FaultLab lab = new FaultLab(this);
    private final FaultMarks marks = new FaultMarks(this);
    private final ChildIdentities identities = new ChildIdentities(this);
    private final QuorumWrites writes = new QuorumWrites(this);
    private final Recording recording = new Recording(this);

    private @Nullable Request<Inspection> underWay;
    private @Nullable Session session;
    private final ScanModel scan = new ScanModel(this, background);
    private final DiskSearch search = new DiskSearch(this);
    private long asked;
    private int firstCount = Preferences.USUAL_SECTORS;

    private record Finished(long number, Inspection inspection) {}

    // What views read.

    public ReadOnlyObjectProperty<Optional<OpenedQuorum>> quorumProperty() {
        return quorum.getReadOnlyProperty();
    }

    /** The range that is looked at, or that has been asked for. */
    public ReadOnlyObjectProperty<SectorRange> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /** The picture of the range; while another is on its way, still the one before. */
    public ReadOnlyObjectProperty<Optional<Inspection>> inspectionProperty() {
        return inspection.getReadOnlyProperty();
    }

    /** The range that is being waited for. */
    public ReadOnlyObjectProperty<Optional<Waiting>> waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    /** The names of the children that the range is being waited for, in order. */
    public List<String> waitingFor() {
        return underWay == null ? List.of() : underWay.waitingFor();
    }

    public ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** The events that came since the batch before; whoever wants them all listens. */
    public ReadOnlyObjectProperty<EventFeed.Batch> eventsProperty() {
        return events.getReadOnlyProperty();
    }

    /** By child name. */
    public ReadOnlyObjectProperty<Map<String, ChildHealth>> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /** The faults that are on, by child name. */
    public ReadOnlyObjectProperty<Map<String, List<Fault>>> faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    /** Whether a quorum is being opened. */
    public ReadOnlyBooleanProperty openingProperty() {
        return opening.getReadOnlyProperty();
    }

    /** Votes that a winner needs; 0 if no quorum is open. */
    public ReadOnlyIntegerProperty thresholdProperty() {
        return threshold.getReadOnlyProperty();
    }

    /** The children that the quorum has now, in vote order. */
    public ReadOnlyObjectProperty<List<Child>> childrenProperty() {
        return children.getReadOnlyProperty();
    }

    public ObservableList<BackgroundTask> tasks() {
        return shownTasks;
    }

    /** The faults over the children. */
    public FaultLab lab() {
        return lab;
    }

    /** Where faults changed what is shown. */
    public FaultMarks marks() {
        return marks;
    }

    /** Which files the children are. */
    public ChildIdentities identities() {
        return identities;
    }

    /** What is written to the quorum, and where it is kept. */
    public QuorumWrites writes() {
        return writes;
    }

    /** What was done since the quorum was opened. */
    public Recording recording() {
        return recording;
    }

    /** What is done with the open quorum, one thing after the other. */
    public Optional<Session> session() {
        return Optional.ofNullable(session);
    }

    void begun(BackgroundTask task) {
        tasks.add(task);
    }

    void ended(BackgroundTask task) {
        tasks.remove(task);
    }

    /** The scan of the children, and what it has found. */
    public ScanModel scan() {
        return scan;
    }

    /** What is looked for on the whole disk. */
    public DiskSearch search() {
        return search;
    }

    /** The files that nothing may be saved to. */
    public Images images() {
        return quorum.get().map(open -> Images.of(open.configuration())).orElse(new Images(List.of()));
    }

    /** What work that may block runs on: virtual threads. */
    public ExecutorService background() {
        return background;
    }

    /** The disk's length in sectors; 0 if no quorum is open. */
    public long sectors() {
        return quorum.get().map(OpenedQuorum::sectors).orElse(0L);
    }

    // Opening.

    /** How a configuration comes to be read; run in the background. */
    public interface Source {
        Configuration read() throws ConfigurationProblem;
    }

    /**
     * Opens another quorum in place of the one that is open, which stays if that fails: then there is a
     * notice that says why.
     *
     * @return completes on the JavaFX thread with whether it was opened
     */
    public CompletableFuture<Boolean> open(Source source) {
        opening.set(true);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        background.execute(() -> {
            try {
                OpenedQuorum opened = OpenedQuorum.open(source.read(), OpenedQuorum.Access.EXAMINE, this::heard);
                Platform.runLater(() -> {
                    adopt(opened);
                    done.complete(true);
                });
            } catch (ConfigurationProblem problem) {
                Platform.runLater(() -> notOpened(problem.getMessage(), done));
            } catch (RuntimeException bug) {
                System.getLogger(WorkbenchModel.class.getName()).log(System.Logger.Level.ERROR, "while opening", bug);
                Platform.runLater(() -> notOpened(text("open.failed", bug), done));
            }
        });
        return done;
    }

    /** As {@link #open}, and looks at the range that is looked at now. */
    public CompletableFuture<Boolean> openHere(Source source) {
        SectorRange here = range.get();
        return open(source).thenApply(opened -> {
            if (opened && !here.isEmpty()) {
                look(here);
            }
            return opened;
        });
    }

    /** The configuration that would open the quorum as it is now. */
    public Optional<Configuration> configuration() {
        return quorum.get().map(open -> {
            List<String> there = children.get().stream().map(Child::name).toList();
            List<ChildSpec> specs = open.children().stream().filter(child -> there.contains(child.name()))
                    .map(OpenedChild::spec).toList();
            return open.configuration().withPolicy(open.quorum().policy()).withChildren(specs);
        });
    }

    /** Opens the children's files anew and reads the range again; overlays and faults begin anew. */
    public void reload() {
        configuration().ifPresent(now -> openHere(() -> now).exceptionally(failure -> false));
    }

    /** Opens the quorum with these children more, at the end, in that order; nothing without any. */
    public void addChildren(List<Path> images) {
        configuration().filter(now -> !images.isEmpty()).ifPresent(now -> {
            if (now.policy().blkverify()) {
                tell(Notice.Kind.ERROR, text("children.add.blkverify"));
                return;
            }
            List<ChildSpec> specs = new ArrayList<>(now.children());
            for (Path image : images) {
                specs.add(new ChildSpec(Optional.empty(), ChildSource.Image.whole(image), false, Optional.empty(),
                        List.of(), new ChildSpec.Origin("children." + specs.size(), Optional.empty())));
            }
            if (specs.size() > Configuration.MOST_CHILDREN) {
                tell(Notice.Kind.ERROR, text("children.add.many", Integer.toString(Configuration.MOST_CHILDREN)));
                return;
            }
            openHere(() -> now.withChildren(specs)).exceptionally(failure -> false);
        });
    }

    /** How many sectors are looked at when a quorum has been opened, 1 or more. */
    public void setFirstCount(int sectors) {
        firstCount = sectors;
    }

    private void notOpened(String why, CompletableFuture<Boolean> done) {
        opening.set(false);
        tell(Notice.Kind.ERROR, why);
        done.complete(false);
    }

    private void adopt(OpenedQuorum opened) {
        adopt(opened, Session.on(opened, recording::noted), new SectorRange(0, firstCount));
    }

    /** Shows an opened quorum in place of the one that is open, with what was done with it already. */
    void adopt(OpenedQuorum opened, Session on, SectorRange first) {
        cancelReading();
        search.forget();
        quorum.get().ifPresent(before -> background.execute(before::close));
        opening.set(false);
        history.clear();
        health.set(Map.of());
        inspection.set(Optional.empty());
        notice.set(Optional.empty());
        range.set(new SectorRange(0, 0));
        session = on;
        quorum.set(Optional.of(opened));
        threshold.set(opened.quorum().policy().threshold());
        children.set(opened.quorum().children());
        lab.begin(opened, on);
        writes.begin(opened);
        recording.begin(on);
        publishFaults();
        opened.configuration().warnings().forEach(warning -> tell(Notice.Kind.WARNING, warning));
        look(first);
    }

    // Moving about.

    /** Goes to the range, cut to the disk, and remembers where one was. */
    public void goTo(SectorRange wanted) {
        if (sectors() > 0 && !range.get().isEmpty() && !fitted(wanted).equals(range.get())) {
            history.left(range.get());
        }
        look(wanted);
    }

    /** Goes where the text says, with as many sectors as now; a notice says so if it says nowhere. */
    public boolean goTo(String text) {
        return switch (GoTo.parse(text, range.get().first(), sectors())) {
            case GoTo.Sector(long sector) -> {
                goTo(new SectorRange(sector, range.get().count()));
                yield true;
            }
            case GoTo.Wrong(String why) -> {
                tell(Notice.Kind.ERROR, why);
                yield false;
            }
        };
    }

    public void setCount(long count) {
        goTo(new SectorRange(range.get().first(), Math.max(1, count)));
    }

    public void nextRange() {
        SectorRange now = range.get();
        if (now.end() < sectors()) {
            goTo(new SectorRange(now.end(), now.count()));
        }
    }

    public void previousRange() {
        SectorRange now = range.get();
        goTo(new SectorRange(Math.max(0, now.first() - now.count()), now.count()));
    }

    public void firstRange() {
        goTo(new SectorRange(0, range.get().count()));
    }

    public void lastRange() {
        long count = range.get().count();
        if (sectors() > 0) {
            goTo(new SectorRange((sectors() - 1) / count * count, count));
        }
    }

    public void back() {
        history.back(range.get()).ifPresent(this::look);
    }

    public void forward() {
        history.forward(range.get()).ifPresent(this::look);
    }

    /** Reads the range again. */
    public void reread() {
        look(range.get());
    }

    /** The range cut to the disk, and to what one inspection may hold. */
    public SectorRange fitted(SectorRange wanted) {
        long all = sectors();
        long most = quorum.get().map(q -> Inspector.maxSectors(q.quorum().children().size())).orElse(1L);
        long first = Math.max(0, Math.min(wanted.first(), all - 1));
        return new SectorRange(first, Math.max(1, Math.min(Math.min(wanted.count(), most), all - first)));
    }

    private void look(SectorRange wanted) {
        Optional<OpenedQuorum> open = quorum.get();
        if (open.isEmpty() || sectors() == 0) {
            return;
        }
        cancelReading();
        SectorRange next = fitted(wanted);
        range.set(next);
        long number = ++asked;
        recording.leavePast();
        marks.begin();
        Request<Inspection> inspecting = Objects.requireNonNull(session).examine(next);
        underWay = inspecting;
        waiting.set(Optional.of(new Waiting(next, System.nanoTime())));
        inspecting.result().thenAccept(picture -> {
            finished.set(new Finished(number, picture));
            inspectionGate.request();
        }).exceptionally(WorkbenchModel::cancelledOrBroken);
    }

    private void showFinished() {
        Finished latest = finished.getAndSet(null);
        if (latest == null || latest.number() != asked) {
            return;
        }
        underWay = null;
        waiting.set(Optional.empty());
        count(latest.inspection());
        inspection.set(Optional.of(latest.inspection()));
    }

    private void count(Inspection picture) {
        List<Integer> outvoted = picture.requestVote().map(Vote::outvoted).orElse(List.of());
        Map<String, ChildHealth> counted = new HashMap<>(health.get());
        for (ChildReply reply : picture.request().replies()) {
            if (!picture.request().wasAsked(reply.child())) {
                continue;
            }
            counted.merge(reply.name(),
                    ChildHealth.NONE.and(!reply.isOk(), outvoted.contains(reply.child()), reply.latency()),
                    (before, now) -> before.and(now.errors() > 0, now.outvoted() > 0, now.latency()));
        }
        health.set(Map.copyOf(counted));
    }

    private void cancelReading() {
        Request<Inspection> reading = underWay;
        underWay = null;
        if (reading != null) {
            asked++;
            waiting.set(Optional.empty());
            reading.cancel();
        }
    }

    /** Stops waiting for the range, and everything in the background; what was found stays. */
    public void cancel() {
        Request<Inspection> reading = underWay;
        if (reading != null) {
            reading.cancel();
        }
        List.copyOf(tasks).forEach(BackgroundTask::cancel);
    }

    // The quorum itself.

    /** Changes the threshold and reads the range again. */
    public void setThreshold(int votes) {
        quorum.get().ifPresent(open -> {
            int most = open.quorum().children().size();
            if (votes < 1 || votes > most) {
                tell(Notice.Kind.ERROR,
                        text("threshold.wrong", Integer.toString(most), Integer.toString(votes)));
            } else if (votes != open.quorum().policy().threshold()) {
                Objects.requireNonNull(session).setThreshold(votes)
                        .thenRun(() -> Platform.runLater(this::changed)).exceptionally(WorkbenchModel::broken);
            }
        });
    }

    /** Removes a child from the quorum, if the quorum lets it go; its file stays as it is. */
    public void removeChild(String name) {
        quorum.get().ifPresent(open -> open.quorum().children().stream().filter(child -> child.name().equals(name))
                .findFirst().ifPresent(child -> Objects.requireNonNull(session).removeChild(child.edge())
                        .thenAccept(change -> Platform.runLater(() -> changed(open, change)))
                        .exceptionally(WorkbenchModel::broken)));
    }

    private void changed(OpenedQuorum open, Change change) {
        if (quorum.get().filter(open::equals).isEmpty()) {
            return;
        }
        switch (change) {
            case Change.Made(List<Child> now) -> {
                children.set(now);
                publishFaults();
                reread();
            }
            case Change.Refused(String why) -> tell(Notice.Kind.ERROR, text("children.refused", why));
        }
    }

    /** Puts a fault on a child, or takes it off, and reads the range again. */
    public void setFault(String child, Fault fault, boolean on) {
        lab.setOn(child, fault, on);
    }

    /** Something that a read depends on has changed: the range is read again. */
    void changed() {
        quorum.get().ifPresent(open -> {
            threshold.set(open.quorum().policy().threshold());
            children.set(open.quorum().children());
        });
        publishFaults();
        lab.refresh();
        reread();
    }

    private void publishFaults() {
        faults.set(lab.on());
    }

    /** Shows a picture of the past in place of the range as it is now. */
    void showPast(Inspection past) {
        cancelReading();
        range.set(past.range());
        inspection.set(Optional.of(past));
    }

    // Events and notices.

    public void heard(Event event) {
        feed.offer(event);
        eventGate.request();
    }

    private void drainEvents() {
        events.set(feed.drain(EVENTS_PER_PULSE));
        if (!feed.isEmpty()) {
            eventGate.request();
        }
    }

    public void tell(Notice.Kind kind, String text) {
        notice.set(Optional.of(new Notice(kind, text)));
    }

    public void dismissNotice() {
        notice.set(Optional.empty());
    }

    private static @Nullable Void cancelledOrBroken(Throwable failure) {
        boolean cancelled = failure instanceof CancellationException
                || failure.getCause() instanceof CancellationException;
        return cancelled ? null : broken(failure);
    }

    /** What went wrong in the program itself is not swallowed: the JavaFX thread's handler tells it. */
    public static @Nullable Void broken(Throwable bug) {
        Platform.runLater(() -> {
            throw new IllegalStateException("a task of the workbench failed", bug);
        });
        return null;
    }

    /**
     * Closes the quorum in the background: a file on a disk that hangs takes its time. The executor has
     * no threads of its own that would have to end.
     */
    @Override
    public void close() {
        cancel();
        quorum.get().ifPresent(open -> background.execute(open::close));
    }
}
