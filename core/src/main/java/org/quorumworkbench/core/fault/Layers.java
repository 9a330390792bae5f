// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.quorumworkbench.core.block.SectorRange.SECTOR;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quorumworkbench.core.block.SectorRange;

/**
 * What a faulted device remembers beside the device below: the damage that faults did to writes,
 * which lies over the child's own bytes, and for each capture what the child showed then wherever
 * it was written since.
 */
final class Layers {

    /** The most bytes that all of it may take. */
    static final long LIMIT = 64L << 20;

    private final Sectors damage = new Sectors();
    private final Map<String, Sectors> captures = new HashMap<>();

    /** Whether there is nothing to lay over a read and nothing to remember of a write. */
    synchronized boolean areQuiet() {
        return damage.isEmpty() && captures.isEmpty();
    }

    synchronized boolean areUndamaged() {
        return damage.isEmpty();
    }

    /** Begins to remember: from now on the capture is what the child shows now. */
    synchronized void begin(String capture) {
        captures.put(capture, new Sectors());
    }

    synchronized void beginIfAbsent(String capture) {
        captures.computeIfAbsent(capture, name -> new Sectors());
    }

    synchronized void end(String capture) {
        captures.remove(capture);
    }

    synchronized void heal() {
        damage.clear();
    }

    synchronized List<SectorRange> damaged() {
        return damage.ranges();
    }

    synchronized @Nullable Long nextDamaged(long sector) {
        return damage.next(sector);
    }

    /** Lays the damage over what the device below holds. */
    synchronized void lay(long offset, ByteBuffer over) {
        damage.lay(offset, over);
    }

    /** Lays what the child showed at the capture over what it shows now. */
    synchronized void layCapture(String capture, long offset, ByteBuffer over) {
        Sectors then = captures.get(capture);
        if (then != null) {
            then.lay(offset, over);
        }
    }

    /** Whether a write of so many bytes, with another of the same size elsewhere, can be remembered. */
    synchronized boolean haveRoom(long bytes) {
        long taken = damage.bytes() + captures.values().stream().mapToLong(Sectors::bytes).sum();
        return taken + bytes * (captures.size() + 2L) <= LIMIT;
    }

    /** Remembers what the child shows, for every capture that does not know it yet. */
    synchronized void remember(long firstSector, byte[] shown) {
        for (Sectors then : captures.values()) {
            for (int at = 0; at < shown.length; at += SECTOR) {
                long sector = firstSector + at / SECTOR;
                if (!then.holds(sector)) {
                    then.put(sector, shown, at);
                }
            }
        }
    }

    /**
     * Takes down what the child shows from now on after a write.
     *
     * @param written
     *            what it would show without faults
     * @param shows
     *            what it does show
     * @param whole
     *            the sectors that the write covered whole; whatever damage they had is gone
     */
    synchronized void settle(long firstSector, byte[] written, byte[] shows, SectorRange whole) {
        for (int at = 0; at < shows.length; at += SECTOR) {
            long sector = firstSector + at / SECTOR;
            boolean same = Arrays.equals(written, at, at + SECTOR, shows, at, at + SECTOR);
            if (!same || (damage.holds(sector) && !whole.contains(sector))) {
                damage.put(sector, shows, at);
            } else {
                damage.remove(sector);
            }
        }
    }

    /** Takes down that the child shows these bytes, which it was never told to hold. */
    synchronized void damage(long firstSector, byte[] shows) {
        for (int at = 0; at < shows.length; at += SECTOR) {
            damage.put(firstSector + at / SECTOR, shows, at);
        }
    }
}
