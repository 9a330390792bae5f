// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Whatever a disk says: it is found out or refused, in bounded time and memory, and what is found
 * lies on the disk.
 */
class MemberFuzzTest {

    private interface Bytes {
        /** A position below {@code bound}, and a value for it. */
        int next(int bound);
    }

    /** Changes up to eight bytes. */
    private static void change(byte[] bytes, int from, int count, Bytes source) {
        int changes = source.next(8) + 1;
        for (int i = 0; i < changes; i++) {
            bytes[from + source.next(count)] = (byte) source.next(256);
        }
    }

    private static Bytes of(FuzzedDataProvider data) {
        return bound -> data.consumeInt(0, bound - 1);
    }

    @FuzzTest(maxDuration = "1m")
    void anyMdMember(FuzzedDataProvider data) {
        check(md(of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyOldMdMember(FuzzedDataProvider data) {
        check(fixture("h", 67043328, 4096 + 300, of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyDrbdMember(FuzzedDataProvider data) {
        check(drbd(of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyPhysicalVolume(FuzzedDataProvider data) {
        check(fixture("j", 0, 12000, of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyStateOfALeg(FuzzedDataProvider data) {
        check(fixture("j", 1048576, 4096 + 300, of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyLvmText(FuzzedDataProvider data) {
        lvmText(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "1m")
    void anyMbr(FuzzedDataProvider data) {
        check(mbr(of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyGpt(FuzzedDataProvider data) {
        check(gpt(of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyLuksHeader(FuzzedDataProvider data) {
        check(luks(of(data)));
    }

    @FuzzTest(maxDuration = "1m")
    void anyBytes(FuzzedDataProvider data) {
        check(MemoryDevice.of(data.consumeRemainingAsBytes()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void changedMetadataIsReadOrRefused(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            check(md(random::nextInt));
            check(drbd(random::nextInt));
            check(mbr(random::nextInt));
            check(gpt(random::nextInt));
            check(luks(random::nextInt));
        }
        check(fixture("h", 67043328, 4096 + 300, random::nextInt));
        check(fixture("j", 1048576, 4096 + 300, random::nextInt));
        check(fixture("j", 0, 12000, random::nextInt));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append("{}[]=,#\"\\ab1 \n".charAt(random.nextInt(14)));
        }
        lvmText(text.toString());
        lvmText("{".repeat(100_000));
        lvmText("a{".repeat(100_000));
        lvmText("a=[".repeat(100_000));
    }

    private static MemoryDevice md(Bytes source) {
        MdCrafted member = new MdCrafted(0, 3, 6).badBlocks(5, 6).bitmap(6, 1, 3).u32(8, 9);
        int from = source.next(2) == 0 ? MdCrafted.SUPERBLOCK : MdCrafted.BITMAP;
        change(member.disk.bytes(), from + (from == MdCrafted.SUPERBLOCK ? 8 : 4), 290, source);
        return member.device();
    }

    private static MemoryDevice drbd(Bytes source) {
        DrbdCrafted member = source.next(2) == 0 ? DrbdCrafted.eight(8, 16) : DrbdCrafted.nine(0, 8).peer(1, 4, 0);
        change(member.disk.bytes(), DrbdCrafted.AT, 200, source);
        return member.device();
    }

    private static MemoryDevice mbr(Bytes source) {
        Crafted disk = PartitionTableTest.mbr();
        PartitionTableTest.entry(disk, 0, 0, 0x80, 0x83, 64, 100);
        PartitionTableTest.entry(disk, 0, 1, 0, 0x0f, 1000, 1000);
        PartitionTableTest.entry(disk, 1000 * 512, 1, 0, 0x05, 200, 100);
        change(disk.bytes(), source.next(2) == 0 ? 446 : 1000 * 512 + 446, 64, source);
        return disk.disk();
    }

    private static MemoryDevice gpt(Bytes source) {
        Crafted disk = PartitionTableTest.gpt(512);
        change(disk.bytes(), 512, 92, source);
        change(disk.bytes(), 1024, 128, source);
        disk.u32(512 + 88, disk.crc(1024, 128 * 128)).u32(512 + 16, 0).u32(512 + 16, disk.crc(512, 92));
        return disk.disk();
    }

    private static MemoryDevice luks(Bytes source) {
        Crafted disk = LuksHeaderTest.second("{\"segments\":{\"0\":{\"offset\":\"524288\"}}}");
        change(disk.bytes(), source.next(2) == 0 ? 6 : 4096, 300, source);
        LuksHeaderTest.sign(disk, 0);
        return disk.disk();
    }

    private static MemoryDevice fixture(String name, int from, int count, Bytes source) {
        MemoryDevice member = Fixtures.member(name);
        int changes = source.next(8) + 1;
        for (int i = 0; i < changes; i++) {
            member.fill(from + source.next(count), new byte[]{(byte) source.next(256)});
        }
        return member;
    }

    private static void lvmText(String text) {
        try {
            LvmGroupReader.read(LvmText.parse(text), "a", 1 << 20, new ArrayList<>());
        } catch (LvmText.Malformed e) {
            assertTrue(String.valueOf(e.getMessage()).contains("expected"));
        }
    }

    private static void check(MemoryDevice disk) {
        MetadataReader reader = new MetadataReader(disk);
        Identification of = Identification.of(reader);
        for (Found found : of.found()) {
            found.area().ifPresent(area -> assertTrue(area.end() <= reader.length(), found.toString()));
            found.metadata().forEach(area -> assertTrue(area.end() <= reader.length(), found.toString()));
            assertTrue(found.says().stream().allMatch(sentence -> sentence.endsWith(".")), found.toString());
            MemberJson.found(found);
        }
        for (MemberSet set : MemberSet.among(List.of(of, of))) {
            set.evidence().forEach(evidence -> assertTrue(evidence.text(file -> "f" + file).endsWith(".")));
            Explanation explanation = new Explanation(set.members().stream().map(ExplainedChild::ofMember).toList());
            explanation.explain(new SectorRange(0, 4096), "A".repeat(set.members().size() - 1) + "B", piece -> {});
        }
    }
}
