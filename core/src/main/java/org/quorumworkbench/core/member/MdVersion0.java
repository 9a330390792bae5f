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

/**
 * Reads md superblock 0.90 (mdp_super_t in linux/raid/md_p.h): in the last whole 64 KiB but one
 * boundary of the device, in the byte order of the machine that wrote it.
 */
final class MdVersion0 {

    private static final int SIZE = 4096;
    private static final long ALIGNMENT = 65536;
    private static final int RESHAPING = 91;
    private static final int MOST_DISKS = 27;
    private static final int DISKS = 128;
    private static final int DISK_WORDS = 32;
    private static final int THIS_DISK = 992;
    private static final int CHECKSUM = 38;
    // States of a disk, by bit.
    private static final int FAULTY = 1;
    private static final int ACTIVE = 2;
    private static final int SYNC = 4;
    private static final int WRITE_MOSTLY = 1 << 9;

    private final MetadataReader device;
    private final long at;
    private final Fields block;
    private final ByteOrder order;
    private final List<String> says = new ArrayList<>();

    private MdVersion0(MetadataReader device, long at, Fields block, ByteOrder order) {
        this.device = device;
        this.at = at;
        this.block = block;
        this.order = order;
    }

    static Optional<Found> read(MetadataReader device) throws MetadataUnreadable {
        long at = device.length() / ALIGNMENT * ALIGNMENT - ALIGNMENT;
        if (!device.has(at, SIZE)) {
            return Optional.empty();
        }
        Fields block = device.read(at, SIZE, ByteOrder.LITTLE_ENDIAN);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            Fields ordered = block.in(order);
            if (ordered.u32(0) == MdVersion1.MAGIC && ordered.u32(4) == 0) {
                return Optional.of(new MdVersion0(device, at, ordered, order).found());
            }
        }
        return Optional.empty();
    }

    private long word(int index) {
        return block.u32(index * 4);
    }

    private Found found() throws MetadataUnreadable {
        if (checksum() != word(CHECKSUM)) {
            return refused("its checksum is wrong");
        }
        if (word(2) == RESHAPING) {
            return refused("the array is reshaping (minor version 91)");
        }
        if (word(2) != 90) {
            return refused("its minor version is " + word(2));
        }
        if (word(7) != 1) {
            return refused("its level is " + (int) word(7) + ", and only level 1 keeps the same bytes on every member");
        }
        long length = word(8) * 1024;
        if (length > at) {
            return refused("its data is said to be " + word(8) + " KiB, and only " + at / 1024
                    + " are before it (size)");
        }
        if (word(10) > MOST_DISKS || word(THIS_DISK) >= MOST_DISKS) {
            return refused("it claims " + word(10) + " devices, and to be number " + word(THIS_DISK));
        }
        return member(length);
    }

    private Found refused(String reason) {
        return Found.refused(Found.MD, "0.90", device.base() + at,
                "The md superblock at " + (device.base() + at) + " is not used: " + reason + ".");
    }

    private long checksum() {
        long sum = 0;
        for (int i = 0; i < SIZE / 4; i++) {
            sum += i == CHECKSUM ? 0 : word(i);
        }
        return ((sum & 0xffffffffL) + (sum >>> 32)) & 0xffffffffL;
    }

    private Found member(long length) throws MetadataUnreadable {
        boolean little = order == ByteOrder.LITTLE_ENDIAN;
        long events = (word(little ? 40 : 39) << 32) | word(little ? 39 : 40);
        long role = word(THIS_DISK + 3);
        int own = (int) word(THIS_DISK + 4);
        boolean active = (own & (FAULTY | ACTIVE | SYNC)) == (ACTIVE | SYNC) && role < word(10);
        State state = (own & FAULTY) != 0
                ? State.FAULTY
                : !active
                        ? State.SPARE
                        : (word(33) & 1) != 0
                                ? State.CLEAN
                                : State.DIRTY;
        says.add(active
                ? "Role " + role + " of " + word(10) + "; events " + Long.toUnsignedString(events) + ", written on a "
                        + (little ? "little" : "big") + "-endian machine."
                : "It has no role in the array: it is " + state.word() + ".");
        Map<Integer, Integer> roles = new HashMap<>();
        Set<Integer> failed = new HashSet<>();
        for (int disk = 0; disk < word(10); disk++) {
            if ((word(DISKS + disk * DISK_WORDS + 4) & (FAULTY | ACTIVE | SYNC)) != (ACTIVE | SYNC)) {
                failed.add(disk);
                says.add("It says that role " + disk + " is missing.");
            } else {
                roles.put(disk, disk);
            }
        }
        boolean writeMostly = (own & WRITE_MOSTLY) != 0;
        if (writeMostly) {
            says.add("It is write-mostly: it is read only if no other can be.");
        }
        Optional<WriteIntent> bitmap = (word(33) & 0x100) != 0
                ? MdBitmap.read(device, at + SIZE, uuidBytes(), events, length / SectorRange.SECTOR, says)
                : Optional.empty();
        Area area = new Area(device.base(), length);
        int number = (int) (active ? role : word(THIS_DISK));
        return new Found(Found.MD, "0.90", device.base() + at,
                Optional.of(new SetName(uuid().replace(":", ""), uuid(), List.of())),
                active ? Long.toString(role) : state.word(), OptionalLong.of(events), Optional.of(state),
                Optional.of(area), Found.around(device, area), Optional.empty(),
                // The format has no UUID of a device: the number in the array has to do.
                new Testimony.Mirror("number " + number, number, active ? number : -1, active, roles, failed, bitmap,
                        OptionalLong.empty(),
                        List.of(), writeMostly),
                says);
    }

    /** As mdadm writes it. */
    private String uuid() {
        return "%08x:%08x:%08x:%08x".formatted(word(5), word(13), word(14), word(15));
    }

    private byte[] uuidBytes() {
        byte[] uuid = new byte[16];
        System.arraycopy(block.copy(20, 4), 0, uuid, 0, 4);
        System.arraycopy(block.copy(52, 12), 0, uuid, 4, 12);
        return uuid;
    }
}
