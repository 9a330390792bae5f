// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.MemoryDevice;

/** What members together say of one another. */
final class MemberSetTest {

    @Test
    void theOneThatTheOthersSawFailIsStale() {
        MemberSet set = only(fixtures("a", "b", "c"));
        assertEquals("current [0, 2] stale [1] recovering [] split false", standings(set));
        assertEquals(List.of("b is stale since events 2 (a, c: 6).", "a and c saw b fail.",
                "The bitmap of a and c marks 2,048 sectors (2048 to 4095) in which b may differ."),
                sentences(set, "a", "b", "c"));
        assertEquals(List.of("events", "roles", "bitmap"), set.evidence().stream().map(Evidence::kind).toList());
    }

    @Test
    void aCopyOfAMemberIsToldAndIsNoSecondWitness() {
        MemberSet set = only(fixtures("b", "a", "a"));
        assertEquals("current [1, 2] stale [0] recovering [] split false", standings(set));
        assertEquals(List.of("a and a2 are the same member, copied: they are one witness.",
                "b is stale since events 2 (a, a2: 6).", "a saw b fail.",
                "The bitmap of a and a2 marks 2,048 sectors (2048 to 4095) in which b may differ."),
                sentences(set, "b", "a", "a2"));
    }

    @Test
    void membersThatRanAloneAreSplitAndNeitherIsStale() {
        MemberSet set = only(fixtures("f", "g"));
        assertEquals("current [0, 1] stale [] recovering [] split true", standings(set));
        assertFalse(set.isSound());
        assertTrue(sentences(set, "f", "g").getFirst().startsWith("f and g went on without each other"),
                sentences(set, "f", "g").toString());
    }

    @Test
    void cleanMembersAreAllCurrent() {
        for (String pair : List.of("de", "hi")) {
            MemberSet set = only(fixtures(pair.substring(0, 1), pair.substring(1)));
            assertEquals("current [0, 1] stale [] recovering [] split false", standings(set));
            assertTrue(set.isSound() && set.evidence().isEmpty(), set.evidence().toString());
        }
    }

    @Test
    void logicalVolumesAreSetsOfTheirOwn() {
        List<MemberSet> sets = MemberSet.among(fixtures("j", "k", "l"));
        assertEquals(List.of("lvm-raid1 vgq/r1 [0, 1]", "lvm-mirror vgq/m1 [0, 1]", "lvm-linear vgq/lin [2]"),
                sets.stream().map(set -> set.kind() + " " + set.name().word() + " " + set.files()).toList());
        assertTrue(sets.stream().allMatch(MemberSet::isSound));
        assertTrue(sets.getFirst().name().isMeantBy("r1"));
    }

    @Test
    void twoStaleMembersOfDifferentRolesAreBothStale() {
        MemberSet set = only(crafted(new MdCrafted(0, 3, 6).role(1, 0xfffe).role(2, 0xfffe).bitmap(6, 2, 4),
                new MdCrafted(1, 3, 2), new MdCrafted(2, 3, 2)));
        assertEquals("current [0] stale [1, 2] recovering [] split false", standings(set));
        assertEquals(List.of("b is stale since events 2 (a: 6).", "a saw b fail.",
                "The bitmap of a marks 128 sectors (512 to 639) in which b may differ.",
                "c is stale since events 2 (a: 6).", "a saw c fail.",
                "The bitmap of a marks 128 sectors (512 to 639) in which c may differ."),
                sentences(set, "a", "b", "c"));
    }

    @Test
    void oneEventLessIsToleratedOnlyWhereNobodyTestifies() {
        assertEquals("current [0, 1] stale [] recovering [] split false",
                standings(only(crafted(new MdCrafted(0, 2, 6), new MdCrafted(1, 2, 5)))));
        assertEquals("current [0] stale [1] recovering [] split false",
                standings(only(crafted(new MdCrafted(0, 2, 6).role(1, 0xfffe), new MdCrafted(1, 2, 5)))));
        assertEquals("current [0] stale [1] recovering [] split false",
                standings(only(crafted(new MdCrafted(0, 2, 6).role(1, 0xffff), new MdCrafted(1, 2, 5)))));
        assertEquals("current [0] stale [1] recovering [] split false",
                standings(only(crafted(new MdCrafted(0, 2, 6), new MdCrafted(1, 2, 4)))));
    }

