// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.SectorRange;

/** What lies at the range that is looked at, whether its children diverge or not. */
class PlacesHereTest {

    @TempDir
    private Path folder;

    /** Work that is not begun by itself. */
    private Optional<Queue<Runnable>> held = Optional.empty();
    private final ModelDesk desk = new ModelDesk(
            work -> held.ifPresentOrElse(later -> later.add(work), () -> Thread.startVirtualThread(work)));
    private PlacesHere here;

    @BeforeEach
    void find() {
        here = desk.model.placesHere();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void goTo(long first, long count) {
        desk.model.reading().goTo(new SectorRange(first, count));
        desk.awaitRange(first, count);
    }

    private void awaitKnown() {
        desk.await("what lies here", () -> here.stateProperty().get() instanceof Places.State.Known);
    }

    private String words(long sector) {
        return RangeEvidence.place(here, new SectorRange(sector, 1));
    }

    @Test
    void whereNothingWasScannedTheFileIsToldToWhoAsks() throws Exception {
        byte[] image = SmallExt.made(folder);
        int sector = SmallExt.sectorOf(image, "taggedtagged");
        desk.open(folder, image, image, image);
        goTo(sector, 2);
        assertTrue(here.isWanted());
        assertEquals("", words(sector));
        here.look();
        awaitKnown();
        assertEquals("/db/main.db + 0x200 (file, ext4)", words(sector + 1));
        assertTrue(desk.model.tasks().list().isEmpty());
        assertFalse(here.isWanted());
    }

    @Test
    void whoRestsAtARangeAfterAQuickScanIsToldUnasked() throws Exception {
        byte[] image = SmallExt.made(folder);
        int sector = SmallExt.sectorOf(image, "taggedtagged");
        desk.open(folder, image, image, image);
        here.rested();
        assertTrue(here.isWanted(), "nobody knows yet whether it is quick");
        desk.model.scan().start();
        desk.await("the places of the scan",
                () -> desk.model.places().stateProperty().get() instanceof Places.State.Known);
        goTo(sector, 1);
        here.rested();
        awaitKnown();
        assertEquals("/db/main.db + 0x0 (file, ext4)", words(sector));
    }

    @Test
    void whoGoesElsewhereIsNotToldOfTheRangeBefore() throws Exception {
        byte[] image = SmallExt.made(folder);
        int sector = SmallExt.sectorOf(image, "taggedtagged");
        desk.open(folder, image, image, image);
        goTo(sector, 1);
        here.look();
        awaitKnown();
        goTo(0, 1);
        assertTrue(here.isWanted());
        assertEquals("", words(sector));
    }

    @Test
    void faultsAreNotDisturbedUnasked() throws Exception {
        byte[] image = SmallExt.made(folder);
        desk.open(folder, image, image, image);
        here.look();
        awaitKnown();
        desk.model.lab().lay(desk.model.lab().readErrorHere(), Optional.empty(), Set.of("c1"));
        desk.await("the fault", () -> !desk.model.lab().faultsProperty().get().getOrDefault("c1", List.of())
                .isEmpty());
        goTo(9, 1);
        here.rested();
        assertTrue(here.isWanted());
    }

    @Test
    void whereThereIsNoFileSystemWhoAskedIsToldSo() {
        desk.open(folder, ModelDesk.threeWith(3));
        here.look();
        awaitKnown();
        assertTrue(here.isAskedInVain());
        assertEquals("", words(3));
    }

    @Test
    void aQuorumThatIsLeftTakesItAlong() {
        desk.open(folder, ModelDesk.threeWith(3));
        here.look();
        awaitKnown();
        desk.open(folder, ModelDesk.threeWith(4));
        desk.await("nothing known of the new one", here::isWanted);
    }

    @Test
    void whatIsLookedForUnaskedEndsWithTheWindowAndWaitsForNoQuorumThatIsClosed() throws Exception {
        byte[] image = SmallExt.made(folder);
        desk.open(folder, image, image, image);
        desk.model.scan().start();
        desk.await("the places of the scan",
                () -> desk.model.places().stateProperty().get() instanceof Places.State.Known);
        goTo(SmallExt.sectorOf(image, "taggedtagged"), 1);
        held = Optional.of(new ArrayDeque<>());
        here.rested();
        Runnable search = held.orElseThrow().remove();
        desk.model.close();
        held.orElseThrow().forEach(Runnable::run);
        assertTrue(Thread.startVirtualThread(search).join(Duration.ofSeconds(30)), "it has ended");
    }
}
