// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.scan.CsvReport;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.HtmlReport;
import org.quorumworkbench.core.scan.JsonReport;
import org.quorumworkbench.core.scan.Mapfile;
import org.quorumworkbench.core.scan.MapfileReader;
import org.quorumworkbench.core.scan.MapfileWriter;
import org.quorumworkbench.core.scan.ScanFileReader;
import org.quorumworkbench.core.scan.ScanFileWriter;
import org.quorumworkbench.core.scan.ScanReport;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.Staleness;
import org.quorumworkbench.core.scan.UnusableFile;

/** The files that a scan leaves and goes on from. All of it blocks. */
public final class ReportFiles {

    /** What may become of a file that is called like a child's mapfile and is there already. */
    public enum Siblings {
        /** It stays, since a person named only the file beside it. */
        KEPT,
        /** A person said that it may be replaced. */
        REPLACED
    }

    private ReportFiles() {}

    /** Whether the ending names a kind of report. */
    public static boolean isKnown(Path file) {
        return List.of("html", "json", "csv").contains(ending(file));
    }

    /** Writes the report of the kind that the ending names. */
    public static void write(ScanReport report, Path file, Spared spared) throws NotSaved {
        SavedFile.replacing(file).sparing(spared).text(out -> {
            switch (ending(file)) {
                case "html" -> HtmlReport.write(report, out);
                case "json" -> JsonReport.write(report, out);
                case "csv" -> CsvReport.write(report, out);
                default -> throw new IllegalArgumentException("no report ends so: " + file);
            }
        });
    }

    /**
     * Writes the union's mapfile, and for each child one beside it: for out.map out-c0.map.
     *
     * @throws NotSaved
     *             before anything is written if one of them is refused
     */
    public static void writeMapfiles(ScanReport report, Path file, Siblings siblings, Spared spared)
            throws NotSaved {
        List<SavedFile> files = mapfiles(
                report.verdicts().map().children().stream().map(ScannedChild::name).toList(), file, siblings, spared);
        for (SavedFile each : files) {
            each.check();
        }
        files.getFirst().text(out -> MapfileWriter.writeUnion(report, out));
        for (int child = 0; child < files.size() - 1; child++) {
            int position = child;
            files.get(child + 1).text(out -> MapfileWriter.writeChild(report, position, out));
        }
    }

    /** All the files that {@link #writeMapfiles} writes for children of these names. */
    public static List<SavedFile> mapfiles(List<String> children, Path file, Siblings siblings, Spared spared) {
        Stream<SavedFile> ofChildren = IntStream.range(0, children.size())
                .mapToObj(child -> ofChild(file, children, child))
                .map(siblings == Siblings.KEPT ? SavedFile::fresh : SavedFile::replacing);
        return Stream.concat(Stream.of(SavedFile.replacing(file)), ofChildren).map(each -> each.sparing(spared))
                .toList();
    }

    private static Path ofChild(Path file, List<String> children, int child) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String plain = inFileName(children.get(child));
        boolean shared = children.stream().filter(other -> inFileName(other).equals(plain)).count() > 1;
        String safe = shared ? plain + "-" + child : plain;
        return file.resolveSibling(dot <= 0
                ? name + "-" + safe
                : name.substring(0, dot) + "-" + safe + name.substring(dot));
    }

    private static String inFileName(String child) {
        return child.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    public static Mapfile readMapfile(Path file) throws IOException, UnusableFile {
        try (Reader in = Files.newBufferedReader(file)) {
            return MapfileReader.read(in);
        }
    }

    /** Writes what a scan found, to go on from. */
    public static void writeScan(DivergenceMap map, Path file, Spared spared) throws NotSaved {
        SavedFile.replacing(file).sparing(spared).text(out -> ScanFileWriter.write(map, out));
    }

    /**
     * What a stopped scan had found; the blank map if there is no such file yet.
     *
     * @throws UnusableFile
     *             if it is of other children, or a child has changed since
     */
    public static DivergenceMap readScan(Path file, DivergenceMap blank, List<Child> children)
            throws IOException, UnusableFile {
        if (Files.notExists(file)) {
            return blank;
        }
        DivergenceMap map;
        try (Reader in = Files.newBufferedReader(file)) {
            map = ScanFileReader.read(in, blank.sectors());
        }
        String before = names(map);
        String now = names(blank);
        if (!before.equals(now)) {
            throw new UnusableFile("it is of a scan of " + before + ", these are " + now);
        }
        for (Staleness stale : Staleness.ofFiles(map, children)) {
            throw new UnusableFile(map.children().get(stale.child()).name() + " " + stale.reason()
                    + ": what was found no longer counts; delete the file and scan anew");
        }
        return map;
    }

    private static String names(DivergenceMap map) {
        return map.children().stream().map(ScannedChild::name).collect(Collectors.joining(", "));
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
