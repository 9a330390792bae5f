// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.quorumworkbench.core.file.Printable;
import org.quorumworkbench.core.member.PartitionTable.Copy;
import org.quorumworkbench.core.member.PartitionTable.Scheme;

/**
 * The GUID partition table (UEFI specification, chapter 5): a header and its entries near the
 * beginning of the disk and, as a second copy, at its end.
 */
final class Gpt {

    private static final int HEADER = 92;
    private static final int MOST_ENTRY_BYTES = 1 << 20;
    private static final int[] BLOCKS = {512, 4096};

    private final MetadataReader disk;
    private final int block;
    private final long at;
    private final Fields header;

    private Gpt(MetadataReader disk, int block, long at, Fields header) {
        this.disk = disk;
        this.block = block;
        this.at = at;
        this.header = header;
    }

    /** One copy: what is there, or why it is not believed. */
    private sealed interface Attempt {

        record Table(PartitionTable table) implements Attempt {}

        record Damaged(String reason) implements Attempt {}

        record Nothing() implements Attempt {}
    }

    /**
     * @param expected
     *            whether a protective MBR says that there is one
     */
    static Optional<PartitionTable> read(MetadataReader disk, boolean expected) throws MetadataUnreadable {
        List<String> damaged = new ArrayList<>();
        for (int block : BLOCKS) {
            Attempt primary = attempt(disk, block, block, Copy.PRIMARY);
            Attempt backup = attempt(disk, block, (disk.length() / block - 1) * block, Copy.BACKUP);
            if (primary instanceof Attempt.Table(PartitionTable table)) {
                return Optional.of(with(table, besidePrimary(table, backup, expected)));
            }
            String why = primary instanceof Attempt.Damaged(String reason) ? reason : "it is not there";
            if (backup instanceof Attempt.Table(PartitionTable table)) {
                return Optional.of(
                        with(table, List.of("The primary GPT is not believed: " + why + ". This is the backup.")));
            }
            if (primary instanceof Attempt.Damaged) {
                damaged.add(why);
            }
        }
        if (damaged.isEmpty() && !expected) {
            return Optional.empty();
        }
        String why = damaged.isEmpty() ? "neither copy is there" : damaged.getFirst();
        return Optional.of(new PartitionTable(Scheme.GPT, Copy.PRIMARY, BLOCKS[0], "", List.of(),
                List.of("The GPT is not believed: " + why + ", and its backup is no better.")));
    }

    private static List<String> besidePrimary(PartitionTable table, Attempt backup, boolean expected) {
        List<String> says = new ArrayList<>();
        if (!expected) {
            says.add("There is a GPT but no protective MBR: some programs will see no partitions.");
        }
        switch (backup) {
            case Attempt.Table(PartitionTable other) -> {
                if (!other.partitions().equals(table.partitions()) || !other.id().equals(table.id())) {
                    says.add("The backup GPT at the end of the disk describes other partitions.");
                }
            }
            case Attempt.Damaged(String reason) -> says.add("The backup GPT is not believed: " + reason + ".");
            case Attempt.Nothing() -> says.add("There is no backup GPT at the end of the disk.");
        }
        return says;
    }

    private static PartitionTable with(PartitionTable table, List<String> says) {
        List<String> all = new ArrayList<>(says);
        all.addAll(table.says());
        return new PartitionTable(table.scheme(), table.copy(), table.at(), table.id(), table.partitions(), all);
    }

    private static Attempt attempt(MetadataReader disk, int block, long at, Copy copy) throws MetadataUnreadable {
        if (at < block || !disk.has(at, block)) {
            return new Attempt.Nothing();
        }
        Fields header = disk.read(at, block, ByteOrder.LITTLE_ENDIAN);
        return header.has(0, "EFI PART") ? new Gpt(disk, block, at, header).table(copy) : new Attempt.Nothing();
    }

    private Attempt table(Copy copy) throws MetadataUnreadable {
        long size = header.u32(12);
        if (size < HEADER || size > block) {
            return new Attempt.Damaged("its header claims " + size + " bytes");
        }
        byte[] bytes = header.copy(0, (int) size);
        Arrays.fill(bytes, 16, 20, (byte) 0);
        if (crc(bytes) != header.u32(16)) {
            return new Attempt.Damaged("the checksum of its header is wrong");
        }
        if (header.u64(24) != at / block) {
            return new Attempt.Damaged(
                    "it says of itself that it is in block " + Long.toUnsignedString(header.u64(24)));
        }
        long count = header.u32(80);
        long each = header.u32(84);
        if (each < 128 || each > 4096 || each % 8 != 0 || count * each > MOST_ENTRY_BYTES) {
            return new Attempt.Damaged("it claims " + count + " entries of " + each + " bytes");
        }
        long first = header.u64(72);
        if (first < 0 || first > disk.length() / block || !disk.has(first * block, count * each)) {
            return new Attempt.Damaged("its entries are said to lie behind the end of the disk");
        }
        Fields entries = disk.read(first * block, (int) (count * each), ByteOrder.LITTLE_ENDIAN);
        if (crc(entries.bytes()) != header.u32(88)) {
            return new Attempt.Damaged("the checksum of its entries is wrong");
        }
        List<String> says = new ArrayList<>();
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            partition(entries, i, (int) each, says).ifPresent(partitions::add);
        }
        return new Attempt.Table(new PartitionTable(Scheme.GPT, copy, at, guid(header, 56), partitions, says));
    }

    private Optional<Partition> partition(Fields entries, int index, int each, List<String> says) {
        int entry = index * each;
        String type = guid(entries, entry);
        if (type.equals("00000000-0000-0000-0000-000000000000")) {
            return Optional.empty();
        }
        long first = entries.u64(entry + 32);
        long last = entries.u64(entry + 40);
        long blocks = disk.length() / block;
        if (first < 1 || first >= blocks || last < first) {
            says.add("Partition " + (index + 1) + " is said to lie in blocks " + Long.toUnsignedString(first) + " to "
                    + Long.toUnsignedString(last) + ": that is not on the disk.");
            return Optional.empty();
        }
        long end = Math.min(last, blocks - 1) + 1;
        if (last >= blocks) {
            says.add("Partition " + (index + 1) + " ends behind the end of the disk: only " + (end - first)
                    + " blocks of it are there.");
        }
        String name = new String(entries.copy(entry + 56, 72), StandardCharsets.UTF_16LE);
        int terminator = name.indexOf(0);
        return Optional.of(new Partition(index + 1, new Area(first * block, (end - first) * block), type,
                Printable.line(terminator < 0 ? name : name.substring(0, terminator))));
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    /** A GUID as UEFI writes it: the first three parts are numbers, the last two are bytes. */
    private static String guid(Fields fields, int at) {
        return "%08x-%04x-%04x-%s-%s".formatted(fields.u32(at), fields.u16(at + 4), fields.u16(at + 6),
                fields.hex(at + 8, 2), fields.hex(at + 10, 6));
    }
}
