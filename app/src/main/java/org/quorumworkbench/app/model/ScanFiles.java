// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.quorumworkbench.ui.Resources.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import org.quorumworkbench.app.background.Background;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.FindingsReport;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.scan.ReportFront;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanReport;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.core.scan.Staleness;
import org.quorumworkbench.core.scan.UnusableFile;

/**
 * What a scan has found, in files: reports, and what another run goes on from. Used on the JavaFX
 * thread; files are read and written in the background.
 */
public final class ScanFiles {

    /** What the name of a scan to go on from ends in. */
    private static final String STATE = ".scan";

    private final Background background;
    private final OpenQuorum quorum;
    private final ScanModel scan;
    private final WhatIf found;
    private final ScanStaleness staleness;
    private final FaultLab lab;
    private final Messages messages;
    private final ObservableValue<Places.State> places;
    private final ObservableValue<Optional<Findings.Found>> diagnosed;

    ScanFiles(Background background, OpenQuorum quorum, ScanModel scan, WhatIf found, ScanStaleness staleness,
            FaultLab lab, Messages messages, ObservableValue<Places.State> places,
            ObservableValue<Optional<Findings.Found>> diagnosed) {
        this.places = places;
        this.diagnosed = diagnosed;
        this.background = background;
        this.quorum = quorum;
        this.scan = scan;
        this.found = found;
        this.staleness = staleness;
        this.lab = lab;
        this.messages = messages;
    }

    /**
     * Writes what was found, in the form that the ending names: .html, .json or .csv, .map for
     * ddrescue's mapfiles, or .scan to go on from.
     */
    public void save(Path file) {
        save(file, List.of());
    }

    /**
     * The same, with the places that the person has marked.
     *
     * @param noted
     *            on this disk
     */
    public void save(Path file, List<NotedRange> noted) {
        found.judgementProperty().get().ifPresent(now -> save(now, file, noted));
    }

    private void save(Judgement now, Path file, List<NotedRange> noted) {
        boolean mapfile = file.toString().endsWith(".map");
        boolean state = file.toString().endsWith(STATE);
        if (!mapfile && !state && !ReportFiles.isKnown(file)) {
            messages.tell(Notice.Kind.ERROR, text("scan.save.ending", file));
            return;
        }
        if (state && staleness.isOfFaults()) {
            messages.tell(Notice.Kind.ERROR, text("scan.save.faults", file));
            return;
        }
        ScanReport report = report(now, noted);
        Spared spared = quorum.spared();
        background.perform(() -> {
            if (state) {
                ReportFiles.writeScan(now.actual().map(), report.policy(), file, spared);
            } else if (mapfile) {
                ReportFiles.writeMapfiles(report, file, Map.of(), spared);
            } else {
                ReportFiles.write(report, file, spared);
            }
        }).then(done -> {
            lab.readOutside();
            messages.tell(Notice.Kind.INFORMATION, text("scan.saved", file));
        }).failed(IOException.class,
                why -> messages.tell(Notice.Kind.ERROR, text("scan.save.failed", Wordings.of(why))));
    }

    private ScanReport report(Judgement now, List<NotedRange> noted) {
        return new ScanReport(now.actual(), SectorRanges.of(new SectorRange(0, now.actual().map().sectors())),
                quorum.openedProperty().get().map(open -> open.quorum().name()).orElse(""),
                quorum.policy(),
                staleness.staleProperty().get().entrySet().stream()
                        .map(changed -> new Staleness(changed.getKey(), changed.getValue()))
                        .sorted(Comparator.comparingInt(Staleness::child)).toList(),
                ProgramRelease.number(),
                places.getValue() instanceof Places.State.Known known && !known.cut()
                        ? Optional.of(known.places())
                        : Optional.empty(),
                Optional.of(front(now, noted)));
    }

    private ReportFront front(Judgement now, List<NotedRange> noted) {
        Instant made = Instant.now();
        List<Child> children = quorum.childrenProperty().get();
        boolean same = WhatIf.names(now.actual().map()).equals(quorum.names());
        List<String> remarks = now.isWhatIf()
                ? List.of("The report tells how the quorum votes, and not the what-if that was looked at when it was"
                        + " made.")
                : List.of();
        return new ReportFront(made, diagnosed.getValue().map(found -> {
            FindingsReport findings = new FindingsReport(found.diagnosed(), found.names(), Optional.empty(), "", "",
                    ProgramRelease.number(), made);
            return new ReportFront.Diagnosis(found.counted(), out -> {
                findings.writeTable(out);
                if (same) {
                    findings.writeDetails(new FindingBytes(children), out);
                }
            });
        }), remarks, noted, same ? Optional.of(new FindingBytes(children)) : Optional.of(run -> Optional.empty()));
    }

    /**
     * Shows what a scan had found that was saved, so that a scan that is started goes on from there.
     */
    public void load(Path file) {
        List<Child> children = quorum.childrenProperty().get();
        Policy policy = quorum.policy();
        background.run(() -> new Loaded(ReportFiles.readScan(file, Scan.blank(children), policy, children),
                Files.getLastModifiedTime(file).toInstant())).then(loaded -> show(file, loaded, children))
                .failed(why -> {
                    if (why instanceof UnusableFile || why instanceof IOException) {
                        messages.tell(Notice.Kind.ERROR, text("scan.load.failed", file, Wordings.of(why)));
                    } else {
                        background.broken(why);
                    }
                });
    }

    /** A scan that was saved at that time. */
    private record Loaded(DivergenceMap map, Instant at) {}

    private void show(Path file, Loaded loaded, List<Child> of) {
        DivergenceMap map = loaded.map();
        if (of.equals(quorum.childrenProperty().get())) {
            scan.goOnFrom(map, Map.of(), loaded.at());
            messages.tell(Notice.Kind.INFORMATION, text("scan.loaded", file, Long.toString(map.scanned().count()),
                    Long.toString(map.sectors())));
        }
    }
}
