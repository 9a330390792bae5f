// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A partition, or the whole disk, and what was found in it.
 *
 * @param partition
 *            which, from 1; absent for a file system that has the whole disk
 * @param volume
 *            the logical volume's name; absent if it is none
 * @param range
 *            sectors of the disk, the first piece where it lies in several
 * @param fs
 *            the file system that was read; absent if none was, then {@code remarks} says why
 * @param remarks
 *            what a person has to know of every answer in it: that it was not cleanly unmounted,
 *            for instance
 * @param warnings
 *            objects that could not be read as a whole, the first hundred
 * @param disputed
 *            the divergent sectors among those that every answer here rests on, the first few
 *            ranges
 */
public record FoundVolume(OptionalInt partition, Optional<String> volume, SectorRange range, Optional<String> fs,
        List<Remark> remarks,
        List<String> warnings, List<SectorRange> disputed) {

    public FoundVolume {
        remarks = List.copyOf(remarks);
        warnings = List.copyOf(warnings);
        disputed = List.copyOf(disputed);
    }

    /** Whether its journal has to be replayed, so that what lies elsewhere is older than the truth. */
    public boolean hasLiveJournal() {
        return remarks.stream().anyMatch(remark -> remark.means(Remark.Meaning.LIVE_LOG));
    }

    /** Whether it was not cleanly unmounted, or that cannot be told. */
    public boolean isUnclean() {
        return hasLiveJournal() || remarks.stream().anyMatch(remark -> remark.means(Remark.Meaning.UNCLEAN));
    }

    /** Whether the piece lies in it. */
    public boolean holds(PlacedRange piece) {
        return piece.partition().equals(partition) && piece.volume().equals(volume) && piece.fs().equals(fs);
    }
}
