// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.scan.UnusableFile;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The ranges that the file of {@code --at} notes, as far as they are on the disk. */
final class NotedRanges {

    private NotedRanges() {}

    /**
     * Reads the file; ranges beyond the disk's end are told on standard error and left out.
     *
     * @param sectors
     *            of the disk
     */
    static List<NotedRange> of(CommandLine command, Path file, long sectors) {
        List<NotedRange> noted = read(command, file);
        List<NotedRange> there = new ArrayList<>();
        for (NotedRange one : noted) {
            SectorRange range = one.range().within(new SectorRange(0, sectors));
            if (!range.isEmpty()) {
                there.add(new NotedRange(range, one.note()));
            }
        }
        if (there.isEmpty()) {
            throw misused(command, file, "none of what it notes is on the disk: it has " + sectors + " sectors");
        }
        if (there.size() < noted.size()) {
            command.getErr().println("quorum-workbench: --at " + Printable.line(file.toString()) + ": "
                    + (noted.size() - there.size()) + " of " + noted.size() + " places are not on the disk");
        }
        return there;
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
