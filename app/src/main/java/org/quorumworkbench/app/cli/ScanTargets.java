// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.config.Images;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.OneLine;
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

    /**
     * Refuses what must not be written, by its name.
     *
     * @param words
     *            what is scanned, as it was given
     * @param rescued
     *            the mapfiles that are read
     */
    void check(CommandLine command, OpenedQuorum opened, List<String> words, List<Path> rescued) {
        new Check(command, Images.of(opened.configuration()), words, rescued).all(this,
                opened.quorum().children().stream().map(Child::name).toList());
    }

    /** One look at all targets; a file is another one only if it is so by more than its spelling. */
    private static final class Check {
        private final CommandLine command;
        private final Images images;
        private final Map<Path, String> taken = new LinkedHashMap<>();

        Check(CommandLine command, Images images, List<String> words, List<Path> rescued) {
            this.command = command;
            this.images = images;
            words.forEach(word -> path(word).ifPresent(given -> taken.put(given, "what is scanned")));
            rescued.forEach(file -> taken.put(file, "a mapfile of --rescued"));
        }

        private static Optional<Path> path(String word) {
            try {
                return Optional.of(Path.of(word));
            } catch (InvalidPathException noFile) {
                return Optional.empty();
            }
        }

        void all(ScanTargets targets, List<String> children) {
            targets.reports.forEach(report -> check("--report", report));
            targets.mapfile.ifPresent(union -> {
                check("--mapfile", union);
                for (Path sibling : ReportFiles.mapfiles(children, union).stream().skip(1).toList()) {
                    check("--mapfile", sibling);
                    if (!ReportFiles.isOwnMapfile(sibling)) {
                        throw misused("--mapfile", sibling,
                                "it is there already, and no mapfile of this program's. Move it away, or give another");
                    }
                }
            });
            targets.resume.ifPresent(file -> check("--resume", file));
        }

        private void check(String option, Path file) {
            try {
                images.refuse(file);
            } catch (IOException e) {
                throw misused(option, file, e.getMessage() + ". Give another file");
            }
            taken.forEach((other, what) -> {
                if (isSame(file, other)) {
                    throw misused(option, file, "that file is also " + what + ". Give another file");
                }
            });
            taken.put(file, option);
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
                throw misused(option, file, OneLine.of(folder.toString())
                        + (Files.isDirectory(folder) ? " cannot be written to" : " is no folder")
                        + ". Give another file");
            }
        }

        private static boolean isSame(Path one, Path other) {
            if (one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
                return true;
            }
            try {
                return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
            } catch (IOException e) {
                // Who cannot be looked at is no file that could be overwritten unseen: writing will fail, too.
                return false;
            }
        }

        private ParameterException misused(String option, Path file, String reason) {
            return new ParameterException(command, option + " " + OneLine.of(file.toString()) + ": " + reason);
        }
    }

    /**
     * Writes all files: first what cannot be made again from the rest, and all of it, whatever becomes
     * of one.
     *
     * @throws IOException
     *             if some could not be written; names each
     */
    void write(ScanReport report, RescuedChildren rescued) throws IOException {
        List<Writing> files = new ArrayList<>();
        resume.ifPresent(file -> files.add(
                () -> ReportFiles.writeScan(report.verdicts().map(), report.policy(), file)));
        mapfile.ifPresent(file -> files.add(() -> ReportFiles.writeMapfiles(report, file, rescued.mapfiles())));
        reports.forEach(file -> files.add(() -> ReportFiles.write(report, file)));
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
