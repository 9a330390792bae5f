// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.SectorRange;

/** What DRBD's generations say of two members: A.current and so on are as in DRBD's own guide. */
final class DrbdMemberTest {

    private static final long ONE = 0x1111_0000_0000_0010L;
    private static final long TWO = 0x2222_0000_0000_0020L;
    private static final long THREE = 0x3333_0000_0000_0030L;

    @Test
    void aMemberThatDrbdMadeIsWhatDrbdmetaSaysOfIt() {
        Found found = Identification.of(new MetadataReader(Fixtures.member("m"))).found().getFirst();
        assertEquals(List.of("drbd", "8.4 internal", 67104768L, "primary", Optional.of(State.DIRTY),
                Optional.of(new Area(0, 130992 * 512)), "BA6339B1B41BC9AB"),
                List.of(found.kind(), found.version(), found.at(), found.role(), found.state(), found.area(),
                        found.set().orElseThrow().word()));
    }

    @Test
    void twoOfOneGenerationAreBothCurrentWhoeverWasPrimary() {
        MemberSet set = only(DrbdCrafted.eight(ONE, 0), DrbdCrafted.eight(ONE | 1, 0));
        assertEquals("current [0, 1] stale [] recovering [] split false", MemberSetTest.standings(set));
    }

    @Test
    void oneWhoseGenerationIsTheOthersBitmapIsBehindInTheBlocksMarked() {
        MemberSet set = only(DrbdCrafted.eight(ONE, 0), DrbdCrafted.eight(TWO, ONE).dirty(3, 0).dirty(4, 0));
        assertEquals("current [1] stale [0] recovering [] split false", MemberSetTest.standings(set));
        assertEquals(Optional.of(new SectorRange(24, 16)), set.member(0).orElseThrow().dirty().getFirst().span());
        assertEquals(List.of("generation", "bitmap"), set.evidence().stream().map(Evidence::kind).toList());
    }

    @Test
    void oneWhoseGenerationIsHistoryIsBehindAnywhere() {
        MemberSet set = only(DrbdCrafted.eight(TWO, 0, ONE), DrbdCrafted.eight(ONE, 0));
        assertEquals("current [0] stale [1] recovering [] split false", MemberSetTest.standings(set));
        assertEquals(List.of(), set.member(1).orElseThrow().dirty());
    }

    @Test
    void twoThatLeftOneGenerationAreSplit() {
        MemberSet set = only(DrbdCrafted.eight(TWO, ONE), DrbdCrafted.eight(THREE, ONE));
        assertEquals("current [0, 1] stale [] recovering [] split true", MemberSetTest.standings(set));
    }

    @Test
    void strangersAreInSetsOfTheirOwn() {
        assertEquals(2, sets(DrbdCrafted.eight(ONE, 0), DrbdCrafted.eight(TWO, 0)).size());
        assertEquals(2, sets(DrbdCrafted.eight(4, 0), DrbdCrafted.eight(TWO, 4)).size());
    }

    @Test
    void anUnfinishedSynchronisationMakesAMemberRecovering() {
        MemberSet set = only(DrbdCrafted.eight(ONE, 0), DrbdCrafted.eight(ONE, 0).flags(0));
        assertEquals("current [0] stale [] recovering [1] split false", MemberSetTest.standings(set));
    }

    @Test
    void thePeersOfANewerDrbdHaveABitmapEach() {
        MemberSet set = only(
                DrbdCrafted.nine(0, TWO).peer(1, ONE, 0).peer(2, TWO, 1).dirty(5, 0).dirty(40, 0).dirty(7, 1),
                DrbdCrafted.nine(1, ONE), DrbdCrafted.nine(2, TWO).peer(1, ONE, 2).dirty(5, 2).dirty(40, 2));
        assertEquals("current [0, 2] stale [1] recovering [] split false", MemberSetTest.standings(set));
        for (DirtyRegions dirty : set.member(1).orElseThrow().dirty()) {
            assertEquals(Optional.of(new SectorRange(40, 288)), dirty.span());
            assertEquals(16, dirty.count());
        }
        assertEquals(2, set.member(1).orElseThrow().dirty().size());
    }

    @Test
    void theHistoryOfANewerDrbdIsReadToo() {
        assertEquals("current [0] stale [1] recovering [] split false",
                MemberSetTest.standings(only(DrbdCrafted.nine(0, TWO).history(ONE), DrbdCrafted.nine(1, ONE))));
    }

    @Test
    void metadataInAFileOfItsOwnHasNoArea() {
        Crafted file = new Crafted(1 << 20).bigEndian();
        file.put(0, Arrays.copyOfRange(DrbdCrafted.eight(ONE, 0).disk.bytes(), DrbdCrafted.AT, DrbdCrafted.LENGTH));
        file.u32(76, 8);
        Found found = Identification.of(new MetadataReader(file.disk())).found().getFirst();
        assertEquals("8.3 or 8.4 external", found.version());
        assertEquals(Optional.empty(), found.area());
        assertTrue(found.isMember());
    }

    @ParameterizedTest
    @CsvSource({"0, 9000, la-size", "80, 4095, bytes for each bit", "80, 0, bytes for each bit", "88, 33, peers",
            "88, 0, peers"})
    void numbersThatCannotBeRightAreRefused(int field, long value, String reason) {
        DrbdCrafted member = DrbdCrafted.nine(0, ONE);
        if (field == 0) {
            member.disk.u64(DrbdCrafted.AT, value);
        } else {
            member.disk.u32(DrbdCrafted.AT + field, value);
        }
        Found found = Identification.of(new MetadataReader(member.device())).found().getFirst();
        assertTrue(found.refusal().orElse("").contains(reason), found.toString());
    }

    private static List<MemberSet> sets(DrbdCrafted... members) {
        return MemberSet.among(MemberSetTest.identified(
                Arrays.stream(members).map(DrbdCrafted::device).toArray(BlockDevice[]::new)));
    }

    private static MemberSet only(DrbdCrafted... members) {
        List<MemberSet> sets = sets(members);
        assertEquals(1, sets.size(), sets.toString());
        return sets.getFirst();
    }
}
