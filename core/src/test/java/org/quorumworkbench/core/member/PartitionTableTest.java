// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.member.PartitionTable.Copy;
import org.quorumworkbench.core.member.PartitionTable.Scheme;

/** GPT, MBR and what is wrong with them. */
final class PartitionTableTest {

    private static final int SECTORS = 2048;

    @Test
    void anMbrTellsItsPrimaryAndLogicalPartitions() throws MetadataUnreadable {
        PartitionTable table = read(withLogical(1200).disk()).orElseThrow();
        assertEquals(Scheme.MBR, table.scheme());
        assertEquals("1:0x83@64+100, 5:0x83@1010+90, 6:0x83@1210+50", sectors(table));
        assertEquals(List.of(), table.says());
        assertEquals("cafe1234", table.id());
    }

    @Test
    void aChainThatComesBackEnds() throws MetadataUnreadable {
        Crafted disk = withLogical(1200);
        entry(disk, 1200 * 512, 1, 0, 0x05, 200, 100);
        PartitionTable table = read(disk.disk()).orElseThrow();
        assertEquals("1:0x83@64+100, 5:0x83@1010+90, 6:0x83@1210+50", sectors(table));
        assertTrue(table.says().getFirst().contains("does not end"), table.says().toString());
    }

    @Test
    void aChainThatLeavesTheDiskIsToldOf() throws MetadataUnreadable {
        PartitionTable table = read(withLogical(5000).disk()).orElseThrow();
        assertEquals("1:0x83@64+100, 5:0x83@1010+90", sectors(table));
        assertTrue(table.says().getFirst().contains("behind the end of the disk"), table.says().toString());
    }

    @Test
    void aPartitionThatEndsBehindTheDiskIsCut() throws MetadataUnreadable {
        Crafted disk = mbr();
        entry(disk, 0, 0, 0, 0x83, 64, 100_000);
        PartitionTable table = read(disk.disk()).orElseThrow();
        assertEquals("1:0x83@64+1984", sectors(table));
        assertTrue(table.says().getFirst().contains("of which 1984 are there"), table.says().toString());
    }

    @Test
    void theBootSectorOfAFileSystemIsNoTable() throws MetadataUnreadable {
        Crafted disk = mbr().text(440, "a boot loader wrote its error message here and goes on with code: disk err");
        disk.u16(510, 0xaa55);
        assertEquals(Optional.empty(), read(disk.disk()));
    }

