// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.hex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.ByteQuery;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;

/** Which bytes are tinted, which panes there are, which rows are folded. */
final class HexPictureTest {

    @TempDir
    private Path folder;

    private Disks disks(int children, int threshold) {
        return new Disks(folder, children, 8, threshold);
    }

    private static HexPicture picture(Inspection inspection) {
        return new HexPicture(inspection, HexPane.Mode.AUTOMATIC);
    }

    @Test
    void onlyTheBytesThatDifferFromTheWinnerAreTintedInTheVersionsColour() {
        HexPicture picture = picture(disks(3, 2).setAll(100, 3, 7).set(1, 100, 3, 8).inspect(8));
        assertEquals(1, picture.tint(1, 100));
        assertEquals(-1, picture.tint(1, 99));
        assertEquals(-1, picture.tint(1, 103));
        assertEquals(-1, picture.tint(0, 100));
        assertEquals(-1, picture.tint(2, 100));
    }

    @Test
    void onATieEveryVersionIsTinted() {
        HexPicture picture = picture(
                disks(4, 2).setAll(100, 1, 7).set(2, 100, 1, 8).set(3, 100, 1, 8).inspect(8));
        assertFalse(picture.isTrusted());
        assertEquals(picture.tint(0, 100), picture.tint(1, 100));
        assertNotEquals(picture.tint(0, 100), picture.tint(2, 100));
        for (int pane = 0; pane < 4; pane++) {
            assertTrue(picture.tint(pane, 100) >= 0);
            assertEquals(-1, picture.tint(pane, 101));
        }
    }

    @Test
    void aChildWithoutAVersionHasTheTintOfThoseWithTheSameBytes() {
        Inspection inspection = disks(3, 2).setAll(40, 1, 7).set(2, 40, 1, 8).unreadable(1, 1).inspect(4);
        HexPicture picture = picture(inspection);
        assertTrue(picture.panes().get(1).version().isEmpty());
        assertEquals(picture.tint(0, 40), picture.tint(1, 40));
        assertNotEquals(picture.tint(2, 40), picture.tint(1, 40));
    }

    @Test
    void upToFourChildrenHaveAPaneEachAndMoreArePanesOfVersions() {
        Inspection five = disks(5, 3).setAll(9, 1, 7).set(3, 9, 1, 8).inspect(1);
        assertEquals(List.of(List.of(0, 1, 2, 4), List.of(3)),
                picture(five).panes().stream().map(HexPane::children).toList());
        assertEquals(5, HexPane.of(five, HexPane.Mode.BY_CHILD).size());
        Inspection four = disks(4, 3).inspect(1);
        assertEquals(4, picture(four).panes().size());
        assertEquals(1, HexPane.of(four, HexPane.Mode.BY_VERSION).size());
    }

    @Test
    void childrenThatCouldNotBeReadStandBehindTheVersions() {
        HexPicture picture = picture(disks(5, 3).unreadable(0, 0).inspect(1));
        assertEquals(List.of(1, 2, 3, 4), picture.panes().getFirst().children());
        assertEquals(OptionalInt.empty(), picture.panes().getLast().version());
    }

    @Test
    void blinkingShowsTheWinnersBytesAndKeepsTheTint() {
        Inspection inspection = disks(3, 2).setAll(100, 1, 7).set(1, 100, 1, 8).inspect(8);
        HexPicture blinking = new HexPicture(inspection, HexPane.Mode.AUTOMATIC, true, HexMarks.NONE);
        assertEquals(8, picture(inspection).value(1, 100));
        assertEquals(7, blinking.value(1, 100));
        assertEquals(1, blinking.tint(1, 100));
        assertEquals(8, blinking.values(1, 100, 101)[0], "what is copied is always the pane's own");
    }

    @Test
    void whereAFaultFiredIsMarkedAndThePeekShowsTheTrueBytes() {
        Inspection inspection = disks(3, 2).setAll(100, 1, 7).set(1, 100, 1, 8).unreadable(2, 1).inspect(8);
        String liar = inspection.children().get(1).name();
        String silent = inspection.children().get(2).name();
        ByteBuffer truth = ByteBuffer.allocate(8 * 512).put(100, (byte) 7);
        HexPicture peeking = new HexPicture(inspection, HexPane.Mode.BY_CHILD, false,
                new HexMarks(Map.of(liar, List.of(new SectorRange(0, 1)), silent, List.of(new SectorRange(1, 1))),
                        Map.of(liar, truth, silent, truth), Map.of()));
        assertTrue(peeking.isMarked(1, 100));
        assertFalse(peeking.isMarked(1, 512));
        assertFalse(peeking.isMarked(0, 100));
        assertEquals(7, peeking.value(1, 100));
        assertEquals(8, peeking.values(1, 100, 101)[0], "what is copied is what was read");
        assertTrue(peeking.isShown(2, 512), "a sector that a fault made unreadable can be peeked at");
        assertFalse(picture(inspection).isShown(2, 512));
    }

