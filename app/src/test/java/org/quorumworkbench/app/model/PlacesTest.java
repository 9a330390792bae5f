// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** A file system that holds one file, as mke2fs makes it. */
    private byte[] fileSystem() throws IOException, InterruptedException {
        Optional<Path> mke2fs = Stream.of("/usr/sbin/mke2fs", "/sbin/mke2fs", "/usr/bin/mke2fs").map(Path::of)
                .filter(Files::isExecutable).findFirst();
        assumeTrue(mke2fs.isPresent(), "mke2fs is not installed");
        Path tree = Files.createDirectories(folder.resolve("tree/db"));
        Files.write(tree.resolve("main.db"), "tagged".repeat(2000).getBytes(StandardCharsets.US_ASCII));
        Path image = folder.resolve("made.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(2 << 20);
        }
        Process made = new ProcessBuilder(mke2fs.get().toString(), "-q", "-F", "-t", "ext4", "-b", "1024", "-d",
                folder.resolve("tree").toString(), image.toString()).inheritIO().start();
        assertEquals(0, made.waitFor());
        return Files.readAllBytes(image);
    }

    private static int sectorOf(byte[] image, String start) {
        byte[] wanted = start.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < image.length; at += SectorRange.SECTOR) {
            if (Arrays.equals(image, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at / SectorRange.SECTOR;
            }
        }
        throw new AssertionError("it is not in the image");
    }

    @Test
    void afterAScanTheFileIsKnownThatADivergentSectorIsOf() throws Exception {
        byte[] good = fileSystem();
        int sector = sectorOf(good, "taggedtagged") + 2;
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
        byte[] good = fileSystem();
        int sector = sectorOf(good, "taggedtagged");
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
