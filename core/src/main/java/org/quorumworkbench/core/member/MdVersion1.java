// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Reads md superblocks 1.0, 1.1 and 1.2, which differ in their place only (struct mdp_superblock_1
 * in linux/raid/md_p.h); always little-endian.
 */
final class MdVersion1 {

    static final long MAGIC = 0xa92b4efcL;

    private static final int SIZE = 4096;
    private static final int MOST_DEVICES = (SIZE - 256) / 2;
    private static final long MOST_SECTORS = 1L << 54;
    // Features, in the order of their bits.
    private static final int BITMAP = 1;
    private static final int RECOVERY_OFFSET = 2;
    private static final int BAD_BLOCKS = 8;
    private static final Map<Integer, String> REFUSED = Map.of(4, "reshaping (feature bit 4)", 64,
            "moving its data (feature bit 64, new_offset)", 512, "journalled (feature bit 512)", 1024,
            "journalled (feature bit 1024, partial parity log)");
    private static final int FAULTY = 0xfffe;
    private static final int SPARE = 0xffff;

    private final MetadataReader device;
    private final String version;
    private final long at;
    private final Fields block;
    private final List<String> says = new ArrayList<>();

    private MdVersion1(MetadataReader device, String version, long at, Fields block) {
        this.device = device;
        this.version = version;
        this.at = at;
        this.block = block;
    }

