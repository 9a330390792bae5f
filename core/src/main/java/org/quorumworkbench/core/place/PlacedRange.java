// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quorumworkbench.core.block.SectorRange;

/**
 * A piece of the disk with one owner.
 *
 * @param range
 *            sectors of the disk, one or more
 * @param partition
 *            which, from 1; absent if it is in none
 * @param volume
 *            the logical volume's name; absent if it is in none
 * @param fs
 *            the file system that says so: {@code ext2 ext3 ext4 vfat exfat ntfs xfs}; absent if
 *            none
 * @param place
 *            what lies there
 * @param disputed
 *            the divergent metadata that this answer rests on, the first few ranges of it; empty if
 *            all of it agrees. If not, another version may tell another place
 */
public record PlacedRange(SectorRange range, OptionalInt partition, Optional<String> volume, Optional<String> fs,
        Place place,
        List<SectorRange> disputed) {

    public PlacedRange {
        disputed = List.copyOf(disputed);
    }

    public boolean isDisputed() {
        return !disputed.isEmpty();
    }

    /** What of it lies within a range of the disk; empty if nothing does. */
    public Optional<PlacedRange> within(SectorRange other) {
        SectorRange part = range.within(other);
        return part.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlacedRange(part, partition, volume, fs,
                        place.further(part.offset() - range.offset()), disputed));
    }
}
