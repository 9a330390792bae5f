// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.app.report.ProgramRelease;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.app.report.ReportFiles.Siblings;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.config.OpenedChild;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.JsonReport;
import org.quorumworkbench.core.scan.RescuedDevice;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.ScanReport;
import org.quorumworkbench.core.scan.ScanResult;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.core.scan.Staleness;
import org.quorumworkbench.core.scan.UnusableFile;
import org.quorumworkbench.core.scan.Verdicts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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

    @Option(names = "--json", description = "print JSON, format 1")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE", description = "write a report, by its ending .html, .json or .csv; may be given again")
    private List<Path> reports = new ArrayList<>();

    @Option(names = "--mapfile", paramLabel = "FILE", description = "write ddrescue mapfiles: FILE for the union, and beside it one for each child with its name in it")
    private @Nullable Path mapfile;

    @Option(names = "--replace", description = "with --mapfile: the files beside FILE may be there already, and are replaced")
    private boolean replace;

    @Option(names = "--rescued", paramLabel = "CHILD=MAPFILE", description = "what this mapfile does not call finished is unreadable in that child; may be given again")
    private List<String> rescued = new ArrayList<>();

    @Option(names = "--resume", paramLabel = "FILE", description = "go on from FILE if it is there, and leave in it what was found, to go on from again")
    private @Nullable Path resume;

    @Option(names = "--no-progress", description = "do not tell on standard error how far it is")
    private boolean noProgress;

    @Override
    public Integer call() throws ConfigurationProblem, IOException {
        for (Path report : reports) {
            if (!ReportFiles.isKnown(report)) {
                throw misused("--report " + report + ": the name must end in .html, .json or .csv");
            }
        }
        PrintWriter err = spec.commandLine().getErr();
        try (OpenedQuorum opened = choice.open(err, _ -> {})) {
            Spared spared = spared(opened);
            checkTargets(opened, spared);
            List<Child> children = rescued(opened.quorum().children());
            DivergenceMap start = start(children);
            SectorRanges wanted = SectorRanges.of(range == null
                    ? new SectorRange(0, start.sectors())
                    : range(range, start.sectors()));
            Scan scan = Scan.start(children, start, wanted, ScanOptions.standard());
            Interruption interruption = Interruption.of(scan::cancel);
            try {
                ScanResult result = new ScanProgressLine(scan, err, !noProgress).await();
                ScanReport report = new ScanReport(
                        Verdicts.of(result.map(), opened.quorum().policy(), Set.of()), wanted,
                        opened.quorum().name(), opened.quorum().policy(), Staleness.ofFiles(result.map(), children),
                        ProgramRelease.number());
                tell(report, result, spared);
                return status(report, result, err);
            } finally {
                interruption.allTold();
            }
        }
    }

    /** What was read: nothing that is written takes its place. */
    private Spared spared(OpenedQuorum opened) {
        return Images.of(opened.configuration()).spared().andInputs(choice.files())
                .andInputs(rescued.stream().flatMap(word -> QuorumChoice.path(mapfileOf(word)).stream())
                        .toArray(Path[]::new));
    }

    private Siblings siblings() {
        return replace ? Siblings.REPLACED : Siblings.KEPT;
    }

    /**
     * Whether everything can be written, and over nothing that is needed: said before hours of
     * scanning.
     */
    private void checkTargets(OpenedQuorum opened, Spared spared) {
        List<String> names = opened.quorum().children().stream().map(Child::name).toList();
        Map<Path, String> targets = new HashMap<>();
        for (Path report : reports) {
            check(targets, "--report", SavedFile.replacing(report).sparing(spared));
        }
        for (SavedFile written : mapfile == null
                ? List.<SavedFile>of()
                : ReportFiles.mapfiles(names, mapfile, siblings(), spared)) {
            check(targets, "--mapfile", written);
        }
        if (resume != null) {
            List<String> faulted = opened.allChildren().stream()
                    .filter(child -> !child.faults().faults().isEmpty()).map(OpenedChild::name).toList();
            if (!faulted.isEmpty()) {
                throw misused("--resume " + resume + ": faults are simulated on " + String.join(", ", faulted)
                        + ", and what they show must not be kept as what the files hold. Scan without --resume");
            }
            check(targets, "--resume", SavedFile.replacing(resume).sparing(spared));
        }
    }

    private void check(Map<Path, String> targets, String option, SavedFile file) {
        try {
            String other = targets.put(file.check(), option);
            if (other != null) {
                throw misused(option + " " + file.path() + ": that file is also " + other + ". Give another file");
            }
        } catch (NotSaved e) {
            throw misused(option + " " + e.getMessage() + ". Give another file"
                    + (e.isThereAlready() ? ", or --replace" : ""));
        }
    }

    private void tell(ScanReport report, ScanResult result, Spared spared) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonReport.write(report, result.progress().elapsed(), out);
        } else {
            new ScanText(report).print(out);
        }
        out.flush();
        // First what cannot be made again from the rest; and all of it, whatever becomes of one file.
        List<Writing> files = new ArrayList<>();
        if (resume != null) {
            Path file = resume;
            files.add(() -> ReportFiles.writeScan(result.map(), file, spared));
        }
        if (mapfile != null) {
            Path file = mapfile;
            files.add(() -> ReportFiles.writeMapfiles(report, file, siblings(), spared));
        }
        reports.forEach(file -> files.add(() -> ReportFiles.write(report, file, spared)));
        writeAll(files);
    }

    private interface Writing {
        void write() throws IOException;
    }

    private static void writeAll(List<Writing> files) throws IOException {
        List<String> failed = new ArrayList<>();
        for (Writing file : files) {
            try {
                file.write();
            } catch (IOException e) {
                failed.add(String.valueOf(e.getMessage()));
            }
        }
        if (!failed.isEmpty()) {
            throw new IOException(String.join("; ", failed));
        }
    }

    private int status(ScanReport report, ScanResult result, PrintWriter err) {
        result.problem().ifPresent(problem -> err.println("quorum-workbench: " + problem));
        report.stale().forEach(changed -> err.println("quorum-workbench: "
                + report.verdicts().map().children().get(changed.child()).name() + " " + changed.reason()
                + ": scan again for what holds now"));
        if (!result.isComplete()) {
            err.println("quorum-workbench: stopped after " + result.progress().scanned() + " of "
                    + result.progress().total() + " sectors"
                    + (resume == null ? "; with --resume FILE a later scan can go on" : ""));
        }
        boolean unreadable = !report.stale().isEmpty()
                || report.verdicts().unreadable().stream().anyMatch(sectors -> sectors > 0);
        if (result.problem().isPresent() || unreadable) {
            return ExitStatus.FAILED;
        }
        return report.verdicts().divergent() > 0 ? ExitStatus.DIVERGED : ExitStatus.AGREED;
    }

    private DivergenceMap start(List<Child> children) {
        DivergenceMap blank = Scan.blank(children);
        try {
            return resume == null ? blank : ReportFiles.readScan(resume, blank, children);
        } catch (UnusableFile e) {
            throw misused("--resume " + resume + ": " + e.getMessage());
        } catch (IOException e) {
            throw misused("--resume " + resume + ": " + unread(e));
        }
    }

    private List<Child> rescued(List<Child> children) {
        List<Child> all = new ArrayList<>(children);
        for (String word : rescued) {
            int equals = word.indexOf('=');
            String name = word.substring(0, Math.max(0, equals));
            int child = children.stream().map(Child::name).toList().indexOf(name);
            if (child < 0) {
                throw misused("--rescued " + word + ": give CHILD=MAPFILE, with one of "
                        + String.join(", ", children.stream().map(Child::name).toList()));
            }
            try {
                Child old = all.get(child);
                all.set(child, new Child(old.edge(), old.name(),
                        new RescuedDevice(old.device(),
                                ReportFiles.readMapfile(Path.of(mapfileOf(word))))));
            } catch (UnusableFile e) {
                throw misused("--rescued " + word + ": " + e.getMessage());
            } catch (IOException e) {
                throw misused("--rescued " + word + ": " + unread(e));
            }
        }
        return all;
    }

    private static String mapfileOf(String word) {
        return word.substring(word.indexOf('=') + 1);
    }

    private static String unread(IOException e) {
        return switch (e) {
            case CharacterCodingException notText -> "it is no such file: it is not text";
            case NoSuchFileException none -> "there is no such file. Check the name";
            default -> "it cannot be read: " + e.getMessage();
        };
    }

    private SectorRange range(String text, long sectors) {
        String[] words = text.split("\\+", -1);
        if (words.length != 2) {
            throw misused("--range " + text + ": give the first sector and how many, as 0x1f40+8");
        }
        long first = number(text, words[0]);
        long count = number(text, words[1]);
        if (first < 0 || count < 1 || first >= sectors || count > sectors - first) {
            throw misused("--range " + text + " is not on the disk: it has " + sectors + " sectors, 0 to "
                    + (sectors - 1));
        }
        return new SectorRange(first, count);
    }

    private long number(String text, String word) {
        try {
            return new Numbers().convert(word);
        } catch (TypeConversionException e) {
            throw misused("--range " + text + ": " + e.getMessage());
        }
    }

    private ParameterException misused(String reason) {
        return new ParameterException(spec.commandLine(), reason);
    }
}
