// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;

/**
 * What one child gave for the inspected range, sector by sector: one bad sector does not hide the
 * others.
 *
 * @param child
 *            its index
 * @param name
 *            its name
 * @param bytes
 *            as long as the range; bytes of sectors that could not be read are meaningless and must
 *            not be shown
 * @param unreadable
 *            which sectors, relative to the range's start, could not be read
 * @param error
 *            of the first unreadable sector; absent if all could be read
 * @param pending
 *            whether the child had not answered when the request was given up
 * @param latency
 *            of its part of the request
 * @param differing
 *            runs of readable bytes that differ from the reference's (see
 *            {@link Inspection#reference}), in order
 */
public record ChildBytes(int child, String name, MemorySegment bytes, BitSet unreadable, Optional<Errno> error,
        boolean pending, Duration latency, List<DifferingRun> differing) {

    public ChildBytes {
        unreadable = (BitSet) unreadable.clone();
        differing = List.copyOf(differing);
    }

    @Override
    public BitSet unreadable() {
        return (BitSet) unreadable.clone();
    }

    ChildBytes withDiffering(List<DifferingRun> runs) {
        return new ChildBytes(child, name, bytes, unreadable, error, pending, latency, runs);
    }

    /** Whether that byte, relative to the range's start, was read. */
    public boolean isReadable(int at) {
        return !pending && !unreadable.get(at / SectorRange.SECTOR);
    }
}
