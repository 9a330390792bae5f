// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.scan.ScanPlaces.At;
import org.quorumworkbench.ui.Resources;

/** What the window knows of what lies at the sectors that a scan has found. */
class PlacesTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();

    @AfterEach
    void close() {
        Resources.speak(Locale.ENGLISH);
        desk.close();
    }

    private Places.State.Known scanned() {
        desk.model.scan().start();
        desk.await("what lies there",
                () -> desk.model.places().stateProperty().get() instanceof Places.State.Known);
        return (Places.State.Known) desk.model.places().stateProperty().get();
    }

    @Test
    void afterAScanTheFileIsKnownThatADivergentSectorIsOf() throws Exception {
        byte[] good = SmallExt.made(folder);
        int sector = SmallExt.sectorOf(good, "taggedtagged") + 2;
        byte[] bad = good.clone();
        bad[sector * SectorRange.SECTOR + 9] ^= 1;
        bad[bad.length - 1] ^= 1;
        desk.open(folder, good, bad, good);
        long events = desk.model.events().shown().size();
        Places.State.Known known = scanned();
        List<At> file = known.finder().at(new SectorRange(sector, 1));
        assertEquals("file, ext4", PlaceWords.where(file));
        assertEquals("/db/main.db + 0x400", PlaceWords.file(file));
        assertEquals("unallocated, ext4",
                PlaceWords.where(known.finder().at(new SectorRange(bad.length / SectorRange.SECTOR - 1, 1))));
        assertEquals(Optional.empty(), known.noFileSystem());
        assertEquals(events, desk.model.events().shown().size(), "the search is no request of the guest's");
        Resources.speak(Locale.GERMAN);
        assertEquals("Datei, ext4", PlaceWords.where(file));
    }

    @Test
    void whereThereIsNoFileSystemItIsSaidSo() {
        desk.open(folder, ModelDesk.threeWith(3));
        Places.State.Known known = scanned();
        assertTrue(known.noFileSystem().isPresent());
        assertEquals("", PlaceWords.file(known.finder().at(new SectorRange(3, 1))));
    }

    @Test
    void theReportOfTheWindowNamesTheFile() throws Exception {
        byte[] good = SmallExt.made(folder);
        int sector = SmallExt.sectorOf(good, "taggedtagged");
        byte[] bad = good.clone();
        bad[sector * SectorRange.SECTOR] ^= 1;
        desk.open(folder, good, bad, good);
        scanned();
        Path report = folder.resolve("report.csv");
        desk.model.scanFiles().save(report);
        desk.awaitTold("report.csv");
        assertTrue(Files.readString(report).contains("ext4  file /db/main.db [inode 13] + 0x0"),
                Files.readString(report));
    }

    @Test
    void whatLiesThereIsForgottenWithTheScan() {
        desk.open(folder, ModelDesk.threeWith(3));
        scanned();
        desk.open(folder, ModelDesk.threeWith(4));
        desk.await("nothing known of the new one",
                () -> desk.model.places().stateProperty().get().equals(new Places.State.Unknown()));
    }
}
