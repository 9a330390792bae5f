// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies where on XFS, as mkfs.xfs made it from a protofile. */
class XfsFileSystemTest {

    private final Tags tags = new Tags();

    @TempDir
    private Path folder;

    @BeforeEach
    void programs() {
        Tool.assumeInstalled("mkfs.xfs", "xfs_db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m crc=1,rmapbt=0", "-m crc=1,rmapbt=1,reflink=1,finobt=1",
            "-m crc=0", "-m crc=0 -n ftype=0 -i size=256", "-b size=1024 -m crc=1", "-b size=512 -m crc=0 -i size=256",
            "-n size=16384", "-i nrext64=1,sparse=1 -m bigtime=1", "-d agcount=3 -i size=1024", "-s size=4096"})
    void everyTaggedSectorIsFoundInItsFile(String options) throws Exception {
        Path image = make(options);
        PlaceReport report = tags.check(image, 5000);
        assertEquals(List.of(), report.volumes().getFirst().warnings());
        assertEquals(List.of(), report.volumes().getFirst().remarks());
        assertEquals(Optional.of("xfs"), report.volumes().getFirst().fs());
        assertTrue(report.pieces().stream().noneMatch(piece -> piece.place() instanceof Place.AllocatedNoOwner
                || piece.place() instanceof Place.NotMapped), report.pieces()::toString);
        assertOwnersAreThoseOfXfsDb(image, report);
    }

    @Test
    void whatTheKernelWroteIsFoundWhereItCanBeMounted() throws Exception {
        Tool.assumeInstalled("mount", "umount");
        Path image = make("-m crc=1,reflink=1");
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        assumeTrue(new ProcessBuilder("mount", "-o", "loop", image.toString(), mounted.toString()).start()
                .waitFor() == 0, "nothing can be mounted here");
        try {
            Files.createLink(mounted.resolve("of/hard link"), mounted.resolve("f0.dat"));
            tags.linked("/f0.dat", "/of/hard link");
            byte[] sparse = tags.content(9_000_000, at -> at % (64 << 10) >= 4096, "/many/sparse");
            try (RandomAccessFile file = new RandomAccessFile(mounted.resolve("many/sparse").toFile(), "rw")) {
                // Backwards and forced out, so that neighbours are not put together: a tree of extents.
                for (int at = sparse.length / (64 << 10) * (64 << 10); at >= 0; at -= 64 << 10) {
                    file.seek(at);
                    file.write(sparse, at, Math.min(4096, sparse.length - at));
                    file.getFD().sync();
                }
                file.setLength(sparse.length);
            }
            for (int i = 0; i < 300; i += 2) {
                String name = "/many/a-file-with-a-rather-long-name-number-" + i;
                Files.delete(mounted.resolve(name.substring(1)));
                tags.deleted(name);
            }
            for (int i = 0; i < 3000; i++) {
                Files.createFile(mounted.resolve("many/empty " + i));
            }
        } finally {
            Tool.run("umount", mounted.toString());
        }
        PlaceReport report = tags.check(image, 5000);
        assertEquals(List.of(), report.volumes().getFirst().warnings());
        assertEquals(List.of(), report.volumes().getFirst().remarks());
        assertOwnersAreThoseOfXfsDb(image, report);
    }

    /** A protofile takes no names with blanks. */
    private Path make(String options) throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        for (int length : new int[]{1, 100, 511, 513, 4095, 4096, 4097, 20_000, 300_000}) {
            tags.write(tree, "/of/" + length + ".bin", length);
        }
        for (int i = 0; i < 300; i++) {
            tags.write(tree, "/many/a-file-with-a-rather-long-name-number-" + i, 700 + i);
        }
        tags.write(tree, "/deep/er/and/even/deeper/Größe.txt", 5000);
        tags.write(tree, "/f0.dat", 2_000_000);
        Path proto = Files.writeString(folder.resolve("proto"), "/boot\n0 0\nd--755 0 0\n" + listed(tree) + "$\n");
        Path image = folder.resolve("xfs.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(320L << 20);
        }
        Tool.run(("mkfs.xfs -q -f " + options + " -p " + proto + " " + image).split(" "));
        return image;
    }

    private static String listed(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                if (Files.isDirectory(entry)) {
                    text.append(entry.getFileName()).append(" d--755 0 0\n").append(listed(entry)).append("$\n");
                } else {
                    text.append(entry.getFileName()).append(" ---644 0 0 ").append(entry).append('\n');
                }
            }
        }
        return text.toString();
    }

    /** xfs_db keeps a map of all blocks: what each is, and which inode has it. */
    private static void assertOwnersAreThoseOfXfsDb(Path image, PlaceReport report) {
        int blockSize = Integer.parseInt(Tool.run("xfs_db", "-r", "-c", "sb 0", "-c", "p blocksize", image.toString())
                .replaceAll("\\D", ""));
        int groupBlocks = Integer.parseInt(Tool.run("xfs_db", "-r", "-c", "sb 0", "-c", "p agblocks", image.toString())
                .replaceAll("\\D", ""));
        Map<Long, Long> truth = new HashMap<>();
        Pattern line = Pattern.compile("setting block (\\d+)/(\\d+) to \\w+(?:.*inode (\\d+))?");
        Matcher matcher = line.matcher(Tool.run("xfs_db", "-r", "-c", "blockget -n -v", image.toString()));
        Pattern owner = Pattern.compile("setting inode to (\\d+) for block (\\d+)/(\\d+)");
        assertTrue(matcher.find(), "xfs_db tells of blocks");
        Matcher owners = owner.matcher(Tool.run("xfs_db", "-r", "-c", "blockget -n -v", image.toString()));
        while (owners.find()) {
            truth.put(Long.parseLong(owners.group(2)) * groupBlocks + Long.parseLong(owners.group(3)),
                    Long.valueOf(owners.group(1)));
        }
        assertTrue(truth.size() > 300, () -> "xfs_db tells of " + truth.size() + " owners");
        Set<Long> seen = new HashSet<>();
        for (PlacedRange piece : report.pieces()) {
            if (piece.place() instanceof Place.Metadata(String name, var _) && name.startsWith("inode")) {
                continue;
            }
            Optional<Owner> of = piece.place().owner();
            for (long sector = piece.range().first(); of.isPresent() && sector < piece.range().end(); sector++) {
                long block = sector * 512 / blockSize;
                assertEquals(truth.get(block), of.get().inode().getAsLong(), "block " + block + ": " + piece);
                seen.add(block);
            }
        }
        truth.keySet().removeAll(seen);
        // Realtime bitmap and summary.
        truth.values().removeIf(inode -> inode == 129 || inode == 130 || inode == 65 || inode == 66);
        assertEquals(Map.of(), truth, "blocks of which xfs_db knows the owner");
    }
}
