// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A device that belongs to an LVM volume group.
 *
 * @param at
 *            the byte where its label is, from the first byte of what it is on
 * @param id
 *            its own UUID, as LVM writes it
 * @param group
 *            what it says of its volume group; empty if its text metadata is not there or not
 *            believed
 * @param says
 *            what is odd about it, in sentences
 */
public record LvmPhysicalVolume(long at, String id, Optional<Group> group, List<String> says) {

    /**
     * A volume group as one physical volume describes it.
     *
     * @param name
     *            its name
     * @param id
     *            its UUID, as LVM writes it
     * @param sequence
     *            grows by one with each change of the metadata; empty if it is not told
     * @param dataStart
     *            the first byte of the first extent on this physical volume
     * @param segments
     *            what lies on this physical volume, by offset
     * @param volumes
     *            all logical volumes of the group, hidden ones too
     * @param mirrors
     *            the logical volumes that have legs
     */
    public record Group(String name, String id, OptionalLong sequence, long dataStart, List<LvmSegment> segments,
            List<Volume> volumes, List<LvmMirror> mirrors) {

        public Group {
            segments = segments.stream().sorted(Comparator.comparingLong(segment -> segment.area().offset())).toList();
            volumes = List.copyOf(volumes);
            mirrors = List.copyOf(mirrors);
        }

        /** The pieces of a logical volume that are here, by offset. */
        List<LvmSegment> segments(String volume) {
            return segments.stream().filter(segment -> segment.volume().equals(volume)).toList();
        }
    }

    /**
     * A logical volume.
     *
     * @param name
     *            its name
     * @param id
     *            its UUID, as LVM writes it
     * @param length
     *            in bytes
     * @param visible
     *            whether people use it; the parts of others are hidden
     */
    public record Volume(String name, String id, long length, boolean visible) {}

    public LvmPhysicalVolume {
        says = List.copyOf(says);
    }

    /**
     * The physical volume that the device is; empty if it is none. Blocks while it reads.
     *
     * @throws MetadataUnreadable
     *             if where the label must be cannot be read
     */
    public static Optional<LvmPhysicalVolume> read(MetadataReader device) throws MetadataUnreadable {
        return LvmLabel.read(device);
    }

    /** What lies on this physical volume; empty if its metadata is not believed. */
    public List<LvmSegment> segments() {
        return group.map(Group::segments).orElse(List.of());
    }
}
