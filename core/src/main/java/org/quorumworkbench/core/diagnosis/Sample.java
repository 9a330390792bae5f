// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;

/**
 * The bytes that a cluster is judged by: those of the version that lost and those that it is
 * compared with, all of them or, of a long cluster, four pieces. Bounded: at most {@link #MOST}
 * sectors and the margins.
 *
 * @param windows
 *            by sector
 * @param count
 *            of differing sectors in them
 */
record Sample(List<Window> windows, int count) {

    /** Sectors on either side of a cluster that are looked at too. */
    static final int MARGIN = 8;
    /** Sectors that are read of a cluster, at most. */
    static final int MOST = 512;
    private static final int PIECES = 4;

    /**
     * Sectors next to each other: the bytes {@code x} of the version that is judged, {@code w} of the
     * other, and which sectors are the cluster's, counted from the window's start. The arrays are
     * shared, and not to be changed.
     */
    static final class Window {
        private final long first;
        private final byte[] x;
        private final byte[] w;
        private final int[] differing;

        Window(long first, byte[] x, byte[] w, int[] differing) {
            this.first = first;
            this.x = x;
            this.w = w;
            this.differing = differing;
        }

        long first() {
            return first;
        }

        byte[] x() {
            return x;
        }

        byte[] w() {
            return w;
        }

        int[] differing() {
            return differing;
        }
    }

    Sample {
        windows = List.copyOf(windows);
    }

    /** The same the other way round: as if the other version were judged. */
    Sample reversed() {
        return new Sample(windows.stream().map(window -> new Window(window.first, window.w, window.x,
                window.differing)).toList(), count);
    }

    /**
     * Reads both versions.
     *
     * @param length
     *            of the disk, in sectors
     * @return empty if nothing of it can be read any more
     */
    static Optional<Sample> read(Cluster cluster, BlockDevice judged, BlockDevice other, long length, Reads reads) {
        SectorRange hull = cluster.hull();
        List<Window> windows = new ArrayList<>();
        int count = 0;
        for (SectorRange piece : pieces(hull)) {
            long from = Math.max(0, piece.first() - MARGIN);
            SectorRange wide = new SectorRange(from, Math.min(length, piece.end() + MARGIN) - from);
            Optional<Window> window = window(cluster, wide, piece, judged, other, reads)
                    .or(() -> window(cluster, piece, piece, judged, other, reads));
            if (window.isPresent() && window.get().differing.length > 0) {
                windows.add(window.get());
                count += window.get().differing.length;
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new Sample(windows, count));
    }

    private static List<SectorRange> pieces(SectorRange hull) {
        if (hull.count() <= MOST) {
            return List.of(hull);
        }
        int each = MOST / PIECES;
        List<SectorRange> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            pieces.add(new SectorRange(hull.first() + (hull.count() - each) * i / (PIECES - 1), each));
        }
        return pieces;
    }

    private static Optional<Window> window(Cluster cluster, SectorRange range, SectorRange within, BlockDevice judged,
            BlockDevice other, Reads reads) {
        byte[] x = new byte[(int) range.length()];
        byte[] w = new byte[x.length];
        if (!reads.read(judged, range.offset(), ByteBuffer.wrap(x))
                || !reads.read(other, range.offset(), ByteBuffer.wrap(w))) {
            return Optional.empty();
        }
        List<Integer> differing = new ArrayList<>();
        for (SectorRange part : cluster.parts()) {
            if (part.first() >= within.end()) {
                break;
            }
            SectorRange here = part.within(within);
            for (long sector = here.first(); sector < here.end(); sector++) {
                int at = (int) (sector - range.first());
                // What agrees now has changed since the scan.
                if (mismatch(x, w, at) >= 0) {
                    differing.add(at);
                }
            }
        }
        return Optional.of(new Window(range.first(), x, w,
                differing.stream().mapToInt(Integer::intValue).toArray()));
    }

    private static int mismatch(byte[] x, byte[] w, int sector) {
        return java.util.Arrays.mismatch(x, sector * SECTOR, (sector + 1) * SECTOR, w, sector * SECTOR,
                (sector + 1) * SECTOR);
    }

    /** A sector that differs. */
    interface SectorVisitor {
        /**
         * Looks at it.
         *
         * @param at
         *            of its first byte in the window
         */
        void sector(Window window, int at);
    }

    void each(SectorVisitor visitor) {
        for (Window window : windows) {
            for (int sector : window.differing) {
                visitor.sector(window, sector * SECTOR);
            }
        }
    }

    /** Whether something holds of every differing sector. */
    interface SectorTest {
        boolean test(Window window, int at);
    }

    boolean all(SectorTest test) {
        for (Window window : windows) {
            for (int sector : window.differing) {
                if (!test.test(window, sector * SECTOR)) {
                    return false;
                }
            }
        }
        return true;
    }
}
