// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies where on NTFS, as mkntfs and ntfscp made it. */
class NtfsFileSystemTest {

    private final Tags tags = new Tags();

    @TempDir
    private Path folder;

    private Path image = Path.of("");

    @BeforeEach
    void programs() {
        Tool.assumeInstalled("mkntfs", "ntfscp", "ntfstruncate", "ntfsls");
        image = folder.resolve("ntfs.img");
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 4096, 65536})
    void everyTaggedSectorIsFoundInItsFile(int cluster) throws Exception {
        make(cluster, 60);
        int[] lengths = {1, 100, 511, 700, 1023, 4096, 4097, 20_000, 70_000};
        for (int i = 0; i < 80; i++) {
            copy("/a file with a rather long name, number " + i + " Größe", lengths[i % lengths.length] + i);
        }
        copy("/gone", 300_000);
        copy("/behind", 100_000);
        copy("/gone as well", 500_000);
        copy("/$Extend/below another directory", 5000);
        truncate("/gone");
        truncate("/gone as well");
        copy("/fragmented", 700_000);
        Path stream = folder.resolve("stream");
        Files.write(stream, tags.content(40_000, "/behind:of its own"));
        Tool.run("ntfscp", "-f", "-N", "of its own", image.toString(), stream.toString(), "/behind");
        PlaceReport report = tags.check(image, 3000);
        assertEquals(List.of(), report.volumes().getFirst().warnings());
        assertEquals(Optional.of("ntfs"), report.volumes().getFirst().fs());
        assertTrue(report.pieces().stream().noneMatch(piece -> piece.place() instanceof Place.NotMapped),
                report.pieces()::toString);
        assertTrue(report.pieces().stream().anyMatch(piece -> piece.place() instanceof Place.Journal));
        assertTrue(report.pieces().stream().anyMatch(piece -> piece.place() instanceof Place.Metadata(var what, var of)
                && what.equals("MFT record, with content in the record")
                && of.getFirst().path().orElse("").startsWith("/a file with")));
    }

    @Test
    void whatTheKernelOrFuseWroteIsFoundWhereItCanBeMounted() throws Exception {
        Tool.assumeInstalled("ntfs-3g", "fusermount");
        assumeTrue(Files.isWritable(Path.of("/dev/fuse")), "nothing can be mounted here");
        make(4096, 120);
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        Tool.run("ntfs-3g", image.toString(), mounted.toString());
        try {
            tags.fill(mounted);
            Files.createLink(mounted.resolve("of/hard link"), mounted.resolve("f0.dat"));
            tags.linked("/f0.dat", "/of/hard link");
            for (int i = 0; i < 300; i += 2) {
                String name = "/many/a file with a rather long name, number " + i;
                Files.delete(mounted.resolve(name.substring(1)));
                tags.deleted(name);
            }
            // Two files that grow by turns have many runs: their lists fill several records.
            byte[] first = tags.content(8_000_000, "/by turns 1");
            byte[] second = tags.content(8_000_000, "/by turns 2");
            try (RandomAccessFile one = new RandomAccessFile(mounted.resolve("by turns 1").toFile(), "rw");
                    RandomAccessFile two = new RandomAccessFile(mounted.resolve("by turns 2").toFile(), "rw")) {
                for (int at = 0; at < 8_000_000; at += 8000) {
                    one.write(first, at, 8000);
                    one.getFD().sync();
                    two.write(second, at, 8000);
                    two.getFD().sync();
                }
            }
        } finally {
            Tool.run("fusermount", "-u", mounted.toString());
        }
        PlaceReport report = tags.check(image, 20_000);
        assertEquals(List.of(), report.volumes().getFirst().warnings());
    }

    private void make(int cluster, int mib) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mib << 20);
        }
        Tool.run("mkntfs", "-q", "-Q", "-F", "-c", Integer.toString(cluster), "-s", "512", "-p", "0", "-H", "0", "-S",
                "0",
                image.toString());
    }

    private void copy(String name, int length) throws Exception {
        Path host = folder.resolve("host");
        Files.write(host, tags.content(length, name));
        Tool.run("ntfscp", "-f", image.toString(), host.toString(), name);
    }

    /** There is no program that deletes; one that cuts to nothing frees the same clusters. */
    private void truncate(String name) {
        String list = Tool.run("ntfsls", "-i", "-a", image.toString());
        Matcher matcher = Pattern.compile("(?m)^\\s*(\\d+)\\s+" + Pattern.quote(name.substring(1)) + "$").matcher(list);
        assertTrue(matcher.find(), list);
        Tool.run("ntfstruncate", image.toString(), matcher.group(1), "0x80", "0");
        tags.deleted(name);
    }
}
