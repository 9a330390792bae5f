// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.LvmMirror.Leg;

/** The logical volumes, and the legs of mirrored ones, that lie on a physical volume. */
final class LvmMembers {

    // struct dm_raid_superblock in the kernel's dm-raid.c: "DmRd", little-endian.
    private static final String MAGIC = "DmRd";
    private static final int BITMAP = 4096;
    private static final int RESHAPE_ACTIVE = 1;
    private static final int MOST_LEGS = 64;

    private final MetadataReader device;
    private final LvmPhysicalVolume physical;
    private final LvmPhysicalVolume.Group group;
    private final List<Found> found = new ArrayList<>();

    private LvmMembers(MetadataReader device, LvmPhysicalVolume physical, LvmPhysicalVolume.Group group) {
        this.device = device;
        this.physical = physical;
        this.group = group;
    }

    static List<Found> read(MetadataReader device) throws MetadataUnreadable {
        Optional<LvmPhysicalVolume> physical = LvmPhysicalVolume.read(device);
        if (physical.isEmpty()) {
            return List.of();
        }
        if (physical.get().group().isEmpty()) {
            return List.of(Found.refused(Found.LVM_LINEAR, "LVM2", device.base() + physical.get().at(),
                    String.join(" ", physical.get().says())));
        }
        LvmMembers members = new LvmMembers(device, physical.get(), physical.get().group().get());
        members.read();
        return members.found;
    }

    private void read() throws MetadataUnreadable {
        Set<String> parts = new HashSet<>();
        for (LvmMirror mirror : group.mirrors()) {
            for (int role = 0; role < Math.min(mirror.legs().size(), MOST_LEGS); role++) {
                Leg leg = mirror.legs().get(role);
                parts.add(leg.data());
                if (!group.segments(leg.data()).isEmpty()) {
                    leg(mirror, leg, role);
                }
            }
        }
        for (LvmPhysicalVolume.Volume volume : group.volumes()) {
            List<LvmSegment> pieces = group.segments(volume.name());
            if (volume.visible() && !parts.contains(volume.name()) && !pieces.isEmpty()) {
                linear(volume, pieces);
            }
        }
    }

    private long at() {
        return device.base() + physical.at();
    }

    /** What lies before the first extent: the label and the text. */
    private Area label() {
        return new Area(device.base(), Math.min(group.dataStart(), device.length()));
    }

    private void linear(LvmPhysicalVolume.Volume volume, List<LvmSegment> pieces) {
        String name = group.name() + "/" + volume.name();
        Optional<Area> area = whole(volume.name(), volume.length());
        if (area.isEmpty()) {
            found.add(Found.refused(Found.LVM_LINEAR, "LVM2", at(), "The logical volume " + name
                    + " is not used: it does not lie in one piece on this device (" + pieces.size()
                    + " of its pieces are here)."));
            return;
        }
        found.add(new Found(Found.LVM_LINEAR, "LVM2", at(), Optional.of(set(volume.id(), volume.name())), "",
                OptionalLong.empty(), Optional.empty(), area, List.of(label()), Optional.empty(),
                new Testimony.Part(physical.id(), group.sequence()),
                says("Logical volume " + name + ".")));
    }

    /** The bytes of a volume that lies here in one piece. */
    private Optional<Area> whole(String volume, long length) {
        List<LvmSegment> pieces = group.segments(volume);
        long next = 0;
        for (LvmSegment piece : pieces) {
            long expected = pieces.getFirst().area().offset() + next;
            if (piece.stripes() != 1 || piece.volumeOffset() != next || piece.area().offset() != expected) {
                return Optional.empty();
            }
            next += piece.area().length();
        }
        return next == length && length > 0
                ? Optional.of(new Area(device.base() + pieces.getFirst().area().offset(), length))
                : Optional.empty();
    }

    private SetName set(String id, String volume) {
        return new SetName(group.id() + "/" + id, group.name() + "/" + volume, List.of(id, volume));
    }

    private List<String> says(String first) {
        List<String> says = new ArrayList<>();
        says.add(first);
        group.sequence()
                .ifPresent(number -> says.add("The metadata of " + group.name() + " is number " + number + "."));
        says.addAll(physical.says());
        return says;
    }

