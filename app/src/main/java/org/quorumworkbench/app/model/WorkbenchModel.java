// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.util.List;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;

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
    private final Clients clients;
    private final Reopening reopening;
    private final Recording recording;
    private final FaultLab lab;
    private final FaultFiles faultFiles;
    private final FaultMarks marks;
    private final ChildIdentities identities;
    private final QuorumWrites writes;
    private final WhatIf whatIf;
    private final ScanStaleness staleness;
    private final Members members;
    private final ScanModel scan;
    private final Places places;
    private final PlacesHere placesHere;
    private final HeadlineModel headline;
    private final Findings findings;
    private final ScanFiles scanFiles;
    private final Surveying surveying;
    private final DiskSearch search;
    private final BytePlaces bytePlaces;
    private final TypedBytes typed;
    private final RepairModel repair;

    /** Of a window: what takes time is done on threads of the system's, which may hang. */
    public WorkbenchModel() {
        this(Background.ofTheWindow());
    }

    public WorkbenchModel(Background background) {
        this.background = background;
        events = new EventLog(background, EventLog.KEPT);
        quorum = new OpenQuorum(background, messages, tasks, events::heard);
        saver = new Saver(background, quorum, messages);
        reading = new Reading(background, quorum, messages);
        clients = new Clients(background, quorum, reading.rangeProperty(), events, messages);
        reopening = new Reopening(quorum, reading.rangeProperty(), messages);
        recording = new Recording(background, quorum, reading, saver, messages);
        lab = new FaultLab(background, quorum, reading.rangeProperty());
        faultFiles = new FaultFiles(background, lab, saver, messages);
        marks = new FaultMarks(background, quorum, reading, lab, recording);
        identities = new ChildIdentities(background, quorum, tasks);
        writes = new QuorumWrites(background, quorum, reading, tasks, messages);
        members = new Members(background, quorum);
        whatIf = new WhatIf(background, quorum, members.knownProperty());
        staleness = new ScanStaleness(background, quorum, lab, reading, whatIf);
        scan = new ScanModel(background, quorum, lab, whatIf, staleness, tasks, messages);
        places = new Places(background, quorum, lab, whatIf, scan.stateProperty(), tasks);
        placesHere = new PlacesHere(background, quorum, lab, reading, places.stateProperty(), tasks);
        findings = new Findings(background, quorum, lab, scan.stateProperty(), whatIf, places.stateProperty(), tasks,
                messages);
        headline = new HeadlineModel(background, quorum, reading, whatIf, members.knownProperty(),
                findings.foundProperty());
        surveying = new Surveying(background, quorum, lab, whatIf, places.stateProperty(), findings.foundProperty());
        scanFiles = new ScanFiles(background, quorum, scan, whatIf, staleness, lab, messages,
                places.stateProperty(), findings.foundProperty());
        search = new DiskSearch(background, quorum, reading, staleness, lab, tasks, messages);
        bytePlaces = new BytePlaces(background, quorum, lab, tasks);
        typed = new TypedBytes(background, quorum, reading, messages);
        repair = new RepairModel(background, quorum, scan, whatIf, findings, staleness, members, reading, saver,
                messages);
        quorum.countClients(clients::connected);
        clients.onWritten(() -> {
            staleness.written();
            writes.look();
        });
        // Members come first: what they say is of the quorum before. Reading comes last: the first read is
        // heard by all that listen to the children.
        quorum.follow(
                List.of(clients, members, scan, whatIf, places, placesHere, surveying, headline, findings, staleness,
                        search,
                        bytePlaces, typed,
                        identities, lab,
                        writes, recording, repair,
                        reading),
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

    /** Who reads the quorum over NBD. */
    public Clients clients() {
        return clients;
    }

    /** What the children are as members of a set. */
    public Members members() {
        return members;
    }

    /** What lies at the divergent sectors that a scan has found. */
    public Places places() {
        return places;
    }

    /** What lies at the range that is looked at. */
    public PlacesHere placesHere() {
        return placesHere;
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

    /** Who is wrong, where, and whether the winner can be trusted, in one sentence. */
    public HeadlineModel headline() {
        return headline;
    }

    /** What the scan has found, at a glance. */
    public Surveying surveying() {
        return surveying;
    }

    /** What kind of damage it is that the scan has found. */
    public Findings findings() {
        return findings;
    }

    /** What the scan has found, in files. */
    public ScanFiles scanFiles() {
        return scanFiles;
    }

    /** A repair of the children. */
    public RepairModel repair() {
        return repair;
    }

    /** All places on the disk that have some bytes. */
    public BytePlaces bytePlaces() {
        return bytePlaces;
    }

    /** Bytes that a person types over a child's own. */
    public TypedBytes typed() {
        return typed;
    }

    /** What is known of a range now: what lies there, what damage it is, what the members say. */
    public RangeEvidence evidence(SectorRange range) {
        return RangeEvidence.of(range, placesHere, findings, whatIf, members);
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
    public Opening opening(Preferences preferences, Opening.Chooser chooser, OpenQuorum.Source sample) {
        return new Opening(background, quorum, recording, messages, tasks, preferences, chooser, sample);
    }

    /** Stops waiting for the range, and everything in the background; what was found stays. */
    public void cancel() {
        reading.cancel();
        tasks.cancel();
    }

    /** Closes the quorum in the background: a file on a disk that hangs takes its time. */
    @Override
    public void close() {
        cancel();
        repair.stop();
        clients.stop();
        quorum.close();
    }
}
