// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.quorumworkbench.core.diagnosis.FindingsReport;
import org.quorumworkbench.core.file.InputFile;
import org.quorumworkbench.core.file.NotSaved;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.file.Spared;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.CsvReport;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.HtmlReport;
import org.quorumworkbench.core.scan.JsonReport;
import org.quorumworkbench.core.scan.Mapfile;
import org.quorumworkbench.core.scan.MapfileReader;
import org.quorumworkbench.core.scan.MapfileWriter;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.scan.NotedRangesReader;
import org.quorumworkbench.core.scan.SavedScan;
import org.quorumworkbench.core.scan.ScanFileReader;
import org.quorumworkbench.core.scan.ScanFileWriter;
import org.quorumworkbench.core.scan.ScanReport;
import org.quorumworkbench.core.scan.ScannedChild;
import org.quorumworkbench.core.scan.UnusableFile;

/** The files that a scan leaves and goes on from. All of it blocks. */
public final class ReportFiles {

    private ReportFiles() {}

    /** Whether the ending names a kind of report. */
    public static boolean isKnown(Path file) {
        return List.of("html", "json", "csv").contains(ending(file));
    }

    /**
     * Writes the report of the kind that the ending names. Beside a page that cannot show all runs, a
     * CSV file has them: for out.html out-runs.csv, or out-runs-2.csv, ... if a file is called so that
     * this program did not write.
     *
     * @param spared
     *            what nothing takes the place of: children's images, and what was read
     */
    public static void write(ScanReport report, Path file, Spared spared) throws NotSaved {
        Optional<Path> runs = ending(file).equals("html") && HtmlReport.isFolded(report)
                ? Optional.of(runsBeside(file))
                : Optional.empty();
        if (runs.isPresent()) {
            beside(runs.get(), CsvReport.TITLES).sparing(spared).text(out -> CsvReport.write(report, out));
        }
        SavedFile.replacing(file).sparing(spared).text(out -> {
            switch (ending(file)) {
                case "html" -> HtmlReport.write(report, runs.map(csv -> csv.getFileName().toString()), out);
                case "json" -> JsonReport.write(report, out);
                case "csv" -> CsvReport.write(report, out);
                default -> throw new IllegalArgumentException("no report ends so: " + file);
            }
        });
    }

    /**
     * Writes findings as the ending says.
     *
     * @param json
     *            writes the findings as JSON, for that ending
     * @param spared
     *            what nothing takes the place of: children's images, and what was read
     */
    public static void writeFindings(FindingsReport report, SavedFile.Text json, Path file, Spared spared)
            throws NotSaved {
        SavedFile.replacing(file).sparing(spared).text(out -> {
            switch (ending(file)) {
                case "html" -> report.writeHtml(out);
                case "json" -> json.writeTo(out);
                case "csv" -> report.writeCsv(out);
                default -> throw new IllegalArgumentException("no report ends so: " + file);
            }
        });
    }

    private static Path runsBeside(Path page) {
        String name = page.getFileName().toString();
        String plain = name.substring(0, name.lastIndexOf('.')) + "-runs";
        Path file = page.resolveSibling(plain + ".csv");
        for (int number = 2; !isOwn(file, CsvReport.TITLES); number++) {
            file = page.resolveSibling(plain + "-" + number + ".csv");
        }
        return file;
    }

    /**
     * Writes the union's mapfile, and for each child one beside it: for out.map out-c0.map.
     *
     * @param rescued
     *            by child, the mapfile of the rescue that made its file
     * @throws NotSaved
     *             before anything is written if one of them is refused
     */
    public static void writeMapfiles(ScanReport report, Path file, Map<Integer, Mapfile> rescued, Spared spared)
            throws NotSaved {
        List<String> names = report.verdicts().map().children().stream().map(ScannedChild::name).toList();
        List<SavedFile> files = mapfiles(names, file).stream().map(each -> each.sparing(spared)).toList();
        for (SavedFile each : files) {
            each.check();
        }
        files.getFirst().text(out -> MapfileWriter.writeUnion(report, out));
        for (int child = 0; child < names.size(); child++) {
            int position = child;
            files.get(child + 1).text(out -> MapfileWriter.writeChild(report, position,
                    Optional.ofNullable(rescued.get(position)), out));
        }
    }

    /**
     * All the files that {@link #writeMapfiles} writes for children of these names, the union's first.
     * Of the others, which nobody named, only those are replaced that this program wrote.
     */
    public static List<SavedFile> mapfiles(List<String> children, Path file) {
        return Stream.concat(Stream.of(SavedFile.replacing(file)), IntStream.range(0, children.size())
                .mapToObj(child -> beside(ofChild(file, children, child), MapfileWriter.TITLE))).toList();
    }

    private static SavedFile beside(Path file, String beginning) {
        return isOwn(file, beginning) ? SavedFile.replacing(file) : SavedFile.fresh(file);
    }

    private static boolean isOwn(Path file, String beginning) {
        if (!Files.exists(file)) {
            return true;
        }
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] title = beginning.getBytes(StandardCharsets.US_ASCII);
            return Arrays.equals(title, in.readNBytes(title.length));
        } catch (IOException e) {
            // What cannot be looked at is not known to be ours.
            return false;
        }
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

    /**
     * Reads a mapfile: byte for byte, as its comments may be in any encoding.
     *
     * @throws UnusableFile
     *             if it is none, or no regular file: that could make the program wait for ever
     */
    public static Mapfile readMapfile(Path file) throws IOException, UnusableFile {
        try (Reader in = reader(file, StandardCharsets.ISO_8859_1)) {
            return MapfileReader.read(in);
        }
    }

    /**
     * Reads what another program noted of the disk's sectors, as places to go to.
     *
     * @throws UnusableFile
     *             if there is nothing of that kind in it, or it is no regular file
     */
    public static List<NotedRange> readNotedRanges(Path file) throws IOException, UnusableFile {
        requireRegular(file);
        return NotedRangesReader.read(() -> reader(file, StandardCharsets.ISO_8859_1));
    }

    private static Reader reader(Path file, Charset charset) throws IOException {
        return new BufferedReader(new InputStreamReader(InputFile.open(file), charset));
    }

    /** What is read twice cannot be a pipe that somebody holds open. */
    private static void requireRegular(Path file) throws UnusableFile {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnusableFile(Wording.of("it is no regular file. Give a file"));
        }
    }

    /** Leaves what was found in a file, with everything that made it, to go on from. */
    public static void writeScan(DivergenceMap map, Policy policy, Path file, Spared spared) throws NotSaved {
        SavedFile.replacing(file).sparing(spared).text(out -> ScanFileWriter.write(SavedScan.of(map, policy), out));
    }

    /**
     * What a stopped scan had found; the blank map if there is no such file yet.
     *
     * @throws UnusableFile
     *             if it is damaged, of other children or scanned otherwise, or a child has changed
     *             since
     */
    public static DivergenceMap readScan(Path file, DivergenceMap blank, Policy policy, List<Child> children)
            throws IOException, UnusableFile {
        if (Files.notExists(file)) {
            return blank;
        }
        SavedScan saved;
        try (Reader in = reader(file, StandardCharsets.UTF_8)) {
            saved = ScanFileReader.read(in, blank.sectors());
        }
        return saved.goOn(blank, policy, children);
    }

    private static String ending(Path file) {
        String name = file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