    /** Looks at all three places. */
    static List<Found> read(MetadataReader device) throws MetadataUnreadable {
        List<Found> found = new ArrayList<>();
        long end = ((device.length() / SectorRange.SECTOR - 16) & ~7L) * SectorRange.SECTOR;
        read(device, "1.1", 0).ifPresent(found::add);
        read(device, "1.2", 4096).ifPresent(found::add);
        if (end > 4096) {
            read(device, "1.0", end).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Found> read(MetadataReader device, String version, long at) throws MetadataUnreadable {
        if (!device.has(at, SIZE)) {
            return Optional.empty();
        }
        Fields block = device.read(at, SIZE, ByteOrder.LITTLE_ENDIAN);
        return block.u32(0) == MAGIC && block.u32(4) == 1
                ? new MdVersion1(device, version, at, block).found()
                : Optional.empty();
    }

    private Optional<Found> found() throws MetadataUnreadable {
        long devices = block.u32(220);
        if (devices > MOST_DEVICES) {
            return Optional.of(refused("it claims a table of " + devices + " devices"));
        }
        if (checksum(256 + 2 * (int) devices) != block.u32(216)) {
            return Optional.of(refused("its checksum is wrong"));
        }
        // A superblock that is in another place by its own words belongs to another device: that of a
        // last partition, for instance, lies where one of the whole disk would.
        if (block.u64(144) != at / SectorRange.SECTOR) {
            return Optional.empty();
        }
        if (block.s32(72) != 1) {
            return Optional.of(refused("its level is " + block.s32(72) + ", and only level 1 keeps the same bytes on "
                    + "every member"));
        }
        for (Map.Entry<Integer, String> feature : REFUSED.entrySet()) {
            if ((block.u32(8) & feature.getKey()) != 0) {
                return Optional.of(refused("the array is " + feature.getValue()));
            }
        }
        long dataOffset = block.u64(128);
        long sectors = block.u64(80);
        if (dataOffset < 0 || dataOffset > MOST_SECTORS || sectors < 0 || sectors > MOST_SECTORS
                || !device.has(dataOffset * SectorRange.SECTOR, sectors * SectorRange.SECTOR)) {
            return Optional.of(refused("its data is said to be " + Long.toUnsignedString(sectors) + " sectors from "
                    + Long.toUnsignedString(dataOffset) + " on, and the device ends before (data_offset, size)"));
        }
        return Optional.of(member(dataOffset, sectors, (int) devices));
    }

    private Found refused(String reason) {
        return Found.refused(Found.MD, version, device.base() + at,
                "The md superblock at " + (device.base() + at) + " is not used: " + reason + ".");
    }

    /** The sum of the words, a last half word too, folded once. */
    private long checksum(int size) {
        long sum = 0;
        for (int i = 0; i + 4 <= size; i += 4) {
            sum += i == 216 ? 0 : block.u32(i);
        }
        if (size % 4 != 0) {
            sum += block.u16(size - 2);
        }
        return ((sum & 0xffffffffL) + (sum >>> 32)) & 0xffffffffL;
    }

    private Found member(long dataOffset, long sectors, int devices) throws MetadataUnreadable {
        int number = (int) Math.min(block.u32(160), Integer.MAX_VALUE);
        int role = number < devices ? role(number) : SPARE;
        long raidDevices = block.u32(92);
        long events = block.u64(200);
        boolean active = role < raidDevices;
        OptionalLong recovered = active && feature(RECOVERY_OFFSET)
                ? OptionalLong.of(Math.clamp(block.u64(152), 0, sectors))
                : OptionalLong.empty();
        State state = role == FAULTY
                ? State.FAULTY
                : !active
                        ? State.SPARE
                        : recovered.isPresent()
                                ? State.RECOVERING
                                : block.u64(208) == -1
                                        ? State.CLEAN
                                        : State.DIRTY;
        says.add(active
                ? "Role " + role + " of " + raidDevices + "; events " + Long.toUnsignedString(events)
                        + ", last written " + Instant.ofEpochSecond(block.u64(192) & 0xffffffffffL) + "."
                : "It has no role in the array: it is " + state.word() + ".");
        vacancies(raidDevices, devices);
        recovered.ifPresent(
                held -> says.add("It is being recovered: from sector " + held + " on it holds nothing yet."));
        boolean writeMostly = (block.u8(184) & 1) != 0;
        if (writeMostly) {
            says.add("It is write-mostly: it is read only if no other can be.");
        }
        if (block.u32(164) != 0) {
            says.add(block.u32(164) + " sectors could not be read from it, and were written anew.");
        }
        Optional<WriteIntent> bitmap = feature(BITMAP)
                ? MdBitmap.read(device, at + (long) block.s32(96) * SectorRange.SECTOR, block.copy(16, 16), events,
                        sectors, says)
                : Optional.empty();
        Testimony testimony = new Testimony.Mirror(block.hex(168, 16), number, active ? role : -1,
                number < raidDevices, roles(raidDevices, devices), failed(devices), bitmap, recovered,
                badSectors(dataOffset, sectors), writeMostly);
        Area area = new Area(device.base() + dataOffset * SectorRange.SECTOR, sectors * SectorRange.SECTOR);
        String name = block.text(32, 32);
        return new Found(Found.MD, version, device.base() + at,
                Optional.of(new SetName(block.hex(16, 16), uuid(),
                        List.of(name, name.substring(name.indexOf(':') + 1)))),
                active ? Integer.toString(role) : state.word(), OptionalLong.of(events), Optional.of(state),
                Optional.of(area), Found.around(device, area), Optional.empty(), testimony, says);
    }

    private boolean feature(int bit) {
        return (block.u32(8) & bit) != 0;
    }

    private int role(int number) {
        return block.u16(256 + 2 * number);
    }

    /** As mdadm writes it. */
    private String uuid() {
        return String.join(":", block.hex(16, 4), block.hex(20, 4), block.hex(24, 4), block.hex(28, 4));
    }

    private Map<Integer, Integer> roles(long raidDevices, int devices) {
        Map<Integer, Integer> roles = new HashMap<>();
        for (int number = 0; number < devices; number++) {
            if (role(number) < raidDevices) {
                roles.put(number, role(number));
            }
        }
        return roles;
    }

    private Set<Integer> failed(int devices) {
        Set<Integer> failed = new HashSet<>();
        for (int number = 0; number < devices; number++) {
            if (role(number) == FAULTY) {
                failed.add(number);
            }
        }
        return failed;
    }

    /**
     * Roles that nobody has are what the table says of others; faulty numbers may never have existed.
     */
    private void vacancies(long raidDevices, int devices) {
        Map<Integer, Integer> roles = roles(raidDevices, devices);
        for (int role = 0; role < Math.min(raidDevices, devices); role++) {
            if (!roles.containsValue(role)) {
                says.add("It says that role " + role + " is missing.");
            }
        }
    }

    /** The log counts from the device's first sector (rdev_set_badblocks in the kernel's md.c). */
    private List<SectorRange> badSectors(long dataOffset, long sectors) throws MetadataUnreadable {
        int size = block.u16(186);
        long log = at + (long) block.s32(188) * SectorRange.SECTOR;
        if (!feature(BAD_BLOCKS) || size == 0) {
            return List.of();
        }
        // The kernel, too, takes a page at most.
        if (size > 8 || !device.has(log, (long) size * SectorRange.SECTOR)) {
            says.add("The bad block log is not believed: it is said to be " + size + " sectors long.");
            return List.of();
        }
        Fields entries = device.read(log, size * SectorRange.SECTOR, ByteOrder.LITTLE_ENDIAN);
        int shift = Math.min(block.u8(185), 20);
        List<SectorRange> bad = new ArrayList<>();
        for (int i = 0; i < entries.size() && entries.u64(i) != -1; i += 8) {
            long entry = entries.u64(i);
            long from = Math.max(0, ((entry >>> 10) << shift) - dataOffset);
            long to = Math.min(sectors, (((entry >>> 10) + (entry & 0x3ff)) << shift) - dataOffset);
            if (entry != 0 && from < to) {
                bad.add(new SectorRange(from, to - from));
            }
        }
        List<SectorRange> merged = merged(bad);
        if (!merged.isEmpty()) {
            says.add("It lists " + merged.stream().mapToLong(SectorRange::count).sum() + " sectors as bad.");
        }
        return merged;
    }

    private static List<SectorRange> merged(List<SectorRange> bad) {
        List<SectorRange> merged = new ArrayList<>();
        bad.sort(Comparator.comparingLong(SectorRange::first));
        for (SectorRange range : bad) {
            SectorRange last = merged.isEmpty() ? SectorRange.EMPTY : merged.getLast();
            if (!merged.isEmpty() && range.first() <= last.end()) {
                merged.set(merged.size() - 1,
                        new SectorRange(last.first(), Math.max(last.end(), range.end()) - last.first()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
