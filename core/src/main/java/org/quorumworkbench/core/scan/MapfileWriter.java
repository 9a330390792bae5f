// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Predicate;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Writes what a scan found as mapfiles: finished where it is good, bad where it is not, not tried
 * where nothing was scanned. Blocks are written as they are found; there may be millions.
 */
public final class MapfileWriter {

    private final Appendable out;
    private final long length;
    private long from;
    private long to;
    private char status = Mapfile.NOT_TRIED;

    private MapfileWriter(Appendable out, long length) {
        this.out = out;
        this.length = length;
    }

    /** Writes the union of the children: bad where not all of them could be read and agree. */
    public static void writeUnion(ScanReport report, Appendable out) throws IOException {
        long length = report.children().stream().mapToLong(ScannedChild::length).max().orElse(0);
        new MapfileWriter(out, length).write(report, ruling -> false);
    }

    /**
     * Writes one child: good where it is in a version that won with more votes than any other; bad
     * where it was outvoted or could not be read, and where there is no winner to trust.
     */
    public static void writeChild(ScanReport report, int child, Appendable out) throws IOException {
        new MapfileWriter(out, report.children().get(child).length()).write(report,
                ruling -> ruling.trusts(child));
    }

    private void write(ScanReport report, Predicate<Ruling> good) throws IOException {
        long sectors = Math.ceilDiv(length, (long) SectorRange.SECTOR);
        boolean finished = report.map().scanned().count(new SectorRange(0, sectors)) == sectors;
        out.append("# Mapfile. Created by Quorum Workbench ").append(report.version())
                .append("\n# current_pos  current_status  current_pass\n").append(hex(0)).append("     ")
                .append(finished ? Mapfile.FINISHED : Mapfile.NOT_TRIED)
                .append("               1\n#      pos        size  status\n");
        for (SectorRange scanned : report.map().scanned().ranges()) {
            upTo(scanned.first(), Mapfile.NOT_TRIED);
            for (Iterator<DivergentRun> runs = report.verdicts().runs(scanned); runs.hasNext();) {
                DivergentRun run = runs.next();
                upTo(run.range().first(), Mapfile.FINISHED);
                upTo(run.range().end(), good.test(run.ruling()) ? Mapfile.FINISHED : Mapfile.BAD);
            }
            upTo(scanned.end(), Mapfile.FINISHED);
        }
        upTo(sectors, Mapfile.NOT_TRIED);
        block();
    }

    private void upTo(long sector, char next) throws IOException {
        long end = sector > length / SectorRange.SECTOR ? length : sector * SectorRange.SECTOR;
        if (end <= to) {
            return;
        }
        if (next != status) {
            block();
            from = to;
            status = next;
        }
        to = end;
    }

    private void block() throws IOException {
        if (to > from) {
            out.append(hex(from)).append("  ").append(hex(to - from)).append("  ").append(status).append('\n');
        }
    }

    private static String hex(long number) {
        return String.format(Locale.ROOT, "0x%08X", number);
    }
}
