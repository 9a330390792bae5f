// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.util.Map;

/**
 * A partition as its table describes it.
 *
 * @param number
 *            1 or more; in an MBR 1 to 4 are primary, from 5 on logical
 * @param area
 *            its bytes, counted from the first byte of what the table is on; cut at the end of what
 *            is there
 * @param type
 *            as the table has it: a GUID in lower case, or {@code 0xfd}
 * @param name
 *            the label that a GPT gives it; empty if it has none
 */
public record Partition(int number, Area area, String type, String name) {

    // UEFI specification, table of partition type GUIDs, and the Discoverable Partitions
    // Specification; MBR types as in Linux's fdisk.
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "EFI system"),
            Map.entry("21686148-6449-6e6f-744e-656564454649", "BIOS boot"),
            Map.entry("0fc63daf-8483-4772-8e79-3d69d8477de4", "Linux file system"),
            Map.entry("0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "Linux swap"),
            Map.entry("a19d880f-05fc-4d3b-a006-743f0f84911e", "Linux RAID"),
            Map.entry("e6d6d379-f507-44c2-a23c-238f2a3df928", "Linux LVM"),
            Map.entry("ca7d7ccb-63ed-4c53-861c-1742536059cc", "LUKS"),
            Map.entry("4f68bce3-e8cd-4db1-96e7-fbcaf984b709", "Linux root (x86-64)"),
            Map.entry("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "Microsoft basic data"),
            Map.entry("e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved"),
            Map.entry("de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery"),
            Map.entry("0x01", "FAT12"), Map.entry("0x04", "FAT16"), Map.entry("0x06", "FAT16"),
            Map.entry("0x07", "NTFS or exFAT"), Map.entry("0x0b", "FAT32"), Map.entry("0x0c", "FAT32"),
            Map.entry("0x0e", "FAT16"), Map.entry("0x82", "Linux swap"), Map.entry("0x83", "Linux"),
            Map.entry("0x8e", "Linux LVM"), Map.entry("0xee", "GPT"), Map.entry("0xef", "EFI system"),
            Map.entry("0xfd", "Linux RAID"));

    /** The type in words, or as the table has it where no word is known. */
    public String typeName() {
        return TYPES.getOrDefault(type, type);
    }
}