    @Test
    void anEmptyDiskHasNoTable() throws MetadataUnreadable {
        assertEquals(Optional.empty(), read(new MemoryDevice(1 << 20, true)));
        assertEquals(Optional.empty(), read(new MemoryDevice(0, true)));
        assertEquals(Optional.empty(), read(new MemoryDevice(511, true)));
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096})
    void aGptTellsItsPartitions(int block) throws MetadataUnreadable {
        PartitionTable table = read(gpt(block).disk()).orElseThrow();
        assertEquals(Scheme.GPT, table.scheme());
        assertEquals(Copy.PRIMARY, table.copy());
        assertEquals(block, table.at());
        assertEquals(List.of(), table.says());
        assertEquals("00112233-4455-6677-8899-aabbccddeeff", table.id());
        assertEquals(
                List.of(new Partition(1, new Area(40L * block, 60L * block), "a19d880f-05fc-4d3b-a006-743f0f84911e",
                        "left mirror")),
                table.partitions());
        assertEquals("Linux RAID", table.partitions().getFirst().typeName());
    }

    @ParameterizedTest
    @ValueSource(ints = {512 + 16, 512 + 56, 1024 + 40})
    void aDamagedPrimaryGivesWayToItsBackup(int damaged) throws MetadataUnreadable {
        Crafted disk = gpt(512);
        disk.bytes()[damaged] ^= 1;
        PartitionTable table = read(disk.disk()).orElseThrow();
        assertEquals(Copy.BACKUP, table.copy());
        assertEquals("1:a19d880f-05fc-4d3b-a006-743f0f84911e@40+60", sectors(table));
        assertTrue(table.says().getFirst().contains("checksum"), table.says().toString());
    }

    @Test
    void aDamagedBackupIsToldOf() throws MetadataUnreadable {
        Crafted disk = gpt(512);
        disk.bytes()[(SECTORS - 1) * 512 + 56] ^= 1;
        PartitionTable table = read(disk.disk()).orElseThrow();
        assertEquals(Copy.PRIMARY, table.copy());
        assertTrue(table.says().getFirst().startsWith("The backup GPT is not believed: the checksum"),
                table.says().toString());
    }

    @Test
    void twoDamagedCopiesAreNeverBelieved() throws MetadataUnreadable {
        Crafted disk = gpt(512);
        disk.bytes()[512 + 56] ^= 1;
        disk.bytes()[(SECTORS - 1) * 512 + 56] ^= 1;
        PartitionTable table = read(disk.disk()).orElseThrow();
        assertEquals(List.of(), table.partitions());
        assertTrue(table.says().getFirst().contains("not believed"), table.says().toString());
    }

    @Test
    void anEntryThatLiesOnNoDiskIsLeftOut() throws MetadataUnreadable {
        Crafted disk = gptWith(512, 1L << 62, -1);
        PartitionTable table = read(disk.disk()).orElseThrow();
        assertEquals(List.of(), table.partitions());
        assertTrue(table.says().getFirst().contains("not on the disk"), table.says().toString());
    }

    private static Optional<PartitionTable> read(BlockDevice disk) throws MetadataUnreadable {
        return PartitionTable.read(new MetadataReader(disk));
    }

    private static String sectors(PartitionTable table) {
        return table.partitions().stream().map(partition -> partition.number() + ":" + partition.type() + "@"
                + partition.area().offset() / 512 + "+" + partition.area().length() / 512)
                .collect(Collectors.joining(", "));
    }

    static Crafted mbr() {
        return new Crafted(SECTORS * 512).u16(510, 0xaa55).u32(440, 0xcafe1234L);
    }

    static void entry(Crafted disk, int sector, int index, int boot, int type, long start, long count) {
        int at = sector + 446 + 16 * index;
        disk.u8(at, boot).u8(at + 4, type).u32(at + 8, start).u32(at + 12, count).u16(sector + 510, 0xaa55);
    }

    /** One primary partition, and two logical ones in an extended one. */
    private static Crafted withLogical(int second) {
        Crafted disk = mbr();
        entry(disk, 0, 0, 0x80, 0x83, 64, 100);
        entry(disk, 0, 1, 0, 0x0f, 1000, 1000);
        entry(disk, 1000 * 512, 0, 0, 0x83, 10, 90);
        entry(disk, 1000 * 512, 1, 0, 0x05, second - 1000, 200);
        entry(disk, 1200 * 512, 0, 0, 0x83, 10, 50);
        return disk;
    }

    static Crafted gpt(int block) {
        return gptWith(block, 40, 99);
    }

    private static Crafted gptWith(int block, long first, long last) {
        int size = block == 512 ? SECTORS * 512 : 512 * 4096;
        Crafted disk = new Crafted(size);
        entry(disk, 0, 0, 0, 0xee, 1, 0xffffffffL);
        int end = size / block - 1;
        header(disk, block, 1, 2, first, last);
        header(disk, block, end, end - 32, first, last);
        return disk;
    }

    private static void header(Crafted disk, int block, int where, int entries, long first, long last) {
        int entry = entries * block;
        guid(disk, entry, 0xa19d880fL, 0x05fc, 0x4d3b, "a006743f0f84911e");
        disk.u64(entry + 32, first).u64(entry + 40, last);
        disk.put(entry + 56, "left mirror".getBytes(StandardCharsets.UTF_16LE));
        int at = where * block;
        disk.text(at, "EFI PART").u32(at + 8, 0x10000).u32(at + 12, 92).u64(at + 24, where);
        guid(disk, at + 56, 0x00112233L, 0x4455, 0x6677, "8899aabbccddeeff");
        disk.u64(at + 72, entries).u32(at + 80, 128).u32(at + 84, 128).u32(at + 88, disk.crc(entry, 128 * 128));
        disk.u32(at + 16, 0).u32(at + 16, disk.crc(at, 92));
    }

    private static void guid(Crafted disk, int at, long first, int second, int third, String rest) {
        disk.u32(at, first).u16(at + 4, second).u16(at + 6, third)
                .put(at + 8, java.util.HexFormat.of().parseHex(rest));
    }
}
