// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Replicas of a real file system, made by mke2fs from a real directory tree, and then damaged. */
class RealInputTest {

    private static final int SECTOR = 512;
    private static final String MARK = "The quorum workbench was here, in file number ";

    @TempDir
    private Path folder;

    private final List<Path> replicas = new ArrayList<>();

    @BeforeEach
    void makeReplicas() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve("tree/docs/deep"));
        for (int i = 0; i < 40; i++) {
            Files.writeString(tree.resolve("note" + i + ".txt"), (MARK + i + ".\n").repeat(200 + i));
        }
        copySources(folder.resolve("tree/sources"));
        Path first = folder.resolve("r0.img");
        assumeTrue(mke2fs(folder.resolve("tree"), first), "mke2fs is not installed");
        replicas.add(first);
        for (int i = 1; i < 3; i++) {
            replicas.add(Files.copy(first, folder.resolve("r" + i + ".img")));
        }
    }

    /** This module's own source tree: a real one. */
    private static void copySources(Path to) throws IOException {
        Path from = Path.of("src/main/java");
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private boolean mke2fs(Path tree, Path image) throws IOException, InterruptedException {
        for (String program : List.of("/sbin/mke2fs", "/usr/sbin/mke2fs", "/usr/local/sbin/mke2fs")) {
            if (Files.isExecutable(Path.of(program))) {
                Process process = new ProcessBuilder(program, "-q", "-t", "ext4", "-d", tree.toString(),
                        image.toString(), "8M")
                        .redirectErrorStream(true).redirectOutput(folder.resolve("mke2fs.log").toFile()).start();
                assertEquals(0, process.waitFor(), Files.readString(folder.resolve("mke2fs.log")));
                return true;
            }
        }
        return false;
    }

    private void damage(int replica, long offset, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(replicas.get(replica), StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position());
            }
        }
    }

    private long sectorOf(String content) throws IOException {
        byte[] image = Files.readAllBytes(replicas.getFirst());
        byte[] wanted = content.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + wanted.length <= image.length; at++) {
            if (image[at] == wanted[0]
                    && java.util.Arrays.equals(image, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at / SECTOR;
            }
        }
        throw new AssertionError(content + " is not in the image");
    }

    private JsonNode inspect(int status, long sector, long count) {
        Spoken spoken = Spoken.of("inspect", replicas.get(0), replicas.get(1), replicas.get(2), "--sector", sector,
                "--count",
                count, "--json");
        assertEquals(status, spoken.status(), spoken.toString());
        return spoken.json();
    }

    @Test
    void untouchedReplicasOfAFileSystemAgreeFromEndToEnd() {
        JsonNode json = inspect(0, 0, 16384);
        assertEquals("unanimous", json.get("requestVote").get("verdict").asString());
        assertEquals(16384, json.get("sectorVotes").size());
    }

    @Test
    void everyKindOfDamageIsFoundWhereItIs() throws IOException {
        long file = sectorOf(MARK + "17.");
        // A flipped bit in a file, a zeroed page, a torn page, a superblock of another moment.
        byte[] page = new byte[8 * SECTOR];
        long flipped = file * SECTOR + 100;
        byte before = Files.readAllBytes(replicas.getFirst())[(int) flipped];
        damage(1, flipped, new byte[]{(byte) (before ^ 0x04)});
        long zeroed = sectorOf(MARK + "3.");
        damage(2, zeroed * SECTOR, page);
        damage(0, 2 * SECTOR + 0x30, new byte[]{1, 2, 3, 4});
        damage(1, 16000L * SECTOR, "junk".repeat(128).getBytes(StandardCharsets.US_ASCII));

        JsonNode json = inspect(1, file, 1);
        assertEquals("ABA", json.get("requestVote").get("pattern").asString());
        assertEquals("[{\"offset\":" + flipped + ",\"length\":1}]",
                json.get("children").get(1).get("differingRuns").toString());

        json = inspect(1, zeroed, 8);
        assertEquals("AAB", json.get("requestVote").get("pattern").asString());
        assertEquals("QUORUM_REPORT_BAD", json.get("events").get(0).get("event").asString());
        assertEquals("c2", json.get("events").get(0).get("data").get("node-name").asString());

        json = inspect(1, 2, 1);
        assertEquals("BAA", json.get("requestVote").get("pattern").asString());

        json = inspect(1, 0, 16384);
        assertEquals("below-threshold", json.get("requestVote").get("verdict").asString());
        assertTrue(json.get("votesDiffer").asBoolean());
        TreeSet<Long> divergent = new TreeSet<>();
        for (JsonNode vote : json.get("sectorVotes")) {
            if (!vote.get("verdict").asString().equals("unanimous")) {
                divergent.add(vote.get("sector").asLong());
            }
        }
        TreeSet<Long> expected = new TreeSet<>(List.of(2L, file, 16000L));
        for (long sector = zeroed; sector < zeroed + 8; sector++) {
            expected.add(sector);
        }
        assertEquals(expected, divergent);
    }
}
