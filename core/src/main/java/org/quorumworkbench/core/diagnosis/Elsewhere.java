// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Looks for content at other places of the disk. The disk is not indexed: the hashes of the sectors
 * that are looked for are kept, with a bitmap of 2 MiB in front, and the winner is read once. A hit
 * counts when the bytes are the same. Memory: some 100 bytes a sector that is looked for, and 72
 * more for one that is found.
 */
final class Elsewhere {

    /** Sectors of one item that are looked for, at most. */
    static final int MOST_SECTORS = 8;
    /** Places of one sector that are kept; with more it tells nothing. */
    static final int MOST_PLACES = 9;
    private static final int MOST_SOUGHT = 1_000_000;
    /** Of these, majorities' at most: what is left is enough for all that were outvoted. */
    private static final int MOST_OF_MAJORITIES = 200_000;
    private static final int BITMAP_BITS = 24;
    private static final int CHUNK = 1 << 20;
    private static final long[] NOWHERE = {};

    private final List<Sought> sought = new ArrayList<>();
    private final long[] bitmap = new long[1 << (BITMAP_BITS - 6)];
    /** The first of those with a hash; each knows the next. */
    private final Map<Integer, Sought> byHash = new HashMap<>();
    private final CRC32C crc = new CRC32C();
    private int ofMajorities;

    /** A sector that is looked for. */
    static final class Sought {
        private final int item;
        private final BlockDevice device;
        private final long sector;
        private long[] places = NOWHERE;
        private int found;
        /** Another with the same hash of which places are still looked for. */
        private @Nullable Sought next;

        private Sought(int item, BlockDevice device, long sector) {
            this.item = item;
            this.device = device;
            this.sector = sector;
        }

        /** Keeps one more place. Many sectors are never found: these need no room for it. */
        private void keep(long place) {
            if (found == 0) {
                places = new long[MOST_PLACES];
            }
            places[found++] = place;
        }

        private boolean isFull() {
            return found == MOST_PLACES;
        }

        /** Where else it is, in order. */
        long[] places() {
            return Arrays.copyOf(places, found);
        }
    }

    /**
     * Adds sectors of an item, spread over it; those of one value only are left out.
     *
     * @param item
     *            its number: below 0 it is a majority's
     * @param device
     *            that has them
     */
    void add(int item, BlockDevice device, Sample sample) {
        if (item < 0 && ofMajorities >= MOST_OF_MAJORITIES) {
            return;
        }
        int before = sought.size();
        int step = Math.max(1, Math.ceilDiv(sample.count(), MOST_SECTORS));
        int[] number = new int[1];
        sample.each((window, at) -> {
            if (number[0]++ % step == 0 && sought.size() < MOST_SOUGHT && !Fills.isConstant(window.x(), at)) {
                int hash = hash(window.x(), at);
                Sought one = new Sought(item, device, window.first() + at / SECTOR);
                sought.add(one);
                one.next = byHash.put(hash, one);
                bitmap[(hash >>> 8) >>> 6] |= 1L << (hash >>> 8);
            }
        });
        ofMajorities += item < 0 ? sought.size() - before : 0;
    }

    boolean isEmpty() {
        return sought.isEmpty();
    }

    private int hash(byte[] bytes, int at) {
        crc.reset();
        crc.update(bytes, at, SECTOR);
        return (int) crc.getValue();
    }

    /**
     * Reads the disk once. What cannot be read is passed over.
     *
     * @return by item what was looked for
     */
    Map<Integer, List<Sought>> find(BlockDevice disk, List<SectorRange> ranges, Reads reads) {
        byte[] chunk = new byte[CHUNK];
        for (SectorRange range : ranges) {
            for (long at = range.first(); at < range.end(); at += CHUNK / SECTOR) {
                int count = (int) Math.min(CHUNK / SECTOR, range.end() - at) * SECTOR;
                if (reads.read(disk, at * SECTOR, ByteBuffer.wrap(chunk, 0, count).slice())) {
                    look(chunk, count, at, reads);
                } else {
                    parts(disk, new SectorRange(at, count / SECTOR), chunk, reads);
                }
            }
        }
        Map<Integer, List<Sought>> byItem = new HashMap<>();
        sought.forEach(one -> byItem.computeIfAbsent(one.item, _ -> new ArrayList<>()).add(one));
        return byItem;
    }

    /** A part of a chunk cannot be read: in pieces of 64 sectors, and what fails again is left out. */
    private void parts(BlockDevice disk, SectorRange range, byte[] chunk, Reads reads) {
        for (long at = range.first(); at < range.end(); at += 64) {
            int count = (int) Math.min(64, range.end() - at) * SECTOR;
            if (reads.read(disk, at * SECTOR, ByteBuffer.wrap(chunk, 0, count).slice())) {
                look(chunk, count, at, reads);
            }
        }
    }

    private void look(byte[] chunk, int count, long first, Reads reads) {
        for (int at = 0; at < count; at += SECTOR) {
            int hash = hash(chunk, at);
            if ((bitmap[(hash >>> 8) >>> 6] & 1L << (hash >>> 8)) != 0) {
                hit(hash, chunk, at, first + at / SECTOR, reads);
            }
        }
    }

    private void hit(int hash, byte[] chunk, int at, long sector, Reads reads) {
        byte[] own = new byte[SECTOR];
        Sought before = null;
        for (Sought one = byHash.get(hash); one != null; one = one.next) {
            if (one.sector != sector && reads.read(one.device, one.sector * SECTOR, ByteBuffer.wrap(own))
                    && Arrays.equals(own, 0, SECTOR, chunk, at, at + SECTOR)) {
                one.keep(sector);
            }
            if (!one.isFull()) {
                before = one;
            } else if (before == null) {
                // One that is found often enough is not looked at again, however often its content is there.
                replaceFirst(hash, one.next);
            } else {
                before.next = one.next;
            }
        }
    }

    private void replaceFirst(int hash, @Nullable Sought next) {
        if (next == null) {
            byHash.remove(hash);
        } else {
            byHash.put(hash, next);
        }
    }

    /**
     * Where all of an item's sectors are found at one distance.
     *
     * @param delta
     *            in sectors, from the item to that place
     * @param fits
     *            the part of the sectors that were looked for and are there
     * @param alternatives
     *            how many other places the rarest of them has
     */
    record Source(long delta, double fits, int alternatives, int sectors) {}

    /** The distances that fit, the best one first; those to close places first among equals. */
    static List<Source> sources(List<Sought> item) {
        Map<Long, Integer> counts = new HashMap<>();
        for (Sought one : item) {
            for (long place : one.places()) {
                counts.merge(place - one.sector, 1, Integer::sum);
            }
        }
        int rarest = item.stream().mapToInt(one -> one.found).filter(found -> found > 0).min().orElse(0);
        return counts.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue() / (double) item.size(), rarest - 1,
                        item.size()))
                .sorted((one, other) -> one.fits == other.fits
                        ? Long.compare(Math.abs(one.delta), Math.abs(other.delta))
                        : Double.compare(other.fits, one.fits))
                .limit(MOST_PLACES).toList();
    }
}
