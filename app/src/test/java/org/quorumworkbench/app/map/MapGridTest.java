// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.member.ExplainedChild;
import org.quorumworkbench.core.member.Explanation;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetName;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.Remark;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;
import org.quorumworkbench.ui.Resources;

/** What the cells of the map show. */
final class MapGridTest {

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    private static MapGrid whole(Verdicts verdicts, int cells) {
        return MapGrid.of(verdicts, MapWindow.whole(verdicts.map().sectors()), cells);
    }

    @Test
    void oneBadSectorAmongManyIsSeen() {
        MapGrid grid = whole(Verdicts.of(new ScannedDisks(3, 10_000).damaged(1, 7_777, 1).scan(), 2), 100);
        assertEquals(99, Collections.frequency(grid.rows().getFirst(), CellState.AGREES));
        assertEquals(CellState.OUTVOTED, grid.state(0, 77));
        assertEquals(CellState.OUTVOTED, grid.state(2, 77));
        assertEquals(CellState.AGREES, grid.state(1, 77));
    }

    @Test
    void aCellShowsTheWorstOfItsSectorsWhateverTheirNumber() {
        ScannedDisks disks = new ScannedDisks(4, 100);
        for (int sector = 0; sector < 90; sector++) {
            disks.damaged(0, sector, 1);
        }
        // Two against two is a tie; four versions are below the threshold of two.
        disks.damaged(0, 95, 1).damaged(1, 95, 1);
        assertEquals(CellState.TIE, whole(Verdicts.of(disks.scan(), 2), 1).state(0, 0));
        disks.damaged(0, 99, 1).damaged(1, 99, 2).damaged(2, 99, 3);
        assertEquals(CellState.NO_WINNER, whole(Verdicts.of(disks.scan(), 2), 1).state(0, 0));
    }

    @Test
    void aSectorThatAChildCannotReadDoesNotHideBehindAVoteThatIsWonAllTheSame() {
        MapGrid grid = whole(Verdicts.of(new ScannedDisks(3, 100).unreadable(2, 40).damaged(0, 60, 1).scan(), 2), 10);
        assertEquals(CellState.UNREADABLE, grid.state(0, 4));
        assertEquals(CellState.UNREADABLE, grid.state(3, 4));
        assertEquals(CellState.OUTVOTED, grid.state(0, 6));
    }

    @Test
    void whatWasNotScannedIsNotShownAsAgreement() {
        MapGrid grid = whole(Verdicts.of(new ScannedDisks(2, 100).scan(new SectorRange(0, 50)), 2), 10);
        assertEquals(CellState.AGREES, grid.state(0, 4));
        assertEquals(CellState.NOT_SCANNED, grid.state(0, 5));
        assertEquals(CellState.NOT_SCANNED, grid.state(2, 9));
    }

    @Test
    void aChildThatIsLeftOutHasNoState() {
        Verdicts verdicts = Verdicts.of(new ScannedDisks(3, 10).damaged(1, 4, 1).scan(), 2, Set.of(1));
        MapGrid grid = whole(verdicts, 10);
        assertEquals(CellState.AGREES, grid.state(0, 4));
        assertEquals(CellState.NOT_SCANNED, grid.state(2, 4));
    }

    @Test
    void aCellIsTintedWhereTheMembersAccountForAllThatDivergesInIt() {
        ExplainedChild current = new ExplainedChild(true, false, List.of(), OptionalLong.empty(), List.of(), List.of());
        ExplainedChild recovering = new ExplainedChild(false, false, List.of(), OptionalLong.of(50), List.of(),
                List.of());
        MemberEvidence evidence = new MemberEvidence(new Explanation(List.of(current, current, recovering)),
                Optional.of(new MemberSet("md", new SetName("key", "word", List.of()), List.of(), false, List.of())),
                List.of("c0", "c1", "c2"));
        DivergenceMap map = new ScannedDisks(3, 100).damaged(2, 44, 1).damaged(2, 64, 1).damaged(2, 74, 1)
                .damaged(1, 76, 1).scan();
        MapGrid grid = whole(Verdicts.of(map, Policy.threshold(2), Set.of(), evidence), 10);
        assertEquals("{6}", grid.explained().toString(), "4: before the offset, 7: another one differs too");
        assertTrue(grid.isExplained(0, 6) && grid.isExplained(3, 6));
        assertFalse(grid.isExplained(1, 6), "a child that agrees has nothing to be explained");
        assertTrue(MapWords.cell(grid, 0, 6).endsWith("majority, not recovered"), MapWords.cell(grid, 0, 6));
        assertTrue(MapWords.cell(grid, 0, 4).endsWith("majority, unexplained"), MapWords.cell(grid, 0, 4));
    }

