// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code where} tells of replicas of a file system. */
class WhereCommandTest {

    private static final int INODE_SIZE = 256;

    @TempDir
    private Path folder;

    private Path a = Path.of("");
    private Path b = Path.of("");
    private Path c = Path.of("");

    @BeforeEach
    void makeReplicas() throws Exception {
        Path mke2fs = Stream.of("/usr/sbin/mke2fs", "/sbin/mke2fs", "/usr/bin/mke2fs").map(Path::of)
                .filter(Files::isExecutable).findFirst().orElse(Path.of(""));
        assumeTrue(Files.isExecutable(mke2fs), "mke2fs is not installed");
        Path tree = Files.createDirectories(folder.resolve("tree/db"));
        Files.write(tree.resolve("main.db"), "tagged".repeat(2000).getBytes(StandardCharsets.US_ASCII));
        a = folder.resolve("a.img");
        try (RandomAccessFile file = new RandomAccessFile(a.toFile(), "rw")) {
            file.setLength(4 << 20);
        }
        Process made = new ProcessBuilder(mke2fs.toString(), "-q", "-F", "-t", "ext4", "-b", "1024", "-O",
                "^metadata_csum", "-I", Integer.toString(INODE_SIZE), "-d", folder.resolve("tree").toString(),
                a.toString()).inheritIO().start();
        assertEquals(0, made.waitFor());
        b = Files.copy(a, folder.resolve("b.img"));
        c = Files.copy(a, folder.resolve("c.img"));
    }

    @Test
    void aScanTellsWhatLiesAtItsRuns() throws Exception {
        long sector = content();
        try (RandomAccessFile file = new RandomAccessFile(b.toFile(), "rw")) {
            file.seek(sector * 512 + 512);
            file.write(new byte[1024]);
        }
        Spoken spoken = Spoken.of("scan", a, b, c, "--files", "--json", "--no-progress");
        assertEquals(1, spoken.status(), spoken.err());
        JsonNode run = spoken.json().get("runs").get(0);
        assertEquals(sector + 1, run.get("sector").asLong());
        JsonNode piece = run.get("places").get(0);
        assertEquals(1, run.get("places").size(), run.toString());
        assertEquals((sector + 1) + "+2", piece.get("sector").asLong() + "+" + piece.get("count").asLong());
        assertEquals("file ext4 /db/main.db 512 false", piece.get("place").get("kind").asString() + " "
                + piece.get("place").get("fs").asString() + " " + piece.get("place").get("path").asString() + " "
                + piece.get("place").get("fileOffset").asLong() + " "
                + piece.get("place").get("disputed").asBoolean());
        assertTrue(Spoken.of("scan", a, b, c, "--files", "--no-progress").out().contains(
                "\n    sector " + (sector + 1) + "+2  ext4  file /db/main.db"), "text");
        assertFalse(Spoken.of("scan", a, b, c, "--json", "--no-progress").json().get("runs").get(0).has("places"));
    }

    @Test
    void reportsSayWhatLiesAtTheRuns() throws Exception {
        long sector = content();
        try (RandomAccessFile file = new RandomAccessFile(b.toFile(), "rw")) {
            file.seek(sector * 512 + 512);
            file.write(new byte[512]);
        }
        Path csv = folder.resolve("r.csv");
        Path html = folder.resolve("r.html");
        assertEquals(1, Spoken.of("scan", a, b, c, "--files", "--report", csv, "--report", html, "--no-progress")
                .status());
        String row = Files.readString(csv).lines().skip(1).findFirst().orElseThrow();
        assertTrue(row.endsWith(",ext4  file /db/main.db [inode 13] + 0x200"), row);
        assertTrue(Files.readString(html).contains("<td>ext4  file /db/main.db [inode 13] + 0x200</td>"), "the page");
    }

    @Test
    void whatAMapfileDoesNotCallFinishedHasNoVoteOnWhatLiesThere() throws Exception {
        long sector = content();
        // The only two that could still be read hold no file system; their mapfiles say that they could
        // not.
        for (Path lost : List.of(b, c)) {
            Files.write(lost, new byte[(int) Files.size(a)]);
        }
        Path map = Files.writeString(folder.resolve("lost.map"),
                "0x0 ?\n0x0 0x%x -\n".formatted(Files.size(a)));
        Spoken spoken = Spoken.of("scan", a, b, c, "--files", "--rescued", "c1=" + map, "--rescued", "c2=" + map,
                "--range", sector + "+1", "--no-progress");
        assertTrue(spoken.out().contains("file /db/main.db"), spoken.toString());
        assertFalse(Spoken.of("scan", a, b, c, "--files", "--range", sector + "+1", "--no-progress").out()
                .contains("/db/main.db"), "without the mapfiles two children outvote the file system");
    }

