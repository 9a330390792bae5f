// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.member.Testimony.Mirror;

/** What md superblocks say, and what is refused by which field. */
final class MdMemberTest {

    @ParameterizedTest
    @CsvSource({"a, 1.2, 4096, 0, 6, 1048576, 66060288, a181cdcd:2286e7b0:98d3aba1:491a553e",
            "b, 1.2, 4096, 1, 2, 1048576, 66060288, a181cdcd:2286e7b0:98d3aba1:491a553e",
            "e, 1.1, 0, 1, 2, 1048576, 66060288, 8f9ede72:45878298:79c6f076:52691e7d",
            "g, 1.0, 67100672, 1, 4, 0, 67043328, f703f3f6:6abb9d9f:d5abdc2f:938f513d",
            "h, 0.90, 67043328, 0, 1, 0, 67043328, e587788a:c98aeef2:3d186b3c:53958f34"})
    void membersThatLinuxMadeAreWhatMdadmSaysOfThem(String member, String version, long at, String role, long events,
            long offset, long length, String set) {
        Found found = only(Fixtures.member(member));
        assertEquals(List.of("md", version, at, role, OptionalLong.of(events), Optional.of(new Area(offset, length)),
                Optional.of(State.CLEAN), set),
                List.of(found.kind(), found.version(), found.at(), found.role(), found.events(), found.area(),
                        found.state(), found.set().orElseThrow().word()));
    }

    @Test
    void theBitmapMarksExactlyWhereTheStaleMemberDiffers() {
        WriteIntent bitmap = mirror(only(Fixtures.member("a"))).bitmap().orElseThrow();
        assertEquals(1, bitmap.cleared());
        assertEquals(Optional.of(new SectorRange(2048, 2048)), bitmap.dirty().span());
        assertEquals(2048, bitmap.dirty().count());
    }

    @Test
    void theBitmapOfAnOldSuperblockIsReadToo() {
        assertEquals(0, mirror(only(Fixtures.member("h"))).bitmap().orElseThrow().dirty().count());
    }

    @ParameterizedTest
    @CsvSource({"a, 4300", "d, 300", "f, 67100800", "h, 67043400"})
    void aWrongChecksumIsToldAndNothingBelieved(String member, long damaged) {
        MemoryDevice device = Fixtures.member(member);
        device.fill(damaged, new byte[]{0x55});
        Found found = only(device);
        assertTrue(!found.isMember() && found.area().isEmpty() && found.set().isEmpty());
        assertTrue(found.says().getFirst().contains("checksum is wrong"), found.says().toString());
    }

    @ParameterizedTest
    @CsvSource({"72, 5, level is 5", "72, -4, level is -4", "8, 4, reshaping", "8, 64, new_offset",
            "8, 512, journalled",
            "8, 1024, journalled", "80, 6145, data_offset", "128, 2049, data_offset",
            "220, 2000, table of 2000 devices"})
    void whatIsNoPlainMirrorIsRefusedByTheFieldThatSaysSo(int field, long value, String reason) {
        Found found = only(new MdCrafted(0, 2, 5).u32(field, value).device());
        assertTrue(found.refusal().orElse("").contains(reason), found.toString());
        assertTrue(!found.isMember());
    }

    @ParameterizedTest
    @CsvSource({"80", "128"})
    void numbersAboveAllDisksAreRefused(int field) {
        for (long value : new long[]{-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 54, 1L << 55}) {
            assertTrue(only(new MdCrafted(0, 2, 5).u64(field, value).device()).refusal().isPresent(), value + "");
        }
    }

    @Test
    void aSuperblockThatNamesAnotherPlaceBelongsToAnotherDevice() {
        assertEquals(List.of(), found(new MdCrafted(0, 2, 5).u64(144, 16).device()));
    }

    @Test
    void aMemberThatIsBeingRecoveredSaysHowFar() {
        Found found = only(new MdCrafted(1, 2, 5).recoveredTo(4000).device());
        assertEquals(Optional.of(State.RECOVERING), found.state());
        assertEquals(OptionalLong.of(4000), mirror(found).recovered());
    }

    @Test
    void badBlocksCountFromTheAreaAndAreMerged() {
        long first = (long) (MdCrafted.DATA_OFFSET + 100) << 10 | 8;
        long next = (long) (MdCrafted.DATA_OFFSET + 104) << 10 | 16;
        long before = 5L << 10 | 1;
        assertEquals(List.of(new SectorRange(100, 20)),
                mirror(only(new MdCrafted(0, 2, 5).badBlocks(first, next, before).device())).badSectors());
    }

    @Test
    void aSpareHasNoRole() {
        Found found = only(new MdCrafted(3, 2, 5).device());
        assertEquals(List.of("spare", Optional.of(State.SPARE)), List.of(found.role(), found.state()));
    }