    @Test
    void whereAChildHasEndedItHasNoBytesAndThatIsNoError() {
        Inspection inspection = disks(3, 2).unreadable(1, 2).unreadable(1, 3).inspect(4);
        String shorter = inspection.children().get(1).name();
        HexPicture picture = new HexPicture(inspection, HexPane.Mode.BY_CHILD, false,
                new HexMarks(Map.of(), Map.of(), Map.of(shorter, 3L)));
        assertFalse(picture.isBeyondEnd(1, 2 * 512), "an error before the end is an error");
        assertTrue(picture.isBeyondEnd(1, 3 * 512));
        assertFalse(picture.isBeyondEnd(0, 3 * 512));
        assertFalse(picture.isShown(1, 3 * 512));
        HexMetrics metrics = new HexMetrics(7, 16, 8, 16, 1, 3, true, false);
        String words = new RowWords(picture, metrics).of(new HexRow.Bytes(3 * 512));
        assertTrue(words.contains(shorter + ": - ends before sector 3"), words);
    }

    @Test
    void versionsThatHaveNoTintOfTheirOwnShareAPane() {
        Disks eight = disks(8, 1);
        for (int child = 0; child < 8; child++) {
            eight.set(child, 5, 1, child);
        }
        List<HexPane> panes = picture(eight.inspect(1)).panes();
        assertEquals(6, panes.size());
        assertTrue(panes.getLast().isOther());
        assertEquals(3, panes.getLast().versions());
        assertEquals(3, panes.getLast().children().size());
        assertFalse(panes.get(4).isOther());
    }

    @Test
    void whatCouldNotBeReadHasNoValue() {
        HexPicture picture = picture(disks(3, 2).unreadable(1, 1).inspect(2));
        assertArrayEquals(new int[]{HexSelection.UNREAD, HexSelection.UNREAD}, picture.values(1, 512, 514));
        assertEquals(2, picture.readableFrom(1, 510, 16).length);
        assertEquals(0, picture.readableFrom(1, 512, 16).length);
    }

    private static long folds(List<HexRow> rows) {
        return rows.stream().filter(HexRow.Folded.class::isInstance).count();
    }

    @Test
    void identicalRowsFoldToOneLineUntilTheyAreUnfolded() {
        Inspection inspection = disks(3, 2).setAll(512, 512, 0).inspect(2);
        List<HexRow> rows = HexRow.of(inspection, 16, true, new BitSet());
        assertEquals(1, folds(rows));
        assertTrue(rows.contains(new HexRow.Folded(528, 31)));
        BitSet unfolded = new BitSet();
        unfolded.set(528);
        assertEquals(2 + 64, HexRow.of(inspection, 16, false, unfolded).size());
        assertFalse(HexRow.of(inspection, 16, true, unfolded).contains(new HexRow.Folded(528, 31)));
    }

    @Test
    void aByteThatDiffersInOneChildIsNeverFoldedAway() {
        Inspection inspection = disks(3, 2).setAll(512, 512, 0).set(2, 800, 1, 1).inspect(2);
        List<HexRow> rows = HexRow.of(inspection, 16, true, new BitSet());
        assertTrue(rows.contains(new HexRow.Bytes(800)));
    }

    @Test
    void bytesAreFoundInAnyChildForwardsAndBack() {
        Inspection inspection = disks(3, 2).setAll(0, 1024, 0).set(1, 500, 20, 0x55).inspect(2);
        ByteQuery wanted = new ByteQuery("005555", false, Optional.empty(), false);
        assertEquals(Optional.of(new ByteSearch.Hit(1, 499)), ByteSearch.next(inspection, wanted, -1));
        assertEquals(Optional.empty(), ByteSearch.next(inspection, wanted, 499));
        assertEquals(Optional.of(new ByteSearch.Hit(1, 499)),
                ByteSearch.previous(inspection, wanted, Integer.MAX_VALUE));
        assertEquals(Optional.empty(), ByteSearch.previous(inspection, wanted, 499));
    }

    @Test
    void nothingIsFoundInASectorThatCouldNotBeRead() {
        Inspection inspection = disks(2, 1).setAll(0, 1024, 1).unreadable(0, 1).unreadable(1, 1).inspect(2);
        assertEquals(Optional.empty(),
                ByteSearch.next(inspection, new ByteQuery("00", false, Optional.empty(), false), -1));
    }

    @Test
    void oneChildAloneIsLookedThroughAndLettersMayBeOfEitherCase() {
        Inspection inspection = disks(3, 2).setAll(0, 1024, 0).set(1, 500, 1, 'Q').set(2, 700, 1, 'q').inspect(2);
        String third = inspection.children().get(2).name();
        assertEquals(Optional.of(new ByteSearch.Hit(2, 700)),
                ByteSearch.next(inspection, new ByteQuery("71", false, Optional.empty(), false), -1));
        assertEquals(Optional.of(new ByteSearch.Hit(1, 500)),
                ByteSearch.next(inspection, new ByteQuery("71", true, Optional.empty(), false), -1));
        assertEquals(Optional.of(new ByteSearch.Hit(2, 700)),
                ByteSearch.next(inspection, new ByteQuery("51", true, Optional.of(third), false), -1));
    }