    /** The first sector of the file, by its content. */
    private long content() throws Exception {
        byte[] image = Files.readAllBytes(a);
        byte[] start = "taggedtaggedtagged".getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < image.length; at += 512) {
            if (Arrays.equals(image, at, at + start.length, start, 0, start.length)) {
                return at / 512;
            }
        }
        throw new AssertionError("the file is not in the image");
    }

    @Test
    void aFileIsNamedWithItsOffset() throws Exception {
        Spoken spoken = Spoken.of("where", a, b, c, "--sector", content() + 2, "--json");
        assertEquals(0, spoken.status(), spoken.err());
        JsonNode piece = spoken.json().get("sectors").get(0);
        assertEquals(1, spoken.json().get("format").asInt());
        assertEquals(content() + 2, piece.get("sector").asLong());
        assertEquals(1, piece.get("count").asLong());
        JsonNode place = piece.get("place");
        assertEquals("file", place.get("kind").asString());
        assertEquals("ext4", place.get("fs").asString());
        assertEquals("/db/main.db", place.get("path").asString());
        assertEquals(1024, place.get("fileOffset").asLong());
        assertTrue(place.get("partition").isNull() && place.get("mappedFrom").isNull());
        assertTrue(!place.get("disputed").asBoolean());
    }

    @Test
    void piecesAreCutAtTheBordersOfOwners() throws Exception {
        Spoken spoken = Spoken.of("where", a, b, c, "--sector", content() + 23, "--count", "2");
        assertTrue(spoken.out().contains("sector " + (content() + 23) + "+1  ext4  file /db/main.db [inode "),
                spoken.out());
        assertEquals(2, spoken.out().lines().count(), spoken.out());
    }

    @Test
    void anAnswerThatRestsOnDivergentMetadataIsDisputedAndToldByEachVersion() throws Exception {
        long inode = Spoken.of("where", a, b, c, "--sector", content(), "--json").json().get("sectors").get(0)
                .get("place").get("inode").asLong();
        long table = table();
        try (RandomAccessFile file = new RandomAccessFile(c.toFile(), "rw")) {
            file.seek(table + (inode - 1) * INODE_SIZE);
            file.write(new byte[INODE_SIZE]);
        }
        Spoken spoken = Spoken.of("where", a, b, c, "--sector", content(), "--json");
        JsonNode piece = spoken.json().get("sectors").get(0);
        assertEquals("/db/main.db", piece.get("place").get("path").asString());
        assertTrue(piece.get("place").get("disputed").asBoolean(), spoken.out());
        assertEquals("[\"c0\",\"c1\"]", piece.get("place").get("mappedFrom").toString());
        JsonNode other = piece.get("otherwise").get(0).get(0).get("place");
        assertEquals("allocated-no-owner", other.get("kind").asString());
        assertEquals("[\"c2\"]", other.get("mappedFrom").toString());
        assertTrue(Spoken.of("where", a, b, c, "--sector", content()).out().contains("by c2: "), spoken.out());
    }

    private long table() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(a.toFile(), "r")) {
            file.seek(2048 + 8);
            return Integer.toUnsignedLong(Integer.reverseBytes(file.readInt())) * 1024;
        }
    }

    @Test
    void aSectorBehindTheDiskIsAMistake() {
        Spoken spoken = Spoken.of("where", a, b, c, "--sector", "8192");
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("--sector 8192 is not on the disk"), spoken.err());
    }

    @Test
    void imagesWithoutAFileSystemAreToldSo() throws Exception {
        Path x = Files.write(folder.resolve("x.img"), new byte[65536]);
        Path y = Files.write(folder.resolve("y.img"), new byte[65536]);
        Spoken spoken = Spoken.of("where", x, y, "--sector", "3", "--count", "5");
        assertEquals(0, spoken.status());
        assertTrue(spoken.out().contains("sector 3+5  not-mapped  (no file system was recognised)"), spoken.out());
    }
}