    private void leg(LvmMirror mirror, Leg leg, int role) throws MetadataUnreadable {
        String name = group.name() + "/" + leg.data();
        String kind = mirror.type().equals("mirror") ? Found.LVM_MIRROR : Found.LVM_RAID1;
        if (!mirror.type().equals("mirror") && !mirror.type().equals("raid1")) {
            found.add(Found.refused(kind, "LVM2", at(), "The leg " + name + " is not used: its type is " + mirror.type()
                    + ", and only raid1 and mirror keep the same bytes on every leg."));
            return;
        }
        Optional<Area> area = whole(leg.data(), mirror.length());
        if (area.isEmpty()) {
            found.add(Found.refused(kind, "LVM2", at(),
                    "The leg " + name + " is not used: it does not lie in one piece on this device."));
            return;
        }
        if (leg.metadata().isPresent()) {
            raid(mirror, leg.metadata().get(), name, role, area.get());
        } else {
            found.add(new Found(kind, "LVM2", at(), Optional.of(set(mirror.id(), mirror.volume())),
                    Integer.toString(role), OptionalLong.empty(), Optional.empty(), area, List.of(label()),
                    Optional.empty(),
                    new Testimony.Part(physical.id() + " leg " + role, group.sequence()),
                    says("Leg " + role + " of " + mirror.legs().size() + "; a mirror keeps no state of its legs.")));
        }
    }

    private void raid(LvmMirror mirror, String metadata, String name, int role, Area area) throws MetadataUnreadable {
        List<LvmSegment> pieces = group.segments(metadata);
        if (pieces.isEmpty() || !device.has(pieces.getFirst().area().offset(), SectorRange.SECTOR)) {
            found.add(Found.refused(Found.LVM_RAID1, "LVM2", at(),
                    "The leg " + name + " is not used: its state (" + metadata + ") is not on this device."));
            return;
        }
        long start = pieces.getFirst().area().offset();
        Fields block = device.read(start, SectorRange.SECTOR, ByteOrder.LITTLE_ENDIAN);
        String problem = problem(block, mirror, role);
        if (!problem.isEmpty()) {
            found.add(Found.refused(Found.LVM_RAID1, "dm-raid", device.base() + start,
                    "The leg " + name + " is not used: " + problem + "."));
            return;
        }
        member(mirror, role, area, start, block);
    }

    private static String problem(Fields block, LvmMirror mirror, int role) {
        if (!block.has(0, MAGIC)) {
            return "no state of a leg is where it should be";
        }
        if (block.u32(48) != 1) {
            return "its level is " + block.u32(48);
        }
        if ((block.u32(60) & RESHAPE_ACTIVE) != 0) {
            return "the mirror is reshaping (flags)";
        }
        if (block.u32(12) != role || block.u32(8) != mirror.legs().size()) {
            return "its state says leg " + block.u32(12) + " of " + block.u32(8) + ", and the volume group says leg "
                    + role
                    + " of " + mirror.legs().size();
        }
        return "";
    }

    private void member(LvmMirror mirror, int role, Area area, long start, Fields block) throws MetadataUnreadable {
        long events = block.u64(16);
        long sectors = area.length() / SectorRange.SECTOR;
        Map<Integer, Integer> roles = new HashMap<>();
        Set<Integer> failed = new HashSet<>();
        List<String> says = says("Leg " + role + " of " + mirror.legs().size() + "; events "
                + Long.toUnsignedString(events) + ".");
        for (int leg = 0; leg < mirror.legs().size() && leg < MOST_LEGS; leg++) {
            if (((block.u64(24) >>> leg) & 1) != 0) {
                failed.add(leg);
                says.add("It says that leg " + leg + " has failed.");
            } else {
                roles.put(leg, leg);
            }
        }
        OptionalLong recovered = block.u64(32) == -1
                ? OptionalLong.empty()
                : OptionalLong.of(Math.clamp(block.u64(32), 0, sectors));
        recovered.ifPresent(
                held -> says.add("It is being recovered: from sector " + held + " on it holds nothing yet."));
        State state = failed.contains(role)
                ? State.FAULTY
                : recovered.isPresent()
                        ? State.RECOVERING
                        : block.u64(40) == -1
                                ? State.CLEAN
                                : State.DIRTY;
        // dm-raid gives its bitmap no UUID.
        Optional<WriteIntent> bitmap = MdBitmap.read(device, start + BITMAP, new byte[16], events, sectors, says);
        Area own = group.segments(mirror.legs().get(role).metadata().orElseThrow()).getFirst().area()
                .shifted(device.base());
        found.add(new Found(Found.LVM_RAID1, "dm-raid", device.base() + start,
                Optional.of(set(mirror.id(), mirror.volume())), Integer.toString(role), OptionalLong.of(events),
                Optional.of(state), Optional.of(area), List.of(label(), own), Optional.empty(),
                new Testimony.Mirror("leg " + role, role, role, true, roles, failed, bitmap, recovered, List.of(),
                        false),
                says));
    }
}
