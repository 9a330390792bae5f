// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.scan.ScanReport;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The files that a scan is to write. That everything can be written, and over nothing that is
 * needed, is said before hours of scanning.
 *
 * @param reports
 *            by their endings
 * @param mapfile
 *            the union's; each child has one beside it
 * @param resume
 *            to go on from
 */
record ScanTargets(List<Path> reports, Optional<Path> mapfile, Optional<Path> resume) {

    /** Refuses a report whose name does not say what it is to be. */
    void checkEndings(CommandLine command) {
        for (Path report : reports) {
            if (!ReportFiles.isKnown(report)) {
                throw new ParameterException(command, "--report " + Printable.line(report.toString())
                        + ": the name must end in .html, .json or .csv");
            }
        }
    }

    /** Refuses what cannot be written, before anything is read. */
    void tryOut(CommandLine command) {
        Check check = new Check(command, Spared.NOTHING);
        reports.forEach(report -> check.of("--report", SavedFile.replacing(report)));
        mapfile.ifPresent(union -> check.of("--mapfile", SavedFile.replacing(union)));
        resume.ifPresent(file -> check.of("--resume", SavedFile.replacing(file)));
    }

    /**
     * Refuses what must not be written, by its name.
     *
     * @param spared
     *            children's images, and what is read
     */
    void check(CommandLine command, List<String> children, Spared spared) {
        Check check = new Check(command, spared);
        reports.forEach(report -> check.of("--report", SavedFile.replacing(report)));
        mapfile.ifPresent(
                union -> ReportFiles.mapfiles(children, union).forEach(each -> check.of("--mapfile", each)));
        resume.ifPresent(file -> check.of("--resume", SavedFile.replacing(file)));
    }

    /** One look at all targets. */
    private static final class Check {
        private final CommandLine command;
        private final Spared spared;
        private final Map<Path, String> taken = new HashMap<>();

        Check(CommandLine command, Spared spared) {
            this.command = command;
            this.spared = spared;
        }

        void of(String option, SavedFile file) {
            try (LongWait _ = LongWait.of(command.getErr(), option + " " + file.path())) {
                String other = taken.put(file.sparing(spared).tryOut(), option);
                if (other != null) {
                    throw misused(option, file.path(), "that file is also " + other);
                }
            } catch (NotSaved e) {
                throw misused(option, e.file(), e.reason().english());
            }
        }

        private ParameterException misused(String option, Path file, String reason) {
            return new ParameterException(command,
                    option + " " + Printable.line(file.toString()) + ": " + Printable.line(reason)
                            + ". Give another file");
        }
    }

    /**
     * Writes all files: first what cannot be made again from the rest, and all of it, whatever becomes
     * of one.
     *
     * @throws IOException
     *             if some could not be written; names each
     */
    void write(ScanReport report, RescuedChildren rescued, Spared spared) throws IOException {
        List<Writing> files = new ArrayList<>();
        resume.ifPresent(file -> files.add(
                () -> ReportFiles.writeScan(report.verdicts().map(), report.policy(), file, spared)));
        mapfile.ifPresent(file -> files.add(() -> ReportFiles.writeMapfiles(report, file, rescued.mapfiles(), spared)));
        reports.forEach(file -> files.add(() -> ReportFiles.write(report, file, spared)));
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

    private interface Writing {
        void write() throws IOException;
    }
}
