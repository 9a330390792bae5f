// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.preferences.Preferences;
<<<<<<< HEAD
=======
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
>>>>>>> main

/**
 * What the window shows, and what it can be told to do, in parts: each is given what it needs. Used
 * on the JavaFX thread; nothing here waits for a child.
 */
public final class WorkbenchModel implements AutoCloseable {

    private final Background background;
    private final Messages messages = new Messages();
    private final BackgroundTasks tasks = new BackgroundTasks();
    private final EventLog events;
    private final OpenQuorum quorum;
    private final Saver saver;
    private final Reading reading;
    private final Reopening reopening;
    private final Recording recording;
    private final FaultLab lab;
    private final FaultFiles faultFiles;
    private final FaultMarks marks;
    private final ChildIdentities identities;
    private final QuorumWrites writes;
    private final WhatIf whatIf;
    private final ScanStaleness staleness;
    private final ScanModel scan;
    private final ScanFiles scanFiles;
    private final DiskSearch search;

<<<<<<< HEAD
    /** Of a window: what takes time is done on virtual threads. */
    public WorkbenchModel() {
        this(Background.ofTheWindow());
=======
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
>>>>>>> main
    }

    public WorkbenchModel(Background background) {
        this.background = background;
        events = new EventLog(background, EventLog.KEPT);
        quorum = new OpenQuorum(background, messages, events::heard);
        saver = new Saver(background, quorum, messages);
        reading = new Reading(background, quorum, messages);
        reopening = new Reopening(quorum, reading.rangeProperty(), messages);
        recording = new Recording(background, quorum, reading, saver, messages);
        lab = new FaultLab(background, quorum, reading.rangeProperty());
        faultFiles = new FaultFiles(background, lab, saver, messages);
        marks = new FaultMarks(background, quorum, reading, lab, recording);
        identities = new ChildIdentities(background, quorum, tasks);
        writes = new QuorumWrites(background, quorum, reading, tasks, messages);
        whatIf = new WhatIf(background, quorum);
        staleness = new ScanStaleness(background, quorum, lab, reading, whatIf);
        scan = new ScanModel(background, quorum, lab, whatIf, staleness, tasks, messages);
        scanFiles = new ScanFiles(background, quorum, scan, whatIf, staleness, messages);
        search = new DiskSearch(background, quorum, reading, staleness, lab, tasks, messages);
        // Reading comes last: the first read is heard by all that listen to the children.
        quorum.follow(List.of(scan, whatIf, staleness, search, identities, lab, writes, recording, reading),
                recording::noted);
    }

    /** The way to the background and back. */
    public Background background() {
        return background;
    }

    /** What the person is told. */
    public Messages messages() {
        return messages;
    }

    /** What goes on in the background. */
    public BackgroundTasks tasks() {
        return tasks;
    }

    /** What the quorums told. */
    public EventLog events() {
        return events;
    }

    /** The quorum that is open. */
    public OpenQuorum quorum() {
        return quorum;
    }

    /** Saves files. */
    public Saver saver() {
        return saver;
    }

    /** The range that is looked at. */
    public Reading reading() {
        return reading;
    }

    /** The same quorum in another form. */
    public Reopening reopening() {
        return reopening;
    }

    /** What was done since the quorum was opened. */
    public Recording recording() {
        return recording;
    }

    /** The faults over the children. */
    public FaultLab lab() {
        return lab;
    }

    /** Faults in files. */
    public FaultFiles faultFiles() {
        return faultFiles;
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

    /** The scan of the children. */
    public ScanModel scan() {
        return scan;
    }

    /** What the scan has found, judged. */
    public WhatIf whatIf() {
        return whatIf;
    }

    /** Which children are no longer as they were scanned. */
    public ScanStaleness staleness() {
        return staleness;
    }

    /** What the scan has found, in files. */
    public ScanFiles scanFiles() {
        return scanFiles;
    }

    /** What is looked for on the whole disk. */
    public DiskSearch search() {
        return search;
    }

    /**
     * The ways in which a quorum comes into this model.
     *
     * @param preferences
     *            where what was opened is remembered
     * @param chooser
     *            asks the person for files
     * @param sample
     *            the quorum that comes with the program
     */
<<<<<<< HEAD
    public Opening opening(Preferences preferences, Opening.Chooser chooser, OpenQuorum.Source sample) {
        return new Opening(background, quorum, recording, messages, preferences, chooser, sample);
=======
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
>>>>>>> main
    }

    /** Stops waiting for the range, and everything in the background; what was found stays. */
    public void cancel() {
<<<<<<< HEAD
        reading.cancel();
        tasks.cancel();
=======
        Request<Inspection> reading = underWay;
        if (reading != null) {
            reading.cancel();
        }
        List.copyOf(tasks).forEach(BackgroundTask::cancel);
>>>>>>> main
    }

    /** Closes the quorum in the background: a file on a disk that hangs takes its time. */
    @Override
    public void close() {
        cancel();
        quorum.close();
    }
}
