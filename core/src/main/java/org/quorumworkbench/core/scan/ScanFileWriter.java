// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.quorumworkbench.core.block.SectorRange;
import org.roaringbitmap.RoaringBitmap;

/**
 * Writes a map so that a scan can go on from it: a line for each thing known. A run is told by what
 * lies between it and the one before, so that damage at a stride takes a line for thousands of
 * runs.
 */
public final class ScanFileWriter {

    static final String TITLE = "quorum-workbench-scan 1";
    /** The most repetitions in a line: what a short file can make a reader do is bounded by it. */
    static final int MOST_TIMES = 4096;

    private final Appendable out;
    private long skip = -1;
    private long count;
    private int grouping;
    private int times;

    private ScanFileWriter(Appendable out) {
        this.out = out;
    }

    public static void write(DivergenceMap map, Appendable out) throws IOException {
        new ScanFileWriter(out).write(map);
    }

    private void write(DivergenceMap map) throws IOException {
        line(TITLE);
        line("sectors " + map.sectors());
        line("bytes-read " + map.bytesRead());
        for (ScannedChild child : map.children()) {
            line("child " + word(child.name()) + " " + child.length() + child.identity().map(i -> " " + word(i.file())
                    + " " + i.length() + " " + i.modified() + " " + word(i.key())).orElse(""));
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
        line("end");
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

    /** One word, whatever is in it. */
    private static String word(String text) {
        return text.isEmpty() ? "-" : "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