    @ParameterizedTest
    @CsvSource({"52, 3", "52, 256", "4, 5", "4, 3", "40, 6145", "48, 2", "24, 4", "8, 1"})
    void aBitmapThatCannotBeRightIsNotBelieved(int field, long value) {
        MdCrafted member = new MdCrafted(0, 2, 5).bitmap(5, 1, 3);
        member.disk.u32(MdCrafted.BITMAP + field, value);
        Found found = only(member.device());
        assertEquals(Optional.empty(), mirror(found).bitmap());
        assertTrue(found.says().toString().contains("bitmap is not believed"), found.says().toString());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void anOldSuperblockIsReadInEitherByteOrder(boolean little) {
        Found found = only(oldMember(little, 1, 90, 1, 60).disk());
        assertEquals(List.of("0.90", "1", OptionalLong.of(0x1_0000_0007L), "00000001:00000002:00000003:00000004"),
                List.of(found.version(), found.role(), found.events(), found.set().orElseThrow().word()));
        assertEquals(Optional.of(new Area(0, 60 * 1024)), found.area());
        assertTrue(found.says().toString().contains("role 0 is missing"), found.says().toString());
    }

    @ParameterizedTest
    @CsvSource({"91, 1, 60, reshaping", "92, 1, 60, minor version", "90, 5, 60, level is 5", "90, 1, 100, size"})
    void anOldSuperblockIsRefusedByItsFields(int minor, int level, int kibibytes, String reason) {
        Found found = only(oldMember(true, 1, minor, level, kibibytes).disk());
        assertTrue(found.refusal().orElse("").contains(reason), found.toString());
    }

    @Test
    void aSuperblockAtTheEndOfTheLastPartitionIsNotTakenForTheDisks() {
        Crafted disk = new Crafted(4 << 20);
        PartitionTableTest.entry(disk, 0, 0, 0, 0xfd, 2048, 6144);
        byte[] member = oldMember(true, 1, 90, 1, 2944).bytes();
        disk.put(2048 * 512 + (3 << 20) - 65536, Arrays.copyOfRange(member, member.length - 65536, member.length));
        List<Found> found = found(disk.disk());
        assertEquals(List.of("md", "partition"), found.stream().map(Found::kind).sorted().toList());
        assertEquals(Optional.of(new Area(2048 * 512, 2944 * 1024)),
                found.stream().filter(Found::isMember).findFirst().orElseThrow().area());
    }

    @Test
    void aDiskThatFailsIsToldOf() {
        Identification of = Identification.of(new MetadataReader(new FailingDevice(1 << 20)));
        assertEquals(List.of(), of.found());
        assertTrue(of.problems().getFirst().contains("Input/output error"), of.problems().toString());
    }

    /** 128 KiB and more, with the superblock in the last 64 KiB. */
    private static Crafted oldMember(boolean little, int role, int minor, int level, int kibibytes) {
        int length = Math.max(2, Math.ceilDiv(Math.min(kibibytes, 64), 64) + 1) * 65536;
        Crafted disk = new Crafted(length);
        if (!little) {
            disk.bigEndian();
        }
        int at = length - 65536;
        disk.u32(at, 0xa92b4efcL).u32(at + 8, minor).u32(at + 20, 1).u32(at + 28, level).u32(at + 32, kibibytes)
                .u32(at + 40, 2).u32(at + 52, 2).u32(at + 56, 3).u32(at + 60, 4).u32(at + 132, 1)
                .u32(at + (little ? 156 : 160), 7).u32(at + (little ? 160 : 156), 1);
        disk.u32(at + 512 + 128, 1).u32(at + 512 + 128 + 12, 1).u32(at + 512 + 128 + 16, 6).u32(at + 512 + 16, 8);
        disk.u32(at + 3968, 1).u32(at + 3968 + 12, role).u32(at + 3968 + 16, 6);
        Fields fields = new Fields(Arrays.copyOfRange(disk.bytes(), at, at + 4096),
                little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long sum = 0;
        for (int i = 0; i < 4096; i += 4) {
            sum += fields.u32(i);
        }
        return disk.u32(at + 152, (sum & 0xffffffffL) + (sum >>> 32));
    }

    private static Mirror mirror(Found found) {
        return (Mirror) found.testimony();
    }

    private static List<Found> found(BlockDevice device) {
        Identification of = Identification.of(new MetadataReader(device));
        assertEquals(List.of(), of.problems());
        return of.found();
    }

    private static Found only(BlockDevice device) {
        List<Found> found = found(device);
        assertEquals(1, found.size(), found.toString());
        return found.getFirst();
    }

    @Test
    void membersAreFoundWithinPartitions() {
        Crafted disk = new Crafted(8 << 20);
        PartitionTableTest.entry(disk, 0, 0, 0, 0xfd, 2048, 8192);
        disk.put(2048 * 512, new MdCrafted(1, 2, 5).bytes());
        Found member = found(disk.disk()).stream().filter(Found::isMember).findFirst().orElseThrow();
        assertEquals(2048 * 512 + 4096, member.at());
        assertEquals(Optional.of(new Area((2048 + MdCrafted.DATA_OFFSET) * 512L, MdCrafted.SECTORS * 512L)),
                member.area());
    }

    @Test
    void aMemberThatIsCutIsRefused() {
        BlockDevice cut = new PartDevice(Fixtures.member("a"), 0, OptionalLong.of(32 << 20));
        assertTrue(only(cut).refusal().orElse("").contains("the device ends before"));
    }
}
