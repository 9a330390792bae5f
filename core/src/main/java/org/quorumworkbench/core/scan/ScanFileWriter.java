// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.TextBytes;
import org.roaringbitmap.RoaringBitmap;

/**
 * Writes a scan so that it can be gone on with: a line for each thing known, and at the end how
 * many lines there are and their SHA-256, so that a damaged file is never believed. A run is told
 * by what lies between it and the one before, so that damage at a stride takes a line for thousands
 * of runs.
 */
public final class ScanFileWriter {

    static final String TITLE = "quorum-workbench-scan 2";
    /** The most repetitions in a line: what a short file can make a reader do is bounded by it. */
    static final int MOST_TIMES = 4096;

    private final Appendable out;
    private final LineSum sum = new LineSum();
    private long skip = -1;
    private long count;
    private int grouping;
    private int times;

    private ScanFileWriter(Appendable out) {
        this.out = out;
    }

    /** Writes the scan, to be encoded as UTF-8. */
    public static void write(SavedScan scan, Appendable out) throws IOException {
        new ScanFileWriter(out).write(scan);
    }

    private void write(SavedScan scan) throws IOException {
        DivergenceMap map = scan.map();
        line(TITLE);
        line("semantics " + word(scan.semantics()));
        line("read-pattern " + word(scan.readPattern()));
        line("sectors " + map.sectors());
        line("bytes-read " + map.bytesRead());
        for (ScannedChild child : map.children()) {
            line("child " + word(child.name()) + " " + child.length() + " " + child.offset()
                    + child.identity().map(i -> " " + word(i.file())
                            + " " + i.length() + " " + i.modified() + " " + word(i.key())).orElse(""));
        }
        for (int child = 0; child < map.children().size(); child++) {
            for (Map.Entry<String, String> made : map.children().get(child).makeup().entrySet()) {
                line("made " + child + " " + word(made.getKey()) + " " + word(made.getValue()));
            }
        }
        for (SectorRange range : map.scanned().ranges()) {
            line("scanned " + range.first() + " " + range.count());
        }
        for (Grouping known : map.groupings()) {
            line("grouping " + known.agrees().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        long end = 0;
        for (Iterator<DivergenceMap.Run> runs = map.runs(new SectorRange(0, map.sectors())); runs.hasNext();) {
            DivergenceMap.Run run = runs.next();
            run(run.range().first() - end, run.range().count(), run.grouping());
            end = run.range().end();
        }
        flushRun();
        for (int child = 0; child < map.children().size(); child++) {
            unstable(map, child);
        }
        out.append("end ").append(sum.told()).append('\n');
    }

    private void run(long nextSkip, long nextCount, int nextGrouping) throws IOException {
        if (nextSkip == skip && nextCount == count && nextGrouping == grouping && times < MOST_TIMES) {
            times++;
            return;
        }
        flushRun();
        skip = nextSkip;
        count = nextCount;
        grouping = nextGrouping;
        times = 1;
    }

    private void flushRun() throws IOException {
        if (times > 0) {
            line("run " + skip + " " + count + " " + grouping + (times > 1 ? " " + times : ""));
        }
    }

    private void unstable(DivergenceMap map, int child) throws IOException {
        for (int at = 0; at < map.regionCount(); at++) {
            RoaringBitmap sectors = map.region(at).unstable().get(child);
            for (long from = sectors == null ? -1 : sectors.nextValue(0); sectors != null && from >= 0;) {
                long to = sectors.nextAbsentValue((int) from);
                line("unstable " + child + " " + (Region.start(map.regionIndex(at)) + from) + " " + (to - from));
                from = to >= Region.SECTORS ? -1 : sectors.nextValue((int) to);
            }
        }
    }

    /** One word, whatever is in it: a name that is no UTF-8, too, is the same when it is read. */
    private static String word(String text) {
        if (!TextBytes.hasKept(text)) {
            return text.isEmpty() ? "-" : "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
        StringBuilder word = new StringBuilder("=");
        for (byte one : TextBytes.bytes(text)) {
            word.append(one < 0
                    ? String.format(Locale.ROOT, "%%%02X", one)
                    : URLEncoder.encode(String.valueOf((char) one), StandardCharsets.UTF_8));
        }
        return word.toString();
    }

    private void line(String text) throws IOException {
        sum.add(text);
        out.append(text).append('\n');
    }
}
