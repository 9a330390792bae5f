// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/**
 * The clusters of a FAT or exFAT volume, and the table that chains them. Clusters count from 2.
 */
final class FatSpace {

    private static final int WINDOW = 48 << 10;

    private final Volume volume;
    private final long tableOffset;
    private final int bits;
    private final long end;
    private final long heapOffset;
    private final int clusterSize;
    private final RoaringBitmap chained = new RoaringBitmap();
    private Block window;
    private long windowStart;

    /**
     * The clusters of a volume.
     *
     * @param tableOffset
     *            of the first copy of the table, in bytes
     * @param bits
     *            of an entry: 12, 16 or 32
     * @param clusters
     *            how many there are
     * @param heapOffset
     *            of cluster 2, in bytes
     * @param clusterSize
     *            in bytes, a multiple of 512
     */
    FatSpace(Volume volume, long tableOffset, int bits, long clusters, long heapOffset, int clusterSize) {
        this.volume = volume;
        this.tableOffset = tableOffset;
        this.bits = bits;
        this.end = 2 + clusters;
        this.heapOffset = heapOffset;
        this.clusterSize = clusterSize;
        this.window = new Block(ByteBuffer.allocate(0), Basis.AGREED);
        this.windowStart = -1;
    }

    int clusterSize() {
        return clusterSize;
    }

    int sectorsPerCluster() {
        return clusterSize / 512;
    }

    /** The cluster after the last. */
    long end() {
        return end;
    }

    long offset(long cluster) {
        return heapOffset + (cluster - 2) * clusterSize;
    }

    long sector(long cluster) {
        return offset(cluster) / 512;
    }

    long clusterOf(long sector) {
        return 2 + (sector * 512 - heapOffset) / clusterSize;
    }

    /**
     * What the table says of a cluster: 0 if it is free, the next one, or a mark beyond all clusters.
     */
    long entry(long cluster) {
        long at = bits == 12 ? cluster + cluster / 2 : cluster * (bits / 8);
        int width = bits == 32 ? 4 : 2;
        if (windowStart < 0 || at < windowStart || at + width > windowStart + window.length()) {
            long start = at / WINDOW * WINDOW;
            // One byte more, because entries of 12 bits cross every border.
            window = volume.read(tableOffset + start,
                    (int) Math.min(WINDOW + 1, volume.length() - tableOffset - start));
            windowStart = start;
        }
        int within = (int) (at - windowStart);
        return switch (bits) {
            case 12 -> (window.u16(within) >> (cluster % 2 * 4)) & 0xFFF;
            case 16 -> window.u16(within);
            default -> window.u32(within);
        };
    }

    /** The divergent sectors of the table where it tells of these clusters. */
    Basis basis(long first, long count) {
        return volume.basis(tableOffset + first * bits / 8, (int) Math.min(1 << 28, Math.max(1, count * bits / 8 + 1)));
    }

    /** Hears runs of neighbouring clusters. */
    @FunctionalInterface
    interface RunSink {
        /** Whether to go on. */
        boolean run(long logical, long first, long count);
    }

    /**
     * Follows a chain. A cluster is in one chain only, so that no chain is endless: at one that was
     * passed before it tells that cluster, too, and then is {@link Malformed}.
     *
     * @param mask
     *            of an entry's meaningful bits
     */
    void chain(long from, long mask, RunSink sink) {
        long first = checked(from);
        long count = 0;
        long logical = 0;
        for (long cluster = first;;) {
            count++;
            boolean again = !chained.checkedAdd((int) cluster);
            long next = again ? 0 : entry(cluster) & mask;
            if (next == cluster + 1 && next < end) {
                cluster = next;
                continue;
            }
            boolean goOn = sink.run(logical, first, count);
            if (again) {
                throw new Malformed("cluster " + cluster + " is in two chains, or twice in one");
            }
            if (!goOn || next >= endMark(mask)) {
                return;
            }
            logical += count;
            first = checked(next);
            cluster = first;
            count = 0;
        }
    }

    /** exFAT's files that need no chain. */
    void contiguous(long from, long count, RunSink sink) {
        checked(from);
        long there = Math.min(count, end - from);
        if (there > 0) {
            sink.run(0, from, there);
        }
        if (there < count) {
            throw new Malformed("it goes beyond the last cluster");
        }
    }

    private static long endMark(long mask) {
        return mask - 7;
    }

    private long checked(long cluster) {
        if (cluster < 2 || cluster >= end) {
            throw new Malformed("cluster " + cluster + " is none of 2 to " + (end - 1));
        }
        return cluster;
    }
}
