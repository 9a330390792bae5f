// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.quorumworkbench.core.block.Identity;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;

/**
 * Reads what {@link ScanFileWriter} wrote. The file may be anybody's: it is taken only for a device
 * of the length that the caller knows, only as a whole, and only if its count and checksum are
 * right; runs must lie in what was scanned and not overlap, and what it makes the reader keep is
 * bounded as a scan's own findings are.
 */
public final class ScanFileReader {

    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_CHILDREN = 32;
    private static final int MOST_PARTS = 1000;

    private final BufferedReader in;
    private final long knownSectors;
    private int number;
    private final LineSum sum = new LineSum();
    private String semantics = "";
    private String readPattern = "";
    private final List<ScannedChild> children = new ArrayList<>();
    private final List<SectorRange> scanned = new ArrayList<>();
    private final Set<Grouping> known = new HashSet<>();
    private final List<Grouping> groupings = new ArrayList<>();
    private long bytesRead;

    private ScanFileReader(Reader in, long knownSectors) {
        this.in = new BufferedReader(in);
        this.knownSectors = knownSectors;
    }

    /**
     * Reads to the end.
     *
     * @param sectors
     *            of the device that is to be scanned on
     * @throws UnusableFile
     *             if it is not a scan's file, is damaged, or is of a device of another length
     */
    public static SavedScan read(Reader in, long sectors) throws IOException, UnusableFile {
        return new ScanFileReader(in, sectors).read();
    }

    private SavedScan read() throws IOException, UnusableFile {
        String title = line();
        if (title.equals("quorum-workbench-scan 1")) {
            throw problem(
                    Wording.of("an earlier release wrote this file, without a checksum: delete it and scan anew"));
        }
        if (!ScanFileWriter.TITLE.equals(title)) {
            throw problem(Wording.of("this is not a scan's file ({0})", ScanFileWriter.TITLE));
        }
        String[] words = words();
        while (!words[0].equals("run") && !words[0].equals("unstable") && !words[0].equals("end")) {
            head(words);
            words = words();
        }
        SectorRanges ranges = SectorRanges.of(scanned);
        if (children.isEmpty() || ranges.within(new SectorRange(0, knownSectors)).count() != ranges.count()) {
            throw problem(Wording.of("what was scanned does not lie on the device"));
        }
        Findings findings = new Findings(new DivergenceMap(children, knownSectors, ranges, bytesRead, groupings,
                new long[0], new Region[0]));
        long end = 0;
        for (; words[0].equals("run"); words = words()) {
            end = runs(words, end, ranges, findings);
        }
        for (; words[0].equals("unstable"); words = words()) {
            unstable(words, ranges, findings);
        }
        if (!words[0].equals("end")) {
            throw problem(Wording.of("\"{0}\" is not expected here", words[0]));
        }
        if (!String.join(" ", words).equals("end " + sum.told())) {
            throw problem(Wording
                    .of("the file is damaged: its lines are not those that were written. Delete it and scan anew"));
        }
        if (in.read() >= 0) {
            throw problem(Wording.of("something follows the end: the file is damaged. Delete it and scan anew"));
        }
        return new SavedScan(findings.snapshot(), semantics, readPattern);
    }

    private void head(String[] words) throws UnusableFile {
        switch (words[0]) {
            case "sectors" -> {
                if (number(words, 1) != knownSectors) {
                    throw problem(
                            Wording.of("the scan was of a device of {0} sectors, this one has {1}", number(words, 1),
                                    knownSectors));
                }
            }
            case "bytes-read" -> bytesRead = number(words, 1);
            case "semantics" -> semantics = text(word(words, 1));
            case "read-pattern" -> readPattern = text(word(words, 1));
            case "made" -> made(small(number(words, 1)), text(word(words, 2)), text(word(words, 3)));
            case "child" -> children.add(child(words));
            case "scanned" -> scanned.add(range(number(words, 1), number(words, 2)));
            case "grouping" -> groupings.add(grouping(words));
            default -> throw problem(Wording.of("\"{0}\" is not known", words[0]));
        }
    }

    private ScannedChild child(String[] words) throws UnusableFile {
        if (children.size() == MOST_CHILDREN || (words.length != 4 && words.length != 8)) {
            throw problem(
                    Wording.of("a child has a name, a length, an offset and perhaps a file, and there are at most {0}",
                            MOST_CHILDREN));
        }
        Optional<Identity> identity = Optional.empty();
        if (words.length == 8) {
            try {
                identity = Optional.of(
                        new Identity(text(words[4]), number(words, 5), Instant.parse(words[6]), text(words[7])));
            } catch (DateTimeException e) {
                throw problem(Wording.of("\"{0}\" is not a time", words[6]));
            }
        }
        return new ScannedChild(text(words[1]), number(words, 2), number(words, 3), identity,
                Collections.emptySortedMap());
    }

