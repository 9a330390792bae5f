// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Diagnosis;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.ScanResult;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.core.story.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scans, and tells what kind of damage each divergence is. */
@Command(name = "diagnose", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = {
        "Scans, and tells what kind of damage each divergence is, whose, and why that is believed.",
        "Exit status 0 if there is none, 1 if there is, a harmless one too. Ctrl-C keeps what was found (130)."})
final class DiagnoseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice();

    @Option(names = "--range", paramLabel = "S+N", description = "from sector S on N sectors, decimal or 0x...; else the whole disk")
    private @Nullable String range;

    @Option(names = "--json", description = "print JSON, format 1")
    private boolean json;

    @Mixin
    private CourtesyOptions courtesy = new CourtesyOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "write the findings, by its ending .html, .json or .csv; may be given again")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--no-progress", description = "do not tell on standard error how far it is")
    private boolean noProgress;

    @Override
    public Integer call() throws ConfigurationProblem, IOException {
        ScanTargets targets = new ScanTargets(reports, Optional.empty(), Optional.empty());
        targets.checkEndings(spec.commandLine());
        targets.tryOut(spec.commandLine());
        Scan.prepare();
        PrintWriter err = spec.commandLine().getErr();
        QuorumChoice.Opened chosen = choice.openMembers(err, _ -> {}, Optional.empty());
        try (OpenedQuorum opened = chosen.quorum()) {
            List<Child> children = opened.quorum().children();
            Spared spared = opened.spared().andInputs(choice.files());
            targets.check(spec.commandLine(),
                    children.stream().map(Child::name).toList(), spared);
            DivergenceMap start = Scan.blank(children);
            SectorRanges wanted = SectorRanges.of(range == null
                    ? new SectorRange(0, start.sectors())
                    : DiskRange.ofWord(spec.commandLine(), range, start.sectors()));
            courtesy.warn(children, err);
            long since = System.nanoTime();
            Scan scan = Scan.start(children, start, wanted, ScanOptions.standard(courtesy.courtesy()));
            Diagnosing diagnosing = new Diagnosing(courtesy.courtesy().idle());
            Interruption interruption = Interruption.of(() -> {
                scan.cancel();
                diagnosing.cancel();
            }, spec.commandLine().getOut());
            try {
                ScanResult result = new ScanProgressLine(scan, since, err, !noProgress).await();
                Verdicts verdicts = Verdicts.of(result.map(), opened.quorum().policy(), Set.of(),
                        MemberEvidence.of(chosen.members()));
                Optional<Diagnosed> found = diagnosing.find(Diagnosis.of(verdicts, children,
                        new VotedView(opened.quorum(), _ -> {}), courtesy.courtesy()), interruption, err);
                tell(verdicts, found, result, opened.quorum().name(), spared);
                return status(verdicts, found, result, err);
            } finally {
                interruption.allTold();
            }
        }
    }

    /** Files first: standard output may be a pipe that nobody empties. */
    private void tell(Verdicts verdicts, Optional<Diagnosed> found, ScanResult result, String quorum, Spared spared)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        FindingsText text = new FindingsText(verdicts);
        if (found.isPresent()) {
            for (Path report : reports) {
                ReportFiles.writeFindings(text.report(found.get(), result.isComplete(), quorum),
                        page -> Json.write(text.json(found, result.isComplete()), page), report, spared);
            }
        }
        if (json) {
            Json.print(text.json(found, result.isComplete()), out);
        } else {
            found.ifPresent(diagnosed -> text.print(diagnosed, result.isComplete(), out));
        }
        out.flush();
    }

    private static int status(Verdicts verdicts, Optional<Diagnosed> found, ScanResult result, PrintWriter err) {
        result.problem().ifPresent(problem -> err.println("quorum-workbench: " + problem));
        if (found.isEmpty()) {
            err.println("quorum-workbench: stopped before it was known what the damage is"
                    + ScanProgressLine.silent(result) + "; " + verdicts.divergent() + " sectors diverge");
            return ExitStatus.FAILED;
        }
        PlacesText.warn(found.get().places(), err);
        found.get().remarks().forEach(remark -> err.println("quorum-workbench: " + remark));
        if (!result.isComplete()) {
            err.println("quorum-workbench: stopped after " + result.progress().scanned() + " of "
                    + result.progress().total() + " sectors" + ScanProgressLine.silent(result));
        }
        boolean unreadable = verdicts.unreadable().stream().anyMatch(sectors -> sectors > 0);
        if (result.problem().isPresent() || unreadable) {
            return ExitStatus.FAILED;
        }
        return found.get().findings().isEmpty() ? ExitStatus.AGREED : ExitStatus.DIVERGED;
    }
}
