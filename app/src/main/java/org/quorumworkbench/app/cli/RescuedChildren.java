// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quorumworkbench.app.report.ReportFiles;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.scan.Mapfile;
import org.quorumworkbench.core.scan.RescuedDevice;
import org.quorumworkbench.core.scan.UnusableFile;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The children, of which some were rescued from failing disks ({@code --rescued CHILD=MAPFILE}).
 *
 * @param children
 *            all of them; what a mapfile does not call finished cannot be read
 * @param mapfiles
 *            by child, what ddrescue says of its file
 * @param files
 *            where the mapfiles are
 */
record RescuedChildren(List<Child> children, Map<Integer, Mapfile> mapfiles, List<Path> files) {

    static RescuedChildren of(CommandLine command, List<Child> children, List<String> words) {
        List<Child> all = new ArrayList<>(children);
        Map<Integer, Mapfile> mapfiles = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = word.substring(0, Math.max(0, equals));
            List<String> names = children.stream().map(Child::name).toList();
            int child = names.indexOf(name);
            if (child < 0) {
                throw new ParameterException(command, "--rescued " + Printable.line(word)
                        + ": give CHILD=MAPFILE, with one of " + Printable.line(String.join(", ", names)));
            }
            if (mapfiles.containsKey(child)) {
                throw new ParameterException(command,
                        "--rescued " + Printable.line(word) + ": " + Printable.line(name) + " has a mapfile already");
            }
            Path file = file(command, word, word.substring(equals + 1));
            Mapfile mapfile = read(command, word, file);
            Child old = all.get(child);
            all.set(child, new Child(old.edge(), old.name(), new RescuedDevice(old.device(), mapfile)));
            mapfiles.put(child, mapfile);
            files.add(file);
        }
        return new RescuedChildren(List.copyOf(all), mapfiles, List.copyOf(files));
    }

    /** The quorum over these children: what the mapfiles do not call finished has no vote in it. */
    Quorum quorum(OpenedQuorum opened) {
        return mapfiles.isEmpty()
                ? opened.quorum()
                : Quorum.open(opened.quorum().name(), children, opened.quorum().policy(), true, opened.executor(),
                        _ -> {});
    }

    private static Path file(CommandLine command, String word, String name) {
        try {
            return FileName.path(name);
        } catch (InvalidPathException e) {
            throw new ParameterException(command, "--rescued " + Printable.line(word) + ": " + e.getReason());
        }
    }

    private static Mapfile read(CommandLine command, String word, Path file) {
        try (LongWait _ = LongWait.of(command.getErr(), "--rescued " + word)) {
            return ReportFiles.readMapfile(file);
        } catch (UnusableFile e) {
            throw new ParameterException(command, "--rescued " + Printable.line(word) + ": " + e.getMessage());
        } catch (IOException e) {
            throw new ParameterException(command, "--rescued " + Printable.line(word) + ": " + InputProblem.of(e));
        }
    }
}
