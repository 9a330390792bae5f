// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.List;
import java.util.OptionalLong;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A file as a member of a set, judged by what all members say. Sectors are of the set's disk.
 *
 * @param file
 *            its position in the list of files that were identified
 * @param found
 *            the metadata that makes it a member
 * @param standing
 *            what it is in the set
 * @param stale
 *            whether it misses writes; may be so of a recovering member as well
 * @param dirty
 *            where a stale member may differ, by bitmaps that are valid for it; empty if none is,
 *            so that it may differ anywhere
 * @param recovered
 *            how many sectors it holds, from the first; empty for all
 * @param badSectors
 *            that it lists as bad, by sector
 */
public record SetMember(int file, Found found, Standing standing, boolean stale, List<DirtyRegions> dirty,
        OptionalLong recovered, List<SectorRange> badSectors) {

    public SetMember {
        dirty = List.copyOf(dirty);
        badSectors = List.copyOf(badSectors);
    }

    /** Nothing is said against it. */
    static SetMember current(Claim claim) {
        return new SetMember(claim.file(), claim.found(), Standing.CURRENT, false, List.of(), OptionalLong.empty(),
                List.of());
    }
}
