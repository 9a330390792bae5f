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

    /**
     * What it says from that byte on, counted from there: a mapfile counts from the first byte of its
     * file, a child may be a part of the file.
     *
     * @param offset
     *            in bytes, 0 or more
     */
    public Mapfile from(long offset) {
        return offset == 0
                ? this
                : new Mapfile(blocks.stream().filter(block -> block.end() > offset)
                        .map(block -> new Block(Math.max(0, block.offset() - offset),
                                block.end() - Math.max(block.offset(), offset), block.status()))
                        .toList());
    }

    /** Whether all bytes from {@code from} to before {@code to} are good. */
    public boolean isFinished(long from, long to) {
        long known = from;
        for (Block block : blocks) {
            if (block.status() == FINISHED && block.offset() <= known && block.end() > known) {
                known = block.end();
            }
        }
        return known >= to;
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
