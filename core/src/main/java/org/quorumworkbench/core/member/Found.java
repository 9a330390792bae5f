// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A piece of metadata that was found in a file.
 *
 * @param kind
 *            {@code md}, {@code lvm-raid1}, {@code lvm-mirror}, {@code lvm-linear}, {@code drbd},
 *            {@code longhorn}, {@code partition}, {@code luks}, or an image format as {@code qcow2}
 * @param version
 *            of the metadata, as its own tools write it
 * @param at
 *            the byte where it begins, from the file's first
 * @param set
 *            the set that it belongs to; empty if it is no member of one, or not believed
 * @param role
 *            in the set; empty if it has none
 * @param events
 *            a counter that grows with every change of the set; empty if the kind has none
 * @param state
 *            what it says of itself
 * @param area
 *            where the replicated bytes are, from the file's first byte; empty if they are
 *            elsewhere or nothing is believed
 * @param metadata
 *            the bytes of the file that are this member's own, and differ lawfully from the other
 *            members'
 * @param refusal
 *            the field that says why it cannot be examined as a member, in a sentence
 * @param testimony
 *            what it says of the other members
 * @param says
 *            all that in sentences
 */
public record Found(String kind, String version, long at, Optional<SetName> set, String role, OptionalLong events,
        Optional<State> state, Optional<Area> area, List<Area> metadata, Optional<String> refusal, Testimony testimony,
        List<String> says) {

    static final String MD = "md";
    static final String LVM_RAID1 = "lvm-raid1";
    static final String LVM_MIRROR = "lvm-mirror";
    static final String LVM_LINEAR = "lvm-linear";
    static final String DRBD = "drbd";
    static final String LONGHORN = "longhorn";
    static final String PARTITION = "partition";
    static final String LUKS = "luks";

    public Found {
        metadata = List.copyOf(metadata);
        says = List.copyOf(says);
    }

    /** Metadata of which nothing can be used. */
    static Found refused(String kind, String version, long at, String sentence) {
        return new Found(kind, version, at, Optional.empty(), "", OptionalLong.empty(), Optional.empty(),
                Optional.empty(), List.of(), Optional.of(sentence), new Testimony.Silence(), List.of(sentence));
    }

    /** What has an area, if any, but no part in a set. */
    public static Found plain(String kind, String version, long at, String role, Optional<Area> area,
            List<String> says) {
        return new Found(kind, version, at, Optional.empty(), role, OptionalLong.empty(), Optional.empty(), area,
                List.of(), Optional.empty(), new Testimony.Silence(), says);
    }

    /** What of the device lies before and behind the replicated bytes. */
    static List<Area> around(MetadataReader device, Area area) {
        long end = device.base() + device.length();
        return Stream.of(new Area(device.base(), area.offset() - device.base()), new Area(area.end(), end - area.end()))
                .filter(part -> part.length() > 0).toList();
    }

    /** Whether it is a member of a set that can be examined. */
    public boolean isMember() {
        return set.isPresent() && refusal.isEmpty();
    }

    /** The same with one more sentence. */
    Found saying(String sentence) {
        List<String> all = new ArrayList<>(says);
        all.add(sentence);
        return new Found(kind, version, at, set, role, events, state, area, metadata, refusal, testimony, all);
    }
}
