// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.diagnosis.Diagnosed;
import org.quorumworkbench.core.diagnosis.Diagnosis;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.inspect.VotedView;
import org.quorumworkbench.core.repair.Excluded;
import org.quorumworkbench.core.repair.FoundDamage;
import org.quorumworkbench.core.repair.Plan;
import org.quorumworkbench.core.repair.PlanPolicy;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.repair.PlanRequest;
import org.quorumworkbench.core.repair.PlanWriter;
import org.quorumworkbench.core.repair.Planner;
import org.quorumworkbench.core.repair.Refusal;
import org.quorumworkbench.core.repair.RepairProblem;
import org.quorumworkbench.core.repair.Selection;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.ScanResult;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.core.scan.Staleness;
import org.quorumworkbench.core.scan.Verdicts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scans, diagnoses and plans a repair; writes nothing but the plan. */
@Command(name = "plan", mixinStandardHelpOptions = true, versionProvider = ProgramVersion.class, description = {
        "Scans, and plans who is to be given whose bytes. Writes nothing but the plan.",
        "Refused unless allowed: ties, a winner that is ahead by fewer than 2 votes (margin: 2 of 3 is 1), a suspect winner,"
                + " correlated versions, damage of unknown kind, disputed metadata, unstable reads, a dirty journal.",
        "--allow also takes ties, margin, suspect, correlated, unknown, disputed, unstable or dirty-journal: plan it all the"
                + " same, and record that; a file that is called so is given as ./ties."})
