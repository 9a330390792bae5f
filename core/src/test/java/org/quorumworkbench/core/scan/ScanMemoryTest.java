// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Policy;

/**
 * What must fit into a heap of 256 MiB, in a virtual machine that has no more: the findings of a
 * scan of a terabyte, judged again, walked and written. What the scanner itself needs is its
 * buffers, 256 KiB for each child and thread.
 */
class ScanMemoryTest {

    private static final int CHILDREN = 5;
    private static final long TERABYTE = 1L << 31;

    @ParameterizedTest
    @ValueSource(strings = {"million", "everySecond", "thirtyTwo"})
    void theFindingsFitInto256MiB(String what) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-Xmx256m", "-classpath", System.getProperty("java.class.path"),
                ScanMemoryTest.class.getName(), what).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    public static void main(String[] arguments) throws Exception {
        long runs = switch (arguments[0]) {
            case "million" -> million();
            case "everySecond" -> everySecond();
            default -> thirtyTwo();
        };
        System.out.println(runs + " runs in " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    }

    /** A million runs of any length and grouping, anywhere on a terabyte. */
    private static long million() throws Exception {
        Random random = new Random(1);
        Findings findings = new Findings(blank());
        ChunkFindings found = new ChunkFindings();
        long stride = TERABYTE / 1_000_000;
        for (int run = 0; run < 1_000_000; run++) {
            long from = run * stride + random.nextLong(stride / 2);
            found.clear();
            found.add(from, 1 + random.nextLong(stride / 2 - 1), anyGrouping(random, CHILDREN));
            findings.record(new SectorRange(run * stride, stride), found, 5 * stride * 512);
        }
        return judge(findings, 1_000_000);
    }

    /**
     * Every second sector of 64 GiB, in chunks as they are scanned, with snapshots for a map meanwhile.
     */
    private static long everySecond() throws Exception {
        Random random = new Random(2);
        Findings findings = new Findings(blank());
        ChunkFindings found = new ChunkFindings();
        long runs = 0;
        DivergenceMap shown = findings.snapshot();
        for (long first = 0; first < 1L << 27; first += Chunk.SECTORS) {
            found.clear();
            Grouping grouping = first % 1024 == 0
                    ? new Grouping(List.of(0, 0, 0, 0, 4))
                    : anyGrouping(random, CHILDREN);
            for (int sector = 1; sector < Chunk.SECTORS; sector += 2) {
                found.add(first + sector, 1, grouping);
                runs++;
            }
            findings.record(new SectorRange(first, Chunk.SECTORS), found, 5L * Chunk.SECTORS * 512);
            if (first % (1 << 22) == 0) {
                shown = findings.snapshot();
            }
        }
        check(shown.scanned().count() > 0, "the map was shown");
        return judge(findings, runs);
    }

    /**
     * Two million sectors, anywhere on 32 terabytes, each damaged or unreadable in one of 32 children.
     */
    private static long thirtyTwo() throws Exception {
        Random random = new Random(3);
        List<ScannedChild> children = new ArrayList<>();
        for (int child = 0; child < 32; child++) {
            children.add(new ScannedChild("c" + child, 1L << 40, Optional.empty()));
        }
        Findings findings = new Findings(DivergenceMap.empty(children, TERABYTE));
        ChunkFindings found = new ChunkFindings();
        long stride = TERABYTE / 2_000_000;
        DivergenceMap shown = findings.snapshot();
        for (int run = 0; run < 2_000_000; run++) {
            found.clear();
            found.add(run * stride + random.nextLong(stride - 1), 1, anyGrouping(random, 32));
            findings.record(new SectorRange(run * stride, stride), found, 32 * stride * 512);
            if (run % 10_000 == 0) {
                shown = findings.snapshot();
            }
        }
        check(shown.scanned().count() > 0, "the map was shown");
        JudgedScan judged = JudgedScan.of(Verdicts.of(findings.snapshot(), 17));
        check(judged.divergent() == 2_000_000, judged.divergent() + " divergent sectors");
        StateGrid grid = StateGrid.of(judged.verdicts(), 500,
                cell -> new SectorRange(cell * (TERABYTE / 500), TERABYTE / 500));
        check(grid.children().size() == 32, "a row for each child");
        ScanReport report = new ScanReport(judged.verdicts(), SectorRanges.of(new SectorRange(0, TERABYTE)), "q",
                Policy.threshold(17), List.of(), "1");
        long[] written = new long[1];
        HtmlReport.write(report, Optional.of("runs.csv"), counting(written));
        check(written[0] < 2_000_000, "the page has " + written[0] + " characters");
        CsvReport.write(report, Writer.nullWriter());
        JsonReport.write(report, Writer.nullWriter());
        MapfileWriter.writeChild(report, 31, Writer.nullWriter());
        ScanFileWriter.write(SavedScan.of(judged.verdicts().map(), Policy.threshold(17)), Writer.nullWriter());
        return 2_000_000;
    }

    private static Writer counting(long[] written) {
        return new Writer() {
            @Override
            public void write(char[] text, int offset, int count) {
                written[0] += count;
            }

            @Override
            public void flush() {
                // Nothing is kept.
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    /**
     * Judges, walks the runs of the first part, and if they are few enough to wait for writes them all.
     */
    private static long judge(Findings findings, long expected) throws Exception {
        Verdicts three = Verdicts.of(findings.snapshot(), 3);
        Verdicts five = Verdicts.of(three.map(), 5);
        check(three.changes(five).size() > 0, "a change of verdicts");
        long runs = 0;
        SectorRange walked = new SectorRange(0, expected > 1_000_000 ? 1 << 23 : TERABYTE);
        for (Iterator<DivergentRun> each = three.runs(walked); each.hasNext(); each.next()) {
            runs++;
        }
        if (expected > 1_000_000) {
            check(runs == walked.count() / 2, runs + " runs walked");
            check(three.divergent() == expected, three.divergent() + " divergent sectors");
            return expected;
        }
        check(runs == expected, runs + " runs instead of " + expected);
        ScanReport report = new ScanReport(three, SectorRanges.of(new SectorRange(0, TERABYTE)), "q",
                Policy.threshold(2), List.of(), "1");
        JsonReport.write(report, Writer.nullWriter());
        ScanFileWriter.write(SavedScan.of(three.map(), Policy.threshold(3)), Writer.nullWriter());
        return runs;
    }

    private static Grouping anyGrouping(Random random, int children) {
        int odd = random.nextInt(children);
        List<Integer> agrees = new ArrayList<>();
        for (int child = 0; child < children; child++) {
            agrees.add(child == odd ? random.nextBoolean() ? child : Grouping.UNREADABLE : odd == 0 ? 1 : 0);
        }
        if (odd == 0) {
            agrees.set(0, agrees.get(0) == Grouping.UNREADABLE ? Grouping.UNREADABLE : 0);
        }
        return new Grouping(agrees);
    }

    private static DivergenceMap blank() {
        List<ScannedChild> children = new ArrayList<>();
        for (int child = 0; child < CHILDREN; child++) {
            children.add(new ScannedChild("c" + child, 1L << 40, Optional.empty()));
        }
        return DivergenceMap.empty(children, TERABYTE);
    }

    private static void check(boolean ok, String what) {
        if (!ok) {
            throw new IllegalStateException(what);
        }
    }
}
