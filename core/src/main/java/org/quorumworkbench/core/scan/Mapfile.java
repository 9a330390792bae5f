// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.util.ArrayList;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A mapfile as GNU ddrescue keeps it ("Mapfile structure" in its manual): which bytes of a disk are
 * good, bad or not tried.
 *
 * @param blocks
 *            in order, each beginning where the one before it ends
 */
public record Mapfile(List<Block> blocks) {

    /** What ddrescue calls finished: these bytes are good. */
    public static final char FINISHED = '+';
    /** A bad sector. */
    public static final char BAD = '-';
    /** Not tried yet. */
    public static final char NOT_TRIED = '?';

    /**
     * Bytes with the same status.
     *
     * @param offset
     *            in bytes
     * @param length
     *            in bytes, more than 0
     * @param status
     *            one of {@code ? * / - +}
     */
    public record Block(long offset, long length, char status) {

        public Block {
            if (offset < 0 || length <= 0 || length > Long.MAX_VALUE - offset || "?*/-+".indexOf(status) < 0) {
                throw new IllegalArgumentException("no block of a mapfile: " + offset + " " + length + " " + status);
            }
        }

        long end() {
            return offset + length;
        }
    }

    public Mapfile {
        blocks = List.copyOf(blocks);
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).offset() != blocks.get(i - 1).end()) {
                throw new IllegalArgumentException("blocks of a mapfile must adjoin: " + blocks.get(i));
            }
        }
    }

    /** The sectors all of whose bytes are good; a sector that the file does not speak of is not. */
    public SectorRanges finished() {
        List<SectorRange> ranges = new ArrayList<>();
        long from = -1;
        long to = -1;
        for (Block block : blocks) {
            if (block.status() != FINISHED) {
                continue;
            }
            if (block.offset() != to) {
                add(ranges, from, to);
                from = block.offset();
            }
            to = block.end();
        }
        add(ranges, from, to);
        return SectorRanges.of(ranges);
    }

    private static void add(List<SectorRange> ranges, long from, long to) {
        if (from >= 0) {
            long first = Math.ceilDiv(from, (long) SectorRange.SECTOR);
            ranges.add(new SectorRange(first, Math.max(0, to / SectorRange.SECTOR - first)));
        }
    }
}