final class RepairPlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private RequiredQuorumChoice choice = new RequiredQuorumChoice(Arrays.stream(Refusal.values())
            .filter(Refusal::isOverridable).map(Refusal::word).collect(Collectors.toSet()));

    @Option(names = {"-o", "--output"}, paramLabel = "PLAN", required = true, description = "the plan's file (JSON)")
    private Path output = Path.of("");

    @Option(names = "--only", paramLabel = "KEY=VALUE[,...]", description = "only divergences of which all of this is true: child, class, place, path, sector (S+N), confidence (at least); given again: an alternative")
    private List<String> only = new ArrayList<>();

    @Option(names = "--source", paramLabel = "current", description = "give stale members the bytes of the current one, instead of leaving them to their own system")
    private @Nullable String source;

    @Option(names = "--range", paramLabel = "S+N", description = "from sector S on N sectors; else the whole disk")
    private @Nullable String range;

    @Option(names = "--by", paramLabel = "NAME", description = "who makes the plan; else who is logged in")
    private String by = System.getProperty("user.name", "unknown");

    @Option(names = "--no-progress", description = "do not tell on standard error how far it is")
    private boolean noProgress;

    @Override
    public Integer call() throws ConfigurationProblem, IOException {
        Selection selection = selection();
        Set<Refusal> allowed = allowed();
        Source whose = whose();
        PrintWriter err = spec.commandLine().getErr();
        check(SavedFile.replacing(output));
        QuorumChoice.Opened chosen = choice.openMembers(err, _ -> {}, Optional.empty());
        try (OpenedQuorum opened = chosen.quorum()) {
            SavedFile target = SavedFile.replacing(output)
                    .sparing(opened.spared().andInputs(choice.files()));
            check(target);
            Instant begun = Instant.now();
            DivergenceMap blank = Scan.blank(opened.quorum().children());
            long since = System.nanoTime();
            Scan scan = Scan.start(opened.quorum().children(), blank, wanted(blank.sectors()), ScanOptions.standard());
            AtomicBoolean stopped = new AtomicBoolean();
            Diagnosing diagnosing = new Diagnosing(false);
            Interruption interruption = Interruption.of(() -> {
                stopped.set(true);
                scan.cancel();
                diagnosing.cancel();
            }, spec.commandLine().getOut());
            try {
                ScanResult result = new ScanProgressLine(scan, since, err, !noProgress).await();
                if (!isWhole(result, opened, interruption, err)) {
                    return ExitStatus.FAILED;
                }
                Verdicts verdicts = Verdicts.of(result.map(), opened.quorum().policy(), Set.of(),
                        MemberEvidence.of(chosen.members()));
                Diagnosis diagnosis = Diagnosis.of(verdicts, opened.quorum().children(),
                        new VotedView(opened.quorum(), _ -> {}));
                Diagnosed found = diagnosing.find(diagnosis, interruption, err).orElseThrow(CancellationException::new);
                PlacesText.warn(found.places(), err);
                found.remarks().forEach(remark -> err.println("quorum-workbench: " + Printable.line(remark)));
                Plan plan = planned(new PlanRequest(opened, verdicts, begun,
                        Optional.of(new ScanPlaces(found.places(), Map.of())),
                        found.findings().stream().map(FoundDamage::of).toList(), chosen.members(),
                        new PlanPolicy(verdicts.threshold(), PlanPolicy.USUAL_MARGIN, allowed, whose, only), selection,
                        by, RepairPlanFileCommands.tool()), stopped, err);
                target.bytes(out -> PlanWriter.write(plan, out));
                tell(plan);
                return ExitStatus.AGREED;
            } catch (RepairProblem problem) {
                err.println("quorum-workbench: " + Printable.line(String.valueOf(problem.getMessage())));
                return ExitStatus.USAGE;
            } catch (CancellationException e) {
                err.println("quorum-workbench: stopped, and no plan was written");
                return ExitStatus.FAILED;
            } finally {
                interruption.allTold();
            }
        }
    }

    private static Plan planned(PlanRequest request, AtomicBoolean stopped, PrintWriter err) throws RepairProblem {
        try (LongWait _ = LongWait.overFiles(err)) {
            return Planner.plan(request, stopped::get);
        }
    }

    private void check(SavedFile target) {
        try {
            target.tryOut();
        } catch (NotSaved e) {
            throw misused("-o " + FileName.shown(output) + ": " + e.getMessage());
        }
    }

    private static boolean isWhole(ScanResult result, OpenedQuorum opened, Interruption interruption,
            PrintWriter err) {
        result.problem().ifPresent(problem -> err.println("quorum-workbench: " + Printable.line(problem)));
        if (!result.isComplete()) {
            err.println("quorum-workbench: the scan did not come to its end" + ScanProgressLine.silent(result)
                    + ", and no plan was written");
            return false;
        }
        List<Staleness> changed;
        try (LongWait _ = LongWait.overFiles(err)) {
            changed = interruption.ask(() -> Staleness.ofFiles(result.map(), opened.quorum().children()))
                    .orElseThrow(CancellationException::new);
        }
        changed.forEach(each -> err.println("quorum-workbench: "
                + Printable.line(result.map().children().get(each.child()).name()) + " " + each.reason().english()
                + ": somebody writes to it. End that, and plan again"));
        return changed.isEmpty() && result.problem().isEmpty();
    }

    private void tell(Plan plan) {
        PrintWriter out = spec.commandLine().getOut();
        Map<Refusal, Long> left = new TreeMap<>();
        for (Excluded excluded : plan.excluded()) {
            left.merge(excluded.reason(), excluded.range().count(), Long::sum);
        }
        out.println(RepairText.count(plan.steps().size(), "step") + " planned; " + (left.isEmpty()
                ? "nothing is left out"
                : "left out: " + String.join(", ", left.entrySet().stream()
                        .map(each -> each.getKey().word() + " " + RepairText.count(each.getValue(), "sector"))
                        .toList())));
        out.println("plan " + FileName.shown(output) + ", hash " + plan.shortHash());
        out.println("read it: quorum-workbench repair show " + FileName.shown(output));
        out.flush();
    }

    private Selection selection() {
        try {
            return Selection.of(only);
        } catch (Selection.NotUnderstood e) {
            throw misused("--only " + e.getMessage());
        }
    }

    private Set<Refusal> allowed() {
        Set<Refusal> allowed = EnumSet.noneOf(Refusal.class);
        for (String word : choice.allowed()) {
            Optional<Refusal> refusal = Refusal.of(word).filter(Refusal::isOverridable);
            boolean file = QuorumChoice.path(word).filter(Files::exists).isPresent();
            if (refusal.isEmpty() && !file) {
                throw misused("--allow " + word
                        + ": there is no such file; or give ties, margin, suspect, correlated, unknown, disputed, unstable or dirty-journal");
            }
            refusal.ifPresent(allowed::add);
        }
        return allowed;
    }

    private Source whose() {
        if (source == null || source.equals("vote")) {
            return Source.VOTE;
        }
        if (source.equals("current")) {
            return Source.CURRENT;
        }
        throw misused("--source " + source + ": give current, or nothing for the winner of the vote");
    }

    private SectorRanges wanted(long sectors) {
        return SectorRanges.of(range == null
                ? new SectorRange(0, sectors)
                : DiskRange.ofWord(spec.commandLine(), range, sectors));
    }

    private ParameterException misused(String reason) {
        return new ParameterException(spec.commandLine(), Printable.line(reason));
    }
}
