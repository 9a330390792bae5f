// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.scan.Mapfile.Block;

/**
 * Writes what a scan found as mapfiles: finished where it is good, bad where it is not, not tried
 * where nothing was scanned. The union's counts from the quorum's first byte, a child's from the
 * first byte of its file. Blocks are written as they are found; there may be millions.
 */
public final class MapfileWriter {

    /** What every mapfile of this program begins with. */
    public static final String TITLE = "# Mapfile. Created by Quorum Workbench";

    private static final int SECTOR = SectorRange.SECTOR;

    private final Appendable out;
    /** Of the first byte that is written of, in its file. */
    private final long offset;
    private final long length;
    private long from;
    private long to;
    private char status = Mapfile.NOT_TRIED;

    private MapfileWriter(Appendable out, long offset, long length) {
        this.out = out;
        this.offset = offset;
        this.length = length;
    }

    private interface Bad {
        /** Writes a run of sectors that are not all good. */
        void write(DivergentRun run) throws IOException;
    }

    /** Writes the union of the children: bad where not all of them could be read and agree. */
    public static void writeUnion(ScanReport report, Appendable out) throws IOException {
        long length = report.children().stream().mapToLong(ScannedChild::length).max().orElse(0);
        MapfileWriter writer = new MapfileWriter(out, 0, length);
        writer.write(report, "Where all children agree, from the first byte of the quorum",
                run -> writer.upTo(run.range().end(), Mapfile.BAD));
    }

    /**
     * As {@link #writeChild(ScanReport, int, Optional, Appendable)}, of an image that was never
     * rescued.
     */
    public static void writeChild(ScanReport report, int child, Appendable out) throws IOException {
        writeChild(report, child, Optional.empty(), out);
    }

    /**
     * Writes one child: good where it is in a version that won with more votes than any other; bad
     * where it was outvoted or could not be read, and where there is no winner to trust.
     *
     * @param rescued
     *            the mapfile of the rescue that made the child's file: what it does not call finished
     *            keeps the status that it gives
     */
    public static void writeChild(ScanReport report, int child, Optional<Mapfile> rescued, Appendable out)
            throws IOException {
        ScannedChild scanned = report.children().get(child);
        MapfileWriter writer = new MapfileWriter(out, scanned.offset(), scanned.length());
        Optional<Statuses> before = rescued.map(map -> new Statuses(map.from(scanned.offset()).blocks()));
        writer.write(report, "Child " + Printable.line(scanned.name()) + ", "
                + (scanned.offset() == 0 ? "from" : "the part from byte " + scanned.offset() + " on; counts from")
                + " the first byte of its file", run -> {
                    if (run.ruling().trusts(child)) {
                        writer.upTo(run.range().end(), Mapfile.FINISHED);
                    } else if (before.isPresent() && run.ruling().unreadable().contains(child)) {
                        writer.keep(run.range(), before.get());
                    } else {
                        writer.upTo(run.range().end(), Mapfile.BAD);
                    }
                });
    }

    private void write(ScanReport report, String what, Bad bad) throws IOException {
        long sectors = Math.ceilDiv(length, (long) SECTOR);
        boolean finished = offset == 0 && report.map().scanned().count(new SectorRange(0, sectors)) == sectors;
        out.append(TITLE).append(' ').append(report.version()).append("\n# ").append(what)
                .append("\n# current_pos  current_status  current_pass\n").append(hex(0)).append("     ")
                .append(finished ? Mapfile.FINISHED : Mapfile.NOT_TRIED)
                .append("               1\n#      pos        size  status\n");
        if (offset > 0) {
            out.append(hex(0)).append("  ").append(hex(offset)).append("  ").append(Mapfile.NOT_TRIED).append('\n');
        }
        for (SectorRange scanned : report.map().scanned().ranges()) {
            upTo(scanned.first(), Mapfile.NOT_TRIED);
            for (Iterator<DivergentRun> runs = report.verdicts().runs(scanned); runs.hasNext();) {
                DivergentRun run = runs.next();
                upTo(run.range().first(), Mapfile.FINISHED);
                bad.write(run);
            }
            upTo(scanned.end(), Mapfile.FINISHED);
        }
        upTo(sectors, Mapfile.NOT_TRIED);
        block();
    }

    /**
     * Keeps what the rescue says of sectors that could not be read. Sectors that it calls finished have
     * gone bad since; a sector that it has a part of is not read, but that part is.
     */
    private void keep(SectorRange range, Statuses before) throws IOException {
        long end = range.end() > length / SECTOR ? length : range.end() * SECTOR;
        while (to < end) {
            Block block = before.at(to);
            long next = Math.min(end, block.end());
            if (block.status() == Mapfile.FINISHED) {
                long whole = Math.min(next, Math.ceilDiv(to, (long) SECTOR) * SECTOR);
                upToByte(whole, Mapfile.FINISHED);
                upToByte(next == end ? end : next / SECTOR * SECTOR, Mapfile.BAD);
            }
            upToByte(next, block.status());
        }
    }

    /** What a rescue says, asked from the first byte to the last. */
    private static final class Statuses {
        private final List<Block> blocks;
        private int next;

        Statuses(List<Block> blocks) {
            this.blocks = blocks;
        }

        /** The block in which the byte lies; what the mapfile does not speak of was not tried. */
        Block at(long offset) {
            while (next < blocks.size() && blocks.get(next).end() <= offset) {
                next++;
            }
            if (next == blocks.size()) {
                return new Block(offset, Long.MAX_VALUE - offset, Mapfile.NOT_TRIED);
            }
            Block block = blocks.get(next);
            return block.offset() <= offset
                    ? block
                    : new Block(offset, block.offset() - offset, Mapfile.NOT_TRIED);
        }
    }

    private void upTo(long sector, char next) throws IOException {
        upToByte(sector > length / SECTOR ? length : sector * SECTOR, next);
    }

    private void upToByte(long end, char next) throws IOException {
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
            out.append(hex(offset + from)).append("  ").append(hex(to - from)).append("  ").append(status)
                    .append('\n');
        }
    }

    private static String hex(long number) {
        return String.format(Locale.ROOT, "0x%08X", number);
    }
}
