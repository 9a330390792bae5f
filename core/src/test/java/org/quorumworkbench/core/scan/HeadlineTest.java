// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;
import org.quorumworkbench.core.quorum.ReadPattern;
import org.quorumworkbench.core.quorum.Semantics;

/** Who is wrong, how much, and can the winner be trusted: in one sentence. */
class HeadlineTest {

    private static Headline of(DivergenceMap map, Policy policy) {
        return JudgedScan.of(Verdicts.of(map, policy, Set.of())).headline();
    }

    private static String sentence(List<TestDisk> disks, int threshold) {
        return HeadlineText.of(of(Scan.start(TestDisk.children(disks)).result().join().map(),
                Policy.threshold(threshold)));
    }

    @Test
    void theWorstChildComesFirstAndThoseThatWereNeverOutvotedAreNamed() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 4096);
        disks.get(2).memory.fill(100 * 512, new byte[792 * 512]);
        disks.get(1).memory.fill(2000 * 512, new byte[107 * 512]);
        disks.get(0).memory.fill(3000 * 512, new byte[8 * 512]);
        disks.get(1).memory.fill(3000 * 512, filled(8));
        assertEquals("Whole disk: c2 outvoted in 792 sectors, c1 in 107, c0 never; 8 sectors have no winner.",
                sentence(disks, 2));
    }

    private static byte[] filled(int sectors) {
        byte[] bytes = new byte[sectors * 512];
        Arrays.fill(bytes, (byte) 0x5a);
        return bytes;
    }

    @Test
    void onceADiagnosisIsThereItCountsFindingsAndSaysWhere() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 4096);
        disks.get(2).memory.fill(100 * 512, new byte[792 * 512]);
        Headline votes = of(Scan.start(TestDisk.children(disks)).result().join().map(), Policy.threshold(2));
        assertEquals("Whole disk: c2: 3 findings in 792 sectors (mostly /db/main.db), c0 and c1: 1 finding in 1 sector;"
                + " in 1 finding the winner is not to be trusted; 2 findings name nobody; 1 finding is harmless.",
                HeadlineText.of(votes.with(new FindingsHeadline(List.of(
                        new FindingsHeadline.Damaged(List.of("c2"), 3, 792, Optional.of("/db/main.db"), false),
                        new FindingsHeadline.Damaged(List.of("c0", "c1"), 1, 1, Optional.empty(), false)), 2, 1, 1))));
        assertEquals("Whole disk: c2: 1 finding in 792 sectors, c0: none, c1: none.",
                HeadlineText.of(votes.with(new FindingsHeadline(
                        List.of(new FindingsHeadline.Damaged(List.of("c2"), 1, 792, Optional.empty(), false)), 0, 0,
                        0))));
        assertEquals("Whole disk: c2 outvoted in 792 sectors, c0 never, c1 never.",
                HeadlineText.of(votes.with(new FindingsHeadline(List.of(), 0, 0, 0))));
    }

    @Test
    void ofManyWhoAreDamagedTheFirstThreeAreToldAndTheOthersCounted() {
        List<TestDisk> disks = ScanTest.equalDisks(5, 64);
        disks.get(2).memory.fill(0, new byte[512]);
        Headline votes = of(Scan.start(TestDisk.children(disks)).result().join().map(), Policy.threshold(2));
        assertEquals("Whole disk: c2, c3 and c4: 2 findings in 128 sectors, c0: 2 findings in 2 sectors, "
                + "c1: 1 finding in 1 sector; 3 more findings in 2 sectors.",
                HeadlineText.of(votes.with(new FindingsHeadline(
                        List.of(damaged(2, 128, "c2", "c3", "c4"), damaged(2, 2, "c0"), damaged(1, 1, "c1"),
                                damaged(1, 1, "c3"), damaged(2, 1, "c4")),
                        0, 0, 0))));
    }

    @Test
    void aSingleOneThatIsLeftIsToldAsWellAndWhatLiesInOneFileIsNotMostlyThere() {
        List<TestDisk> disks = ScanTest.equalDisks(5, 64);
        disks.get(2).memory.fill(0, new byte[512]);
        Headline votes = of(Scan.start(TestDisk.children(disks)).result().join().map(), Policy.threshold(2));
        assertEquals(
                "Whole disk: c2: 1 finding in 1 sector (/a), c0: 2 findings in 2 sectors, c1: 1 finding in 1 sector,"
                        + " c3: 1 finding in 1 sector, c4: none.",
                HeadlineText.of(votes.with(new FindingsHeadline(
                        List.of(new FindingsHeadline.Damaged(List.of("c2"), 1, 1, Optional.of("/a"), true),
                                damaged(2, 2, "c0"), damaged(1, 1, "c1"), damaged(1, 1, "c3")),
                        0, 0, 0))));
    }

    private static FindingsHeadline.Damaged damaged(long findings, long sectors, String... names) {
        return new FindingsHeadline.Damaged(List.of(names), findings, sectors, Optional.empty(), false);
    }

    @Test
    void aPathFromTheDiskNeitherSteersTheScreenNorFillsIt() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 64);
        disks.get(2).memory.fill(0, new byte[512]);
        Headline votes = of(Scan.start(TestDisk.children(disks)).result().join().map(), Policy.threshold(2));
        String sentence = HeadlineText.of(votes.with(new FindingsHeadline(List.of(new FindingsHeadline.Damaged(
                List.of("c2"), 1, 1, Optional.of("/" + "x".repeat(500) + "/\u202e\u001b[2J.db"), true)), 0, 0, 0)));
        assertTrue(sentence.length() < 150 && sentence.chars().noneMatch(c -> c < ' ' || c == 0x202e), sentence);
    }

    @Test
    void tiesAreCountedApartAndBlameNobody() {
        List<TestDisk> disks = ScanTest.equalDisks(4, 64);
        disks.get(0).memory.fill(0, new byte[1024]);
        disks.get(3).memory.fill(0, new byte[1024]);
        assertEquals("Whole disk: nobody outvoted; 2 sectors are ties.", sentence(disks, 2));
    }

    @Test
    void manyGoodChildrenAreNotNamedOneByOne() {
        List<TestDisk> disks = ScanTest.equalDisks(7, 64);
        disks.get(4).memory.fill(0, new byte[512]);
        disks.get(5).bad.set(9);
        assertEquals("Whole disk: c4 outvoted in 1 sector, the others never; c5 could not be read in 1 sector.",
                sentence(disks, 4));
    }

    @Test
    void whatHasNotBeenComparedIsSaid() {
        var children = TestDisk.children(ScanTest.equalDisks(3, 4096));
        DivergenceMap blank = Scan.blank(children);
        DivergenceMap part = Scan.start(children, blank, SectorRanges.of(new SectorRange(8, 1000)),
                ScanOptions.standard()).result().join().map();
        Policy two = Policy.threshold(2);
        assertEquals("Sectors 8 to 1,007 agree; the other 3,096 have not been compared.",
                HeadlineText.of(of(part, two)));
        assertEquals("Nothing has been compared.", HeadlineText.of(of(blank, two)));
        DivergenceMap more = Scan.start(children, part, SectorRanges.of(new SectorRange(4095, 1)),
                ScanOptions.standard()).result().join().map();
        assertEquals("1,001 sectors agree; the other 3,095 have not been compared.", HeadlineText.of(of(more, two)));
        assertEquals("Whole disk: all children agree.", sentence(ScanTest.equalDisks(2, 8), 2));
    }

    @Test
    void aRangeThatWasReadSpeaksForItselfUntilAScanRan() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 524_288 / 64);
        assertEquals("Sectors 0 to 7 agree; the other 8,184 have not been compared.", range(disks, 8));
        disks.get(1).memory.fill(3 * 512, new byte[512]);
        assertEquals("Sectors 0 to 7: c1 outvoted in 1 sector, c0 never, c2 never; "
                + "the other 8,184 have not been compared.", range(disks, 8));
    }

    private static String range(List<TestDisk> disks, long count) {
        Quorum quorum = Quorum.open("q", TestDisk.children(disks), Policy.threshold(2), false, Runnable::run, _ -> {});
        Inspection inspection = new Inspector(quorum).inspect(new SectorRange(0, count)).result().join();
        return HeadlineText.of(Headline.of(inspection, 8192, MemberEvidence.NONE));
    }

    @Test
    void underFifoTheChildrenDifferAndNobodyIsOutvoted() {
        List<TestDisk> disks = ScanTest.equalDisks(2, 64);
        disks.get(1).memory.fill(0, new byte[1024]);
        Policy fifo = new Policy(1, false, false, ReadPattern.FIFO, Semantics.V7_2);
        assertEquals("Whole disk: the children differ in 2 sectors, and no vote is held.",
                HeadlineText.of(of(Scan.start(TestDisk.children(disks)).result().join().map(), fifo)));
    }
}
