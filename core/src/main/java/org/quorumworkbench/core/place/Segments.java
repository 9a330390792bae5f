// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Where a volume's sectors lie on the disk: one piece for a partition, several for a logical
 * volume.
 *
 * @param pieces
 *            in the volume's order, none empty
 */
record Segments(List<Segment> pieces) {

    /**
     * One piece.
     *
     * @param volume
     *            first sector in the volume
     * @param disk
     *            first sector on the disk
     * @param count
     *            sectors
     */
    record Segment(long volume, long disk, long count) {}

    Segments {
        pieces = List.copyOf(pieces);
    }

    static Segments of(SectorRange range) {
        return new Segments(range.isEmpty() ? List.of() : List.of(new Segment(0, range.first(), range.count())));
    }

    /** Pieces in any order, of which a later one that overlaps an earlier one is left out. */
    static Segments inOrder(List<Segment> pieces) {
        List<Segment> ordered = new ArrayList<>(pieces);
        ordered.sort(Comparator.comparingLong(Segment::volume));
        List<Segment> kept = new ArrayList<>();
        for (Segment piece : ordered) {
            if (kept.isEmpty() || kept.getLast().volume + kept.getLast().count <= piece.volume) {
                kept.add(piece);
            }
        }
        return new Segments(kept);
    }

    /** Up to where the volume goes. */
    long sectors() {
        return pieces.isEmpty() ? 0 : pieces.getLast().volume + pieces.getLast().count;
    }

    /**
     * Where on the disk that sector of the volume lies, and what follows it there; empty if nowhere.
     */
    SectorRange from(long sector) {
        for (Segment piece : pieces) {
            long within = sector - piece.volume;
            if (within >= 0 && within < piece.count) {
                return new SectorRange(piece.disk + within, piece.count - within);
            }
        }
        return SectorRange.EMPTY;
    }

    /** Where sectors of the volume lie. */
    List<SectorRange> onDisk(SectorRange range) {
        List<SectorRange> parts = new ArrayList<>();
        for (Segment piece : pieces) {
            SectorRange part = range.within(new SectorRange(piece.volume, piece.count));
            if (!part.isEmpty()) {
                parts.add(new SectorRange(part.first() - piece.volume + piece.disk, part.count()));
            }
        }
        return parts;
    }

    /** Which of these sectors of the disk are the volume's, as sectors of the volume. */
    SortedRanges inVolume(SortedRanges disk) {
        SortedRanges.Builder wanted = new SortedRanges.Builder();
        for (Segment piece : pieces) {
            long end = piece.disk + piece.count;
            for (int at = disk.indexAfter(piece.disk); at < disk.size() && disk.first(at) < end; at++) {
                long first = Math.max(disk.first(at), piece.disk);
                wanted.add(first - piece.disk + piece.volume, Math.min(disk.end(at), end) - piece.disk + piece.volume);
            }
        }
        return wanted.build();
    }
}