    private static PlacedRange piece(long first, long count, Place place) {
        return new PlacedRange(new SectorRange(first, count), OptionalInt.of(1), Optional.empty(), Optional.of("ext4"),
                place, List.of());
    }

    @Test
    void aCellIsTintedWhereAllThatDivergesInItIsUnallocatedAndPartitionsHaveALane() {
        DivergenceMap map = new ScannedDisks(3, 100).damaged(1, 24, 1).damaged(1, 44, 1).damaged(1, 47, 1)
                .damaged(1, 64, 1).damaged(1, 94, 1).scan();
        FoundVolume first = new FoundVolume(OptionalInt.of(1), Optional.empty(), new SectorRange(10, 40),
                Optional.of("ext4"),
                List.of(Remark.of(Wording.foreign("the journal is live"), Remark.Meaning.LIVE_LOG)),
                List.of(), List.of());
        FoundVolume second = new FoundVolume(OptionalInt.of(2), Optional.empty(), new SectorRange(50, 30),
                Optional.empty(),
                List.of(Remark.of(Wording.of("encrypted with LUKS: what lies inside cannot be told"))), List.of(),
                List.of());
        ScanPlaces places = new ScanPlaces(new PlaceReport(
                List.of(piece(24, 1, new Place.Unallocated()), piece(44, 1, new Place.Unallocated()),
                        piece(47, 1, new Place.Swap("a page of swap")), piece(94, 1, new Place.OutsidePartitions())),
                List.of(first, second)), Map.of());
        MapGrid grid = MapGrid.of(Verdicts.of(map, 2), MapWindow.whole(100), 10, Optional.of(places.finder()),
                List.of(first, second));
        assertEquals("{2, 9}", grid.unallocated().toString(), "4: swap too; 6: nobody knows");
        assertTrue(grid.isUnallocated(2, 2));
        assertFalse(grid.isUnallocated(1, 2), "a child that agrees");
        assertTrue(MapWords.cell(grid, 0, 2).contains("only in unallocated space"), MapWords.cell(grid, 0, 2));
        assertTrue(grid.hasLane());
        assertEquals("1 ext4 !", MapWords.shortly(first));
        String words = MapWords.part(grid, 49);
        assertTrue(words.startsWith("Partition 1, ext4: sectors 10 to 49\n") && words.contains("journal"), words);
        assertTrue(MapWords.part(grid, 50).endsWith("encrypted with LUKS: what lies inside cannot be told"));
        Resources.speak(Locale.GERMAN);
        assertTrue(MapWords.part(grid, 50)
                .endsWith("verschlüsselt mit LUKS: was darin liegt, lässt sich nicht sagen"));
        Resources.speak(Locale.ENGLISH);
        assertEquals("Outside of all partitions", MapWords.part(grid, 80));
        assertFalse(whole(Verdicts.of(map, 2), 10).hasLane());
    }

    @Test
    void statesGoFromBestToWorstAsTheMapPaintsThem() {
        assertEquals(List.of(CellState.NOT_SCANNED, CellState.AGREES, CellState.OUTVOTED, CellState.DIFFERS,
                CellState.UNREADABLE,
                CellState.TIE, CellState.NO_WINNER), List.of(CellState.values()));
    }

    @Test
    void theWordsOfACellNameItsRunsAndEndWhereThereAreTooMany() {
        ScannedDisks disks = new ScannedDisks(3, 1000);
        MapGrid one = whole(Verdicts.of(disks.damaged(1, 7, 1).scan(), 2), 10);
        String words = MapWords.cell(one, 0, 0);
        assertTrue(words.contains("sector 7  ABA"), words);
        for (int sector = 0; sector < 100; sector += 2) {
            disks.damaged(1, sector, 1);
        }
        MapGrid many = whole(Verdicts.of(disks.scan(), 2), 10);
        assertTrue(MapWords.cell(many, 2, 0).lines().count() <= 8);
        assertFalse(MapWords.cell(many, 2, 9).contains("\n"), "nothing diverges in the last cell");
    }
}
