// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies where on ext2, ext3 and ext4, as mke2fs and debugfs made it. */
class ExtFileSystemTest {

    private static final int MIB = 1 << 20;
    private static final Pattern OWNER = Pattern.compile("(?m)^(\\d+)\t(\\d+)$");

    private final Tags tags = new Tags();

    @TempDir
    private Path folder;

    @BeforeEach
    void programs() {
        Tool.assumeInstalled("mke2fs", "debugfs", "e2fsck");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext2 -b 1024", "-t ext2 -b 4096 -I 128", "-t ext3 -b 1024", "-t ext3 -b 2048",
            "-t ext4", "-t ext4 -b 4096", "-t ext4 -b 1024 -O 64bit,metadata_csum", "-t ext4 -O inline_data -I 256",
            "-t ext4 -O inline_data -I 512 -b 4096", "-t ext4 -O ^flex_bg -b 1024",
            "-t ext4 -O meta_bg,^resize_inode -b 1024",
            "-t ext4 -O sparse_super2 -b 1024", "-t ext4 -O ^extents,^64bit",
            "-t ext4 -O ^metadata_csum,uninit_bg -b 1024",
            "-t ext4 -O ^sparse_super,^resize_inode -b 1024", "-t ext4 -O orphan_file,quota -b 1024", "-r 0 -b 1024"})
    void everyTaggedSectorIsFoundInItsFile(String options) throws Exception {
        Path image = make(options, 40);
        tags.linked("/f0.dat", "/of/hard link");
        debugfs(image, "ln /f0.dat \"/of/hard link\"", "sif /f0.dat links_count 2");
        fragment(image);
        PlaceReport report = tags.check(image, 5000);
        assertEquals(List.of(), report.volumes().getFirst().warnings());
        assertTrue(report.pieces().stream().noneMatch(piece -> piece.place() instanceof Place.Directory directory
                && directory.directory().otherLinks() > 0), "a directory has one name");
        assertOwnersAreThoseOfDebugfs(image, report, options.contains("orphan_file") ? 13 : 11);
    }

    @Test
    void bigallocIsNamedAndNotEntered() throws Exception {
        Path image = make("-t ext4 -O bigalloc", 40);
        PlaceReport report = Tags.search(image);
        assertEquals(1, report.pieces().size());
        assertEquals("not-mapped", report.pieces().getFirst().place().kind());
        assertTrue(report.pieces().getFirst().place().what().orElseThrow().contains("bigalloc"));
        assertEquals(Optional.of("ext4"), report.pieces().getFirst().fs());
    }

    private Path make(String options, int mib) throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        tags.fill(tree);
        Files.createSymbolicLink(tree.resolve("long link"), Path.of("x".repeat(200)));
        Files.createSymbolicLink(tree.resolve("short link"), Path.of("y"));
        Path image = folder.resolve("ext.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mib * MIB);
        }
        String[] words = ("mke2fs -q -F " + options + " -d " + tree + " " + image).split(" ");
        Tool.run(words);
        return image;
    }

    /** Deletes every other of many files and writes into the gaps; a sparse file, too. */
    private void fragment(Path image) throws Exception {
        StringBuilder commands = new StringBuilder();
        for (int i = 0; i < 300; i += 2) {
            String name = "/many/a file with a rather long name, number " + i;
            commands.append("rm \"").append(name).append("\"\n");
            tags.deleted(name);
        }
        Path host = folder.resolve("fragmented");
        Files.write(host, tags.content(3_000_000, "/fragmented"));
        Path sparse = folder.resolve("sparse");
        byte[] content = tags.content(9_000_000, at -> at % (256 << 10) >= 8192, "/of/sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(content.length);
            for (int at = 0; at < content.length; at += 256 << 10) {
                file.seek(at);
                file.write(content, at, Math.min(8192, content.length - at));
            }
        }
        commands.append("write ").append(host).append(" fragmented\ncd of\nwrite ").append(sparse).append(" sparse\n");
        for (int i = 1; i < 100; i += 2) {
            String name = "/many/a file with a rather long name, number " + i;
            commands.append("rm \"").append(name).append("\"\n");
            tags.deleted(name);
        }
        debugfs(image, commands.toString().split("\n"));
    }

    private void debugfs(Path image, String... commands) {
        String told = Tool.runWith(String.join("\n", commands) + "\n", "debugfs", "-w", "-f", "/dev/stdin",
                image.toString());
        assertTrue(!told.contains("rror") && !told.contains("nknown"), told);
    }

    /** Every block of the volume: the inode that icheck names, or none. */
    private static void assertOwnersAreThoseOfDebugfs(Path image, PlaceReport report, int firstFile) {
        String stats = Tool.run("debugfs", "-R", "stats", image.toString());
        int blockSize = number(stats, "Block size:\\s+(\\d+)");
        int blocks = number(stats, "Block count:\\s+(\\d+)");
        Map<Long, Long> truth = new HashMap<>();
        for (int from = 0; from < blocks; from += 500) {
            String list = LongStream.range(from, Math.min(blocks, from + 500)).mapToObj(Long::toString)
                    .collect(Collectors.joining(" "));
            Matcher owners = OWNER.matcher(Tool.run("debugfs", "-R", "icheck " + list, image.toString()));
            while (owners.find()) {
                truth.put(Long.valueOf(owners.group(1)), Long.valueOf(owners.group(2)));
            }
        }
        Set<Long> seen = new HashSet<>();
        for (PlacedRange piece : report.pieces()) {
            if (piece.place() instanceof Place.Metadata(String name, var _) && name.contains("inode table")) {
                continue;
            }
            Optional<Owner> owner = piece.place().owner();
            for (long sector = piece.range().first(); owner.isPresent() && sector < piece.range().end(); sector++) {
                long block = sector * 512 / blockSize;
                assertEquals(truth.get(block), owner.get().inode().getAsLong(), "block " + block + ": " + piece);
                seen.add(block);
            }
        }
        // Reserved inodes: what is there for the file system's own sake is told so, without an owner.
        truth.values().removeIf(inode -> inode < firstFile && inode != 2);
        truth.keySet().removeAll(seen);
        assertEquals(Map.of(), truth, "blocks of which debugfs knows the owner");
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern);
        return Integer.parseInt(matcher.group(1));
    }
}
