// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.scan.PlacesOnDisk;
import org.quorumworkbench.core.scan.UnusableFile;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The ranges that the file of {@code --at} notes, as far as they are on the disk. */
final class NotedRanges {

    private NotedRanges() {}

    /**
     * Reads the file; what lies beyond the disk's end is told on standard error and left out.
     *
     * @param sectors
     *            of the disk
     */
    static List<NotedRange> of(CommandLine command, Path file, long sectors) {
        List<NotedRange> noted = read(command, file);
        PlacesOnDisk places = PlacesOnDisk.of(noted, sectors);
        if (places.there().isEmpty()) {
            throw misused(command, file, "none of what it notes is on the disk: it has " + sectors + " sectors");
        }
        String option = "quorum-workbench: --at " + Printable.line(file.toString()) + ": ";
        if (places.beyond() > 0) {
            command.getErr().println(option + places.beyond() + " of " + noted.size() + " places are not on the disk");
        }
        if (places.cut() > 0) {
            command.getErr().println(option + places.cut() + " of " + noted.size() + " places go beyond the disk's end,"
                    + " and are taken up to it: it has " + sectors
                    + " sectors. Is it the disk that they were noted of?");
        }
        return places.there();
    }

    private static List<NotedRange> read(CommandLine command, Path file) {
        try (LongWait _ = LongWait.of(command.getErr(), "--at " + file)) {
            return ReportFiles.readNotedRanges(file);
        } catch (UnusableFile e) {
            throw misused(command, file, e.getMessage());
        } catch (IOException e) {
            throw misused(command, file, InputProblem.of(e));
        }
    }

    private static ParameterException misused(CommandLine command, Path file, String reason) {
        return new ParameterException(command, "--at " + Printable.line(file.toString()) + ": " + reason);
    }
}
