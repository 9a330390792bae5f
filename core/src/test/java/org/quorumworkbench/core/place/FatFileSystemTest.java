// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies where on FAT12, FAT16 and FAT32, as mkfs.fat and mtools made it. */
class FatFileSystemTest {

    private final Tags tags = new Tags();

    @TempDir
    private Path folder;

    @BeforeEach
    void programs() {
        Tool.assumeInstalled("mkfs.fat", "mcopy", "mdel");
    }

    @ParameterizedTest
    @CsvSource({"12, 7, -s 4", "12, 7, -s 4 -r 512", "16, 20, -s 1", "16, 60, -s 4", "32, 40, -s 1",
            "32, 80, -s 2 -S 512", "32, 300, -S 4096 -s 1", "32, 40, -s 1 -f 1"})
    void everyTaggedSectorIsFoundInItsFile(int bits, int mib, String options) throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        tags.fill(tree);
        tags.write(tree, "/of/lower.bin", 3000);
        Path image = folder.resolve("fat.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mib << 20);
        }
        Tool.run(("mkfs.fat -F " + bits + " " + options + " " + image).split(" "));
        Tool.run("mcopy", "-s", "-i", image.toString(), tree.resolve("of").toString(), tree.resolve("many").toString(),
                tree.resolve("deep").toString(), tree.resolve("f0.dat").toString(), "::");
        for (int i = 0; i < 300; i += 2) {
            delete(image, i);
        }
        Path host = folder.resolve("fragmented.bin");
        Files.write(host, tags.content(900_000, "/fragmented.bin"));
        Tool.run("mcopy", "-i", image.toString(), host.toString(), "::");
        for (int i = 1; i < 60; i += 2) {
            delete(image, i);
        }
        PlaceReport report = tags.check(image, 5000);
        assertEquals(List.of(), report.volumes().getFirst().warnings());
        assertEquals(Optional.of("vfat"), report.volumes().getFirst().fs());
        assertTrue(report.pieces().stream().anyMatch(piece -> piece.place() instanceof Place.Directory));
    }

    private void delete(Path image, int number) {
        String name = "/many/a file with a rather long name, number " + number;
        Tool.run("mdel", "-i", image.toString(), "::" + name);
        tags.deleted(name);
    }
}
