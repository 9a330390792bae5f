// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.quorumworkbench.core.block.SectorRange;

/** A file system of 2 MiB that holds one file, /db/main.db, as mke2fs makes it. */
final class SmallExt {

    private SmallExt() {}

    /** The test is skipped where mke2fs is not installed. */
    static byte[] made(Path folder) throws IOException, InterruptedException {
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

    /** The first sector that begins so. */
    static int sectorOf(byte[] image, String start) {
        byte[] wanted = start.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < image.length; at += SectorRange.SECTOR) {
            if (Arrays.equals(image, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at / SectorRange.SECTOR;
            }
        }
        throw new AssertionError("it is not in the image");
    }
}
