// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.place.SortedRanges;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.JsonReport;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.scan.ReportFront;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.ScanReport;
import org.quorumworkbench.core.scan.ScanResult;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.core.scan.Staleness;
import org.quorumworkbench.core.scan.UnusableFile;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.core.scan.VotedPlaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads a whole device, or a range of it, and tells every run of sectors that is not unanimous. */
@Command(name = "scan", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = {
        "Reads every sector of every child and tells where they differ, and how.",
        "Ctrl-C stops it and keeps what was found (exit status 130)."})
final class ScanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @Option(names = "--range", paramLabel = "S+N", description = "from sector S on N sectors, decimal or 0x...; else the whole disk")
    private @Nullable String range;

    @Option(names = "--at", paramLabel = "FILE", description = "only the ranges that FILE notes (a kernel log in which DRBD says \"Out of sync\", events of a QEMU monitor, or a ddrescue mapfile)")
    private @Nullable Path at;

    @Option(names = "--json", description = "print JSON, format 1")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "write a report, by its ending .html, .json or .csv; may be given again")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--mapfile", paramLabel = "FILE", description = "write ddrescue mapfiles: FILE for the union, and beside it one for each child with its name in it")
    private @Nullable Path mapfile;

    @Option(names = "--rescued", paramLabel = "CHILD=MAPFILE", description = "what this mapfile does not call finished is unreadable in that child; may be given again")
    private List<String> rescued = new ArrayList<>();

    @Option(names = "--resume", paramLabel = "FILE", description = "go on from FILE if it is there, and leave in it what was found, to go on from again")
    private @Nullable Path resume;

    @Option(names = "--files", description = "tell for each run what lies there: which file, metadata, unallocated space")
    private boolean files;

    @Mixin
    private CourtesyOptions courtesy = new CourtesyOptions();

    @Option(names = "--no-progress", description = "do not tell on standard error how far it is")
    private boolean noProgress;

    @Override
    public Integer call() throws ConfigurationProblem, IOException {
        ScanTargets targets = new ScanTargets(reports, Optional.ofNullable(mapfile), Optional.ofNullable(resume));
        targets.checkEndings(spec.commandLine());
        targets.tryOut(spec.commandLine());
        Scan.prepare();
        PrintWriter err = spec.commandLine().getErr();
        QuorumChoice.Opened chosen = choice.openMembers(err, _ -> {}, Optional.empty());
        try (OpenedQuorum opened = chosen.quorum()) {
            RescuedChildren rescuedChildren = RescuedChildren.of(spec.commandLine(), opened.quorum().children(),
                    rescued);
            Spared spared = spared(opened, rescuedChildren);
            targets.check(spec.commandLine(), opened.quorum().children().stream().map(Child::name).toList(), spared);
            refuseFaults(opened);
            List<Child> children = rescuedChildren.children();
            DivergenceMap start = start(children, opened.quorum().policy());
            SectorRanges wanted = wanted(start.sectors());
            courtesy.warn(children, err);
            long since = System.nanoTime();
            Scan scan = Scan.start(children, start, wanted, ScanOptions.standard(courtesy.courtesy()));
            VotedPlaces view = new VotedPlaces(rescuedChildren.quorum(opened));
            Interruption interruption = Interruption.of(() -> {
                scan.cancel();
                view.cancel();
            }, spec.commandLine().getOut());
            try {
                ScanResult result = new ScanProgressLine(scan, since, err, !noProgress).await();
                try (LongWait _ = LongWait.overFiles(err)) {
                    Verdicts verdicts = Verdicts.of(result.map(), opened.quorum().policy(), Set.of(),
                            MemberEvidence.of(chosen.members()));
                    ScanReport report = new ScanReport(verdicts, wanted, opened.quorum().name(),
                            opened.quorum().policy(),
                            interruption.ask(() -> Staleness.ofFiles(result.map(), children)).orElse(List.of()),
                            ProgramRelease.number(), places(view, verdicts, err),
                            Optional.of(new ReportFront(Instant.now(), Optional.empty(), List.of(), List.of())));
                    tell(() -> targets.write(report, rescuedChildren, spared), report, result);
                    return status(report, result, err);
                }
            } finally {
                interruption.allTold();
            }
        }
    }

    /**
     * What lies at the runs, if that is wanted and is not given up: what was found is told all the
     * same.
     */
    private Optional<ScanPlaces> places(VotedPlaces view, Verdicts verdicts, PrintWriter err) {
        if (!files) {
            return Optional.empty();
        }
        try {
            ScanPlaces places = view.find(SortedRanges.of(verdicts.ranges()));
            PlacesText.warn(places.report(), err);
            return Optional.of(places);
        } catch (CancellationException e) {
            err.println("quorum-workbench: stopped before it was known what lies at the runs");
            return Optional.empty();
        }
    }

    private Spared spared(OpenedQuorum opened, RescuedChildren rescuedChildren) {
        try (LongWait _ = LongWait.of(spec.commandLine().getErr(), at == null ? "a file of CONFIG" : "--at " + at)) {
            return opened.spared().andInputs(choice.files())
                    .and(rescuedChildren.files(), Wording.foreign("that file is also a mapfile of --rescued"))
                    .andInputs(Stream.ofNullable(at).toArray(Path[]::new));
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    /** Files first: standard output may be a pipe that nobody empties. */
    private void tell(Writing files, ScanReport report, ScanResult result) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            files.write();
        } finally {
            if (json) {
                JsonReport.write(report, result.progress().elapsed(), out);
            } else {
                new ScanText(report).print(out);
            }
            out.flush();
        }
    }

    /** What a simulated fault shows must not be kept as what the files hold. */
    private void refuseFaults(OpenedQuorum opened) {
        List<String> faulted = opened.allChildren().stream()
                .filter(child -> !child.faults().faults().isEmpty()).map(OpenedChild::name).toList();
        if (resume != null && !faulted.isEmpty()) {
            throw misused("--resume " + resume + ": faults are simulated on " + String.join(", ", faulted)
                    + ", and what they show must not be kept as what the files hold. Scan without --resume");
        }
    }

    private int status(ScanReport report, ScanResult result, PrintWriter err) {
        result.problem().ifPresent(problem -> err.println("quorum-workbench: " + problem));
        report.stale().forEach(changed -> err.println("quorum-workbench: "
                + Printable.line(report.verdicts().map().children().get(changed.child()).name()) + " "
                + changed.reason().english()
                + ": scan again for what holds now"));
        if (!result.isComplete()) {
            err.println("quorum-workbench: stopped after " + result.progress().scanned() + " of "
                    + result.progress().total() + " sectors" + ScanProgressLine.silent(result)
                    + (resume == null ? "; with --resume FILE a later scan can go on" : ""));
        }
        boolean unreadable = !report.stale().isEmpty()
                || report.verdicts().unreadable().stream().anyMatch(sectors -> sectors > 0);
        if (result.problem().isPresent() || unreadable) {
            return ExitStatus.FAILED;
        }
        return report.verdicts().divergent() > 0 ? ExitStatus.DIVERGED : ExitStatus.AGREED;
    }

    private DivergenceMap start(List<Child> children, Policy policy) {
        DivergenceMap blank = Scan.blank(children);
        if (resume == null) {
            return blank;
        }
        try (LongWait _ = LongWait.of(spec.commandLine().getErr(), "--resume " + resume)) {
            return ReportFiles.readScan(resume, blank, policy, children);
        } catch (UnusableFile e) {
            throw misused("--resume " + resume + ": " + e.getMessage());
        } catch (IOException e) {
            throw misused("--resume " + resume + ": " + InputProblem.of(e));
        }
    }

    private SectorRanges wanted(long sectors) {
        if (at == null) {
            return SectorRanges.of(
                    range == null ? new SectorRange(0, sectors) : DiskRange.ofWord(spec.commandLine(), range, sectors));
        }
        if (range != null) {
            throw misused("give --range S+N, or --at FILE, and not both");
        }
        return SectorRanges.of(NotedRanges.of(spec.commandLine(), at, sectors).stream().map(NotedRange::range)
                .toList());
    }

    private ParameterException misused(String reason) {
        return new ParameterException(spec.commandLine(), Printable.line(reason));
    }
}
