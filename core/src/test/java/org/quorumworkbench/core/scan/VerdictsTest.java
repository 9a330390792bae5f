// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.Verdicts.Change;
import org.quorumworkbench.core.vote.Verdict;

/** A scan judged again, without a re-read. */
class VerdictsTest {

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leavingAChildOutTellsWhatAScanWithoutItWouldHave(long seed) {
        RandomDisks disks = new RandomDisks(seed);
        DivergenceMap map = Scan.start(TestDisk.children(disks.all())).result().join().map();
        int out = (int) (seed % disks.all().size());
        List<TestDisk> rest = new ArrayList<>(disks.all());
        rest.remove(out);
        Verdicts without = Verdicts.of(map, 1, Set.of(out));
        Verdicts anew = ScanTest.scan(rest, 1);
        List<String> expected = new ArrayList<>();
        for (String run : ScanTest.texts(anew)) {
            int pattern = run.indexOf(' ') + 1;
            expected.add(run.substring(0, pattern + out) + "-" + run.substring(pattern + out));
        }
        // The device is as long as its longest child: the sectors after it were not scanned anew.
        assertEquals(expected, ScanTest.texts(without).stream().filter(run -> start(run) < anew.map().sectors())
                .toList().subList(0, expected.size()));
    }

    private static long start(String run) {
        return Long.parseLong(run.substring(0, run.indexOf('+')));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changesCountTheSectorsWhoseVerdictIsAnother(long seed) {
        RandomDisks disks = new RandomDisks(seed);
        DivergenceMap map = Scan.start(TestDisk.children(disks.all())).result().join().map();
        Verdicts one = Verdicts.of(map, 1);
        Verdicts all = Verdicts.of(map, disks.all().size());
        long changed = 0;
        for (long sector = 0; sector < map.sectors(); sector++) {
            SectorRange alone = new SectorRange(sector, 1);
            changed += one.worst(alone).equals(all.worst(alone)) ? 0 : 1;
        }
        assertEquals(changed, one.changes(all).stream().mapToLong(Change::sectors).sum());
        assertEquals(List.of(), one.changes(one));
    }

    @Test
    void theWorstStateInARangeIsToldNotTheAverage() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 4096);
        disks.get(1).bad.set(100);
        disks.get(2).memory.fill(200 * 512, new byte[]{1, 2, 3});
        disks.get(0).memory.fill(300 * 512, new byte[]{1});
        disks.get(1).memory.fill(300 * 512, new byte[]{2});
        Verdicts verdicts = ScanTest.scan(disks, 2);
        assertEquals(Optional.of(Verdict.UNANIMOUS), verdicts.worst(new SectorRange(0, 100)));
        assertEquals(Optional.of(Verdict.MAJORITY), verdicts.worst(new SectorRange(0, 300)));
        assertEquals(Optional.of(Verdict.BELOW_THRESHOLD), verdicts.worst(new SectorRange(0, 4096)));
        assertEquals(Optional.of(ChildState.UNREADABLE), verdicts.worst(new SectorRange(0, 300), 1));
        assertEquals(Optional.of(ChildState.OUTVOTED), verdicts.worst(new SectorRange(0, 300), 2));
        assertEquals(Optional.of(ChildState.AGREES), verdicts.worst(new SectorRange(0, 300), 0));
        assertEquals(Optional.of(ChildState.NO_WINNER), verdicts.worst(new SectorRange(300, 1), 0));
        DivergenceMap blank = DivergenceMap.empty(verdicts.map().children(), 4096);
        assertEquals(Optional.empty(), Verdicts.of(blank, 2).worst(new SectorRange(0, 10)));
    }

    @Test
    void childrenThatAreOutvotedTogetherAreCountedTogether() {
        List<TestDisk> disks = ScanTest.equalDisks(5, 1024);
        for (int child : List.of(3, 4)) {
            disks.get(child).memory.fill(0, new byte[512]);
        }
        disks.get(4).memory.fill(700 * 512, new byte[512]);
        CoDissent together = ScanTest.scan(disks, 3).coDissent();
        assertEquals(1, together.sectors(3, 4));
        assertEquals(1, together.sectors(3, 3));
        assertEquals(2, together.sectors(4, 4));
        assertEquals(0, together.sectors(0, 4));
    }

    @Test
    void nextAndPreviousFindTheNearestDivergence() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 4096);
        disks.get(1).memory.fill(1000 * 512, new byte[1024]);
        disks.get(2).bad.set(3000);
        DivergenceMap map = ScanTest.scan(disks, 2).map();
        assertEquals(1000, map.next(0).orElseThrow());
        assertEquals(1001, map.next(1001).orElseThrow());
        assertEquals(3000, map.next(1002).orElseThrow());
        assertEquals(false, map.next(3001).isPresent());
        assertEquals(3000, map.previous(4095).orElseThrow());
        assertEquals(1001, map.previous(2999).orElseThrow());
        assertEquals(false, map.previous(999).isPresent());
    }

    @Test
    void aThresholdThatNobodyCouldMeetIsRefused() {
        DivergenceMap map = ScanTest.scan(ScanTest.equalDisks(3, 8), 1).map();
        assertThrows(IllegalArgumentException.class, () -> Verdicts.of(map, 3, Set.of(1)));
        assertThrows(IllegalArgumentException.class, () -> Verdicts.of(map, 0));
    }
}