    @Test
    void anOlderMembersTestimonyCountsForNothing() {
        assertEquals("current [0, 1] stale [] recovering [] split false",
                standings(only(crafted(new MdCrafted(0, 2, 6), new MdCrafted(1, 2, 5).role(0, 0xfffe)))));
    }

    @Test
    void bothWentOnAloneHoweverMuchFurtherOneGot() {
        assertEquals("current [0, 1] stale [] recovering [] split true", standings(only(
                crafted(new MdCrafted(0, 2, 20).role(1, 0xffff), new MdCrafted(1, 2, 6).role(0, 0xfffe)))));
    }

    @Test
    void aMemberThatLeftBeforeAnotherJoinedIsNoSplitBrain() {
        assertEquals("current [0] stale [1] recovering [] split false", standings(only(crafted(
                new MdCrafted(2, 2, 20).role(2, 1).role(1, 0xfffe), new MdCrafted(1, 2, 6)))));
    }

    @Test
    void aBitmapIsValidOnlyForThoseThatLeftAfterABitWasCleared() {
        MdCrafted current = new MdCrafted(0, 2, 9).role(1, 0xfffe).bitmap(9, 3, 4);
        MemberSet valid = only(crafted(current, new MdCrafted(1, 2, 3)));
        MemberSet tooOld = only(crafted(current, new MdCrafted(1, 2, 2)));
        assertEquals(1, valid.member(1).orElseThrow().dirty().size());
        assertEquals(List.of(), tooOld.member(1).orElseThrow().dirty());
        assertTrue(sentences(tooOld, "a", "b").getLast().contains("may differ anywhere"));
    }

    @Test
    void aRecoveringMemberIsNeitherCurrentNorStale() {
        MemberSet set = only(crafted(new MdCrafted(0, 2, 6), new MdCrafted(1, 2, 6).recoveredTo(4000)));
        assertEquals("current [0] stale [] recovering [1] split false", standings(set));
        assertEquals(List.of("b is being filled: from sector 4000 on it holds nothing yet."), sentences(set, "a", "b"));
        assertFalse(set.isSound());
    }

    @Test
    void aSpareHoldsNothing() {
        MemberSet set = only(crafted(new MdCrafted(0, 2, 6), new MdCrafted(1, 2, 6), new MdCrafted(3, 2, 6)));
        assertEquals("current [0, 1] stale [] recovering [] split false", standings(set));
        assertEquals(List.of(2), set.files(Standing.SPARE));
    }

    @Test
    void eventsAboveTheSignAreTheFreshest() {
        assertEquals("current [1] stale [0] recovering [] split false",
                standings(only(crafted(new MdCrafted(0, 2, 6), new MdCrafted(1, 2, -1)))));
    }

    @Test
    void aLegOfALogicalVolumeThatFailedIsStale() {
        MemoryDevice j = Fixtures.member("j");
        j.fill(1048576 + 16, new byte[]{20});
        j.fill(1048576 + 24, new byte[]{2});
        j.fill(1048576 + 4096 + 24, new byte[]{20});
        MemberSet set = MemberSet.among(identified(j, Fixtures.member("k"))).getFirst();
        assertEquals("current [0] stale [1] recovering [] split false", standings(set));
        assertEquals(List.of("k is stale since events 19 (j: 20).", "j saw k fail."),
                sentences(set, "j", "k").subList(0, 2));
    }

    static List<Identification> fixtures(String... names) {
        return identified(Arrays.stream(names).map(Fixtures::member).toArray(BlockDevice[]::new));
    }

    static List<Identification> crafted(MdCrafted... members) {
        return identified(Arrays.stream(members).map(MdCrafted::device).toArray(BlockDevice[]::new));
    }

    static List<Identification> identified(BlockDevice... devices) {
        return Stream.of(devices).map(device -> Identification.of(new MetadataReader(device))).toList();
    }

    static MemberSet only(List<Identification> files) {
        List<MemberSet> sets = MemberSet.among(files);
        assertEquals(1, sets.size(), sets.toString());
        return sets.getFirst();
    }

    static String standings(MemberSet set) {
        return "current " + set.files(Standing.CURRENT) + " stale " + set.files(Standing.STALE) + " recovering "
                + set.files(Standing.RECOVERING) + " split " + set.splitBrain();
    }

    static List<String> sentences(MemberSet set, String... names) {
        return set.evidence().stream().map(evidence -> evidence.text(List.of(names)::get)).toList();
    }
}