    private void made(int child, String name, String value) throws UnusableFile {
        if (child >= children.size() || children.get(child).makeup().size() == MOST_PARTS) {
            throw problem(Wording.of("what a child is made of comes after the child, and is at most {0} lines",
                    MOST_PARTS));
        }
        ScannedChild bare = children.get(child);
        SortedMap<String, String> makeup = new TreeMap<>(bare.makeup());
        makeup.put(name, value);
        children.set(child,
                new ScannedChild(bare.name(), bare.length(), bare.offset(), bare.identity(), makeup));
    }

    private String word(String[] words, int at) throws UnusableFile {
        if (at >= words.length) {
            throw problem(Wording.of("a word is missing"));
        }
        return words[at];
    }

    private Grouping grouping(String[] words) throws UnusableFile {
        if (words.length - 1 != children.size() || groupings.size() >= Findings.MAX_SETS) {
            throw problem(Wording.of("a grouping tells of each child"));
        }
        List<Integer> agrees = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            agrees.add(words[i].equals("-1") ? Grouping.UNREADABLE : small(number(words, i)));
        }
        try {
            Grouping grouping = new Grouping(agrees);
            if (grouping.isUnanimous() || !known.add(grouping)) {
                throw problem(Wording.of("the grouping is told twice, or is none"));
            }
            return grouping;
        } catch (IllegalArgumentException e) {
            throw problem(Wording.of("this is not a grouping of children"));
        }
    }

    private long runs(String[] words, long after, SectorRanges ranges, Findings findings) throws UnusableFile {
        long skip = number(words, 1);
        long count = number(words, 2);
        int grouping = small(number(words, 3));
        int times = words.length > 4 ? small(number(words, 4)) : 1;
        if (grouping >= groupings.size() || times < 1 || times > ScanFileWriter.MOST_TIMES) {
            throw problem(Wording.of("a run skips sectors, counts some, and has the number of a grouping"));
        }
        long end = after;
        ChunkFindings found = new ChunkFindings();
        for (int i = 0; i < times; i++) {
            SectorRange range = range(end <= Long.MAX_VALUE - skip ? end + skip : Long.MAX_VALUE, count);
            if (range.isEmpty() || ranges.count(range) != count) {
                throw problem(Wording.of("the run does not lie in what was scanned"));
            }
            found.add(range.first(), count, groupings.get(grouping));
            end = range.end();
        }
        record(found, findings);
        return end;
    }

    private void unstable(String[] words, SectorRanges ranges, Findings findings) throws UnusableFile {
        int child = small(number(words, 1));
        SectorRange range = range(number(words, 2), number(words, 3));
        if (child >= children.size() || range.isEmpty() || ranges.count(range) != range.count()) {
            throw problem(Wording.of("the unstable sectors do not lie in what was scanned"));
        }
        ChunkFindings found = new ChunkFindings();
        found.addUnstable(child, range);
        record(found, findings);
    }

    private void record(ChunkFindings found, Findings findings) throws UnusableFile {
        try {
            findings.record(SectorRange.EMPTY, found, 0);
        } catch (IllegalStateException e) {
            throw problem(Wording.of("more is told than there is memory for"));
        }
    }

    private SectorRange range(long first, long count) throws UnusableFile {
        if (first > knownSectors || count > knownSectors - first) {
            throw problem(Wording.of("sectors {0}+{1} are not on the device", first, count));
        }
        return new SectorRange(first, count);
    }

    private int small(long number) throws UnusableFile {
        if (number > Integer.MAX_VALUE) {
            throw problem(Wording.of("{0} is too much", number));
        }
        return (int) number;
    }

    private long number(String[] words, int at) throws UnusableFile {
        try {
            long number = at < words.length ? Long.parseLong(words[at]) : -1;
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw problem(Wording.of("\"{0}\" is not a number", words[at]));
        }
        throw problem(Wording.of("a number is missing"));
    }

    private String text(String word) throws UnusableFile {
        try {
            if (!word.startsWith("=")) {
                return "";
            }
            String text = URLDecoder.decode(word.substring(1), StandardCharsets.UTF_8);
            // In ISO 8859-1 every byte is one character: those that are no UTF-8 are kept.
            return text.indexOf('\uFFFD') < 0
                    ? text
                    : TextBytes.text(URLDecoder.decode(word.substring(1), StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw problem(Wording.of("\"{0}\" is not a text", word));
        }
    }

    private String[] words() throws IOException, UnusableFile {
        return line().split(" ", -1);
    }

    private String line() throws IOException, UnusableFile {
        number++;
        String line = BoundedLines.next(in, LONGEST_LINE);
        if (line == null) {
            throw problem(Wording.of("the file ends too early"));
        }
        if (line.length() > LONGEST_LINE) {
            throw problem(Wording.of("the line is longer than {0} characters", LONGEST_LINE));
        }
        if (!line.startsWith("end ")) {
            sum.add(line);
        }
        return line;
    }

    private UnusableFile problem(Wording reason) {
        return new UnusableFile(Wording.of("line {0}: {1}", number, reason));
    }
}
