// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.PartitionTable.Copy;
import org.quorumworkbench.core.member.PartitionTable.Scheme;

/**
 * The partition table of the PC: four entries in the first sector, and a chain of further tables,
 * each with one logical partition, in an extended one.
 */
final class Mbr {

    static final String PROTECTIVE = "0xee";

    private static final int ENTRIES = 446;
    private static final int ENTRY = 16;
    private static final Set<Integer> EXTENDED = Set.of(0x05, 0x0f, 0x85);
    // Linux makes device nodes for no more; a chain that is longer leads in a circle or nowhere.
    private static final int MOST_LOGICAL = 252;

    private final MetadataReader disk;
    private final List<Partition> partitions = new ArrayList<>();
    private final List<String> says = new ArrayList<>();

    private Mbr(MetadataReader disk) {
        this.disk = disk;
    }

    private record Entry(int boot, int type, long start, long count) {

        static Entry at(Fields sector, int index) {
            int at = ENTRIES + ENTRY * index;
            return new Entry(sector.u8(at), sector.u8(at + 4), sector.u32(at + 8), sector.u32(at + 12));
        }

        boolean isUsed() {
            return type != 0 && count > 0;
        }

        boolean isExtended() {
            return EXTENDED.contains(type);
        }
    }

    static Optional<PartitionTable> read(MetadataReader disk) throws MetadataUnreadable {
        return disk.has(0, SectorRange.SECTOR) ? new Mbr(disk).table() : Optional.empty();
    }

    private Optional<PartitionTable> table() throws MetadataUnreadable {
        Fields sector = disk.read(0, SectorRange.SECTOR, ByteOrder.LITTLE_ENDIAN);
        List<Entry> entries = entries(sector);
        // The boot sector of a file system ends with the same two bytes; it has code or text where a
        // table has boot marks.
        boolean plausible = sector.u16(510) == 0xaa55 && entries.stream().anyMatch(Entry::isUsed)
                && entries.stream().allMatch(entry -> entry.boot() == 0 || entry.boot() == 0x80)
                && entries.stream().filter(Entry::isUsed)
                        .allMatch(entry -> entry.start() > 0 && entry.start() < sectors());
        if (!plausible) {
            return Optional.empty();
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.isUsed() && !entry.isExtended()) {
                add(i + 1, entry, entry.start());
            }
        }
        for (Entry entry : entries) {
            if (entry.isUsed() && entry.isExtended()) {
                logical(entry.start());
            }
        }
        return Optional.of(new PartitionTable(Scheme.MBR, Copy.PRIMARY, 0,
                "%08x".formatted(sector.u32(440)), partitions, says));
    }

    private static List<Entry> entries(Fields sector) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            entries.add(Entry.at(sector, i));
        }
        return entries;
    }

    private long sectors() {
        return disk.length() / SectorRange.SECTOR;
    }

    /**
     * Follows the chain. Each table's first entry is its partition, from the table on; the second is
     * the next table, from the extended partition's beginning on.
     */
    private void logical(long extended) throws MetadataUnreadable {
        Set<Long> seen = new HashSet<>();
        long table = extended;
        while (seen.size() < MOST_LOGICAL && seen.add(table)) {
            if (!disk.has(table * SectorRange.SECTOR, SectorRange.SECTOR)) {
                says.add("The chain of logical partitions leads behind the end of the disk, to sector " + table + ".");
                return;
            }
            Fields sector = disk.read(table * SectorRange.SECTOR, SectorRange.SECTOR, ByteOrder.LITTLE_ENDIAN);
            if (sector.u16(510) != 0xaa55) {
                says.add("The chain of logical partitions breaks off at sector " + table + ": no table is there.");
                return;
            }
            Entry partition = Entry.at(sector, 0);
            if (partition.isUsed() && !partition.isExtended()) {
                add(4 + seen.size(), partition, table + partition.start());
            }
            Entry next = Entry.at(sector, 1);
            if (!next.isUsed()) {
                return;
            }
            table = extended + next.start();
        }
        says.add("The chain of logical partitions does not end: it comes back to sector " + table + ".");
    }

    private void add(int number, Entry entry, long start) {
        if (start >= sectors()) {
            says.add("Partition " + number + " begins at sector " + start + ", behind the end of the disk.");
            return;
        }
        long count = Math.min(entry.count(), sectors() - start);
        // A protective entry covers more than any disk on purpose.
        if (count < entry.count() && entry.type() != 0xee) {
            says.add(
                    "Partition " + number + " ends behind the end of the disk: " + entry.count() + " sectors, of which "
                            + count + " are there.");
        }
        partitions.add(new Partition(number, new Area(start * SectorRange.SECTOR, count * SectorRange.SECTOR),
                "0x%02x".formatted(entry.type()), ""));
    }
}