    @Test
    void rowsInWhichNothingDiffersAreLeftOutUntilTheyAreAskedFor() {
        HexPicture picture = picture(disks(3, 2).setAll(0, 1536, 7).set(2, 800, 1, 1).unreadable(1, 2).inspect(3));
        BitSet unfolded = new BitSet();
        List<HexRow> rows = HexRow.differing(picture.inspection(), 16, picture.worthSeeing(), unfolded);
        assertEquals(List.of(new HexRow.Equal(0, 50), new HexRow.Ruler(1), new HexRow.Bytes(800),
                new HexRow.Equal(816, 13), new HexRow.Ruler(2)), rows.subList(0, 5));
        assertEquals(5 + 32, rows.size(), "what could not be read is seen");
        unfolded.set(816);
        List<HexRow> open = HexRow.differing(picture.inspection(), 16, picture.worthSeeing(), unfolded);
        assertTrue(open.contains(new HexRow.Bytes(816)));
        assertTrue(open.contains(new HexRow.Bytes(1008)));
        assertEquals(1, open.stream().filter(HexRow.Equal.class::isInstance).count());
    }

    @Test
    void whatAPersonAsksForIsNotMadeToFit() {
        HexLook wide = HexLook.USUAL.withWidth(16).withGroup(4);
        HexMetrics metrics = HexMetrics.fitting(200, 7, 17, 8, 3, wide);
        assertEquals(16, metrics.width());
        assertEquals(4, metrics.group());
        assertTrue(metrics.text());
        assertFalse(HexMetrics.fitting(5000, 7, 17, 8, 3, HexLook.USUAL.withText(false)).text());
        for (int column = 0; column < 16; column++) {
            assertEquals(column, metrics.columnAt(metrics.byteX(1, column) + 1));
        }
        assertEquals(metrics.byteEnd(0, 2), metrics.byteX(0, 3), "bytes of a group have no blank between them");
        assertEquals(metrics.byteEnd(0, 3) + 7, metrics.byteX(0, 4));
    }

    @Test
    void sixteenBytesHaveFewerBlanksWhereThatMakesThemFit() {
        double space = new HexMetrics(7, 17, 8, 16, 4, 3, true, false).total();
        HexMetrics fitting = HexMetrics.fitting(space, 7, 17, 8, 3);
        assertEquals(new HexMetrics(7, 17, 8, 16, 4, 3, true, false), fitting);
        double narrower = new HexMetrics(7, 17, 8, 16, 4, 3, true, true).total();
        HexMetrics tight = HexMetrics.fitting(narrower, 7, 17, 8, 3);
        assertEquals(new HexMetrics(7, 17, 8, 16, 4, 3, true, true), tight);
        for (int pane = 0; pane < 3; pane++) {
            assertEquals(tight.byteEnd(pane, 15), tight.x(tight.markColumn(pane)), "behind the last digit");
            assertEquals(tight.x(tight.markColumn(pane) + 1), tight.textX(pane, 0));
            assertEquals(pane, tight.paneAt(tight.textX(pane, 15) + 1));
            assertEquals(15, tight.columnAt(tight.textX(pane, 15) + 1));
        }
        HexMetrics least = HexMetrics.fitting(narrower - 1, 7, 17, 8, 3);
        assertEquals(new HexMetrics(7, 17, 8, 16, 8, 3, true, true), least);
        assertEquals(8, HexMetrics.fitting(least.total() - 1, 7, 17, 8, 3).width());
    }

    @Test
    void aBookmarksNoteStandsAtItsFirstSector() {
        Inspection inspection = disks(3, 2).inspect(4);
        HexPicture picture = new HexPicture(inspection, HexPane.Mode.BY_CHILD, false, new HexMarks(Map.of(), Map.of(),
                Map.of(), List.of(new Bookmark(1, 2, "look here"))));
        RowWords words = new RowWords(picture, new HexMetrics(7, 16, 8, 16, 1, 3, true, false));
        assertFalse(words.ruler(0).contains("\u2605"), words.ruler(0));
        assertTrue(words.ruler(1).endsWith("\u2605 look here"), words.ruler(1));
        assertTrue(words.ruler(2).endsWith("\u2605"), words.ruler(2));
    }

    @Test
    void aRowHasAsManyBytesAsFitAndAPlaceIsTheByteThatIsDrawnThere() {
        assertEquals(32, HexMetrics.fitting(5000, 7, 17, 8, 3).width());
        assertEquals(8, HexMetrics.fitting(300, 7, 17, 8, 32).width());
        HexMetrics metrics = HexMetrics.fitting(1500, 7, 17, 8, 3);
        for (int pane = 0; pane < 3; pane++) {
            for (int column = 0; column < metrics.width(); column++) {
                assertEquals(pane, metrics.paneAt(metrics.byteX(pane, column) + 1));
                assertEquals(column, metrics.columnAt(metrics.byteX(pane, column) + 1));
                assertEquals(column, metrics.columnAt(metrics.textX(pane, column) + 1));
            }
        }
        assertEquals(-1, metrics.paneAt(3));
    }
}
