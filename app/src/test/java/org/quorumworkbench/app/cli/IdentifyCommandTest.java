// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Real members of md and LVM, told and read from the command line. */
final class IdentifyCommandTest {

    private static final Path MEMBERS = Path
            .of("../core/src/test/resources/org/quorumworkbench/core/member/members.zip.gz");
    private static final int BLOCK = 4096;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        try (InputStream packed = Files.newInputStream(MEMBERS);
                ZipInputStream zip = new ZipInputStream(new GZIPInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if ("abdfgjkl".contains(entry.getName().substring(0, 1))) {
                    write(folder.resolve(entry.getName()), ByteBuffer.wrap(zip.readAllBytes()));
                }
            }
        }
        Files.copy(folder.resolve("b.raw"), folder.resolve("b2.raw"));
        Files.write(folder.resolve("plain.img"), new byte[8192]);
    }

    private static void write(Path file, ByteBuffer packed) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(packed.getLong());
            byte[] block = new byte[BLOCK];
            while (packed.hasRemaining()) {
                out.seek(packed.getLong());
                packed.get(block);
                out.write(block);
            }
        }
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asString()));
        return texts;
    }

    @Test
    void jsonTellsWhoIsStaleAndWhy() {
        Spoken spoken = Spoken.of("identify", "--json", file("a.raw"), file("b.raw"), file("b2.raw"));
        assertEquals(1, spoken.status(), spoken.err());
        JsonNode json = spoken.json();
        assertEquals(1, json.get("format").asInt());
        JsonNode found = json.get("files").get(1).get("found").get(0);
        assertEquals("[\"md\",\"1.2\",4096,\"1\",2,\"clean\",{\"offset\":1048576,\"length\":66060288}]",
                "[" + found.get("kind") + "," + found.get("version") + "," + found.get("at") + "," + found.get("role")
                        + "," + found.get("events") + "," + found.get("state") + "," + found.get("area") + "]");
        JsonNode set = json.get("sets").get(0);
        assertEquals(List.of(file("a.raw").toString()), texts(set.get("current")));
        assertEquals(List.of(file("b.raw").toString(), file("b2.raw").toString()), texts(set.get("stale")));
        assertEquals(List.of(), texts(set.get("recovering")));
        assertFalse(set.get("splitBrain").asBoolean());
        List<String> kinds = new ArrayList<>();
        set.get("evidence").forEach(evidence -> kinds.add(evidence.get("kind").asString()));
        assertEquals(List.of("duplicate", "events", "roles", "bitmap", "events", "roles", "bitmap"), kinds);
        assertEquals("b.raw is stale since events 2 (a.raw: 6).",
                set.get("evidence").get(1).get("text").asString());
    }

    @Test
    void textTellsTheSame() {
        Spoken spoken = Spoken.of("identify", file("f.raw"), file("g.raw"), file("plain.img"));
        assertEquals(1, spoken.status());
        assertTrue(spoken.out().contains("f.raw and g.raw went on without each other"), spoken.out());
        assertTrue(spoken.out().contains("nothing known"), spoken.out());
        assertEquals(0, Spoken.of("identify", file("j.raw"), file("k.raw")).status());
    }

    @Test
    void aConfigurationOfTheAreasCanBeReadByOtherCommands() throws IOException {
        Spoken spoken = Spoken.of("identify", "--config", file("a.raw"), file("b.raw"));
        assertEquals(1, spoken.status(), spoken.err());
        Path config = Files.writeString(file("members.json"), spoken.out());
        JsonNode scan = Spoken.of("scan", config, "--json", "--no-progress").json();
        assertEquals("2048+2048", run(scan));
        assertEquals(0, Spoken.of("config", config, "--to", "qemu-json").status());
    }

    private static String run(JsonNode scan) {
        assertEquals(1, scan.get("runs").size(), scan.toString());
        return scan.get("runs").get(0).get("sector").asLong() + "+" + scan.get("runs").get(0).get("count").asLong();
    }

    @Test
    void membersAreReadWhereTheyReplicate() {
        Spoken spoken = Spoken.of("scan", "--members", "--json", "--no-progress", file("a.raw"), file("b.raw"),
                file("b2.raw"));
        assertEquals("2048+2048", run(spoken.json()));
        assertEquals("quorum-workbench: c1 and c2 are the same member, copied: they are one witness.\n",
                spoken.err());
        assertEquals(0, Spoken.of("inspect", "--members", "--set", "r1", "--sector", 0, file("j.raw"), file("k.raw"))
                .status());
    }

    @Test
    void aScanOfMembersEndsWithWhatTheyKnowOfEachOther() {
        Spoken spoken = Spoken.of("scan", "--members", "--no-progress", file("a.raw"), file("b.raw"), file("b2.raw"));
        assertEquals(1, spoken.status(), spoken.err());
        assertTrue(spoken.out().contains(
                "sector 2048+2048  BAA  majority, 2 votes, winner c1 c2 (suspect), explained: stale"), spoken.out());
        assertTrue(spoken.out().endsWith(
                "c1 and c2 are stale since events 2 (c0: 6): the majority is the old data."
                        + " c1 and c2 are one member, copied, and one witness."
                        + " The bitmap accounts for all 2,048 divergent sectors.\n"),
                spoken.out());
    }

    @Test
    void aScanOfWholeMembersCallsWhatIsOutsideTheirAreasMetadata() {
        Spoken spoken = Spoken.of("scan", "--json", "--no-progress", file("a.raw"), file("b.raw"));
        assertEquals(1, spoken.err().lines().count(), spoken.err());
        JsonNode json = spoken.json();
        json.get("runs").forEach(run -> assertEquals(run.get("sector").asLong() < 2048 ? "metadata" : null,
                run.get("explained").isNull() ? null : run.get("explained").asString(), run.toString()));
        assertTrue(json.get("summary").get("explained").get("metadata").asLong() > 0, json.toString());
        assertEquals(2048, json.get("summary").get("unexplained").asLong());
    }

    @Test
    void whoInspectsMembersIsToldThatTheWinnerIsTheOldData() {
        Spoken spoken = Spoken.of("inspect", "--members", "--sector", 2048, "--count", 1, file("a.raw"),
                file("b.raw"), file("b2.raw"));
        assertEquals(1, spoken.status(), spoken.err());
        assertTrue(spoken.out().contains("c1 and c2 are stale since events 2 (c0: 6): the majority is the old data."),
                spoken.out());
    }

    @Test
    void membersThatAreReadWholeAreToldOfInOneLine() {
        Spoken spoken = Spoken.of("inspect", "--sector", 8, "--count", 1, file("a.raw"), file("b.raw"));
        assertEquals(1, spoken.err().lines().count(), spoken.err());
        assertTrue(spoken.err().contains("--members"), spoken.err());
        assertEquals(1, spoken.status());
    }

    @Test
    void severalSetsHaveToBeChosenFrom() {
        Spoken several = Spoken.of("scan", "--members", file("j.raw"), file("k.raw"));
        assertEquals(2, several.status());
        assertTrue(several.err().contains("lvm-raid1 vgq/r1, lvm-mirror vgq/m1") && several.err().contains("--set"),
                several.err());
        Spoken another = Spoken.of("scan", "--members", "--set", "r7", file("j.raw"), file("k.raw"));
        assertEquals(2, another.status());
        assertTrue(another.err().contains("'r7'"), another.err());
    }

    @Test
    void aSetThatOnlySomeOfTheFilesShareIsNoQuorum() {
        Spoken listed = Spoken.of("identify", file("j.raw"), file("k.raw"), file("l.raw"));
        assertTrue(listed.out().contains("lvm-raid1 vgq/r1: j.raw, k.raw\n"), listed.out());
        assertTrue(listed.out().contains("lvm-linear vgq/lin: l.raw\n"), listed.out());
        Spoken spoken = Spoken.of("scan", "--members", file("j.raw"), file("k.raw"), file("l.raw"));
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("not members of one set"), spoken.err());
        Spoken whole = Spoken.of("inspect", file("a.raw"), file("b.raw"), file("plain.img"), "--sector", "2048");
        assertFalse(whole.err().contains("--members"), whole.err());
    }

    @Test
    void filesOfDifferentSetsAreNoQuorum() {
        for (String other : List.of("d.raw", "plain.img")) {
            Spoken spoken = Spoken.of("identify", "--config", file("a.raw"), file(other));
            assertEquals(2, spoken.status());
            assertTrue(spoken.err().contains("not members of one set"), spoken.err());
        }
    }

    @Test
    void optionsThatDoNotGoTogetherAreMisuse() {
        assertEquals(2, Spoken.of("identify", "--set", "r1", file("j.raw")).status());
        assertEquals(2, Spoken.of("identify", "--config", "--json", file("a.raw"), file("b.raw")).status());
        assertEquals(2, Spoken.of("identify", "--config", file("a.raw")).status());
        assertEquals(2, Spoken.of("inspect", "--set", "r1", "--sector", 0, file("a.raw"), file("b.raw")).status());
        assertEquals(2, Spoken.of("identify", file("absent.img")).status());
    }

    @Test
    void whatIsSaidOfAFileInAWholeSentenceIsAPartOfTheSentenceOfAll() throws IOException {
        byte[] broken = new byte[65_536];
        // The magic number and major version of md's superblock (version 1.2), and no more.
        System.arraycopy(new byte[]{(byte) 0xFC, 0x4E, 0x2B, (byte) 0xA9, 1}, 0, broken, 4096, 5);
        Path one = Files.write(folder.resolve("one.img"), broken);
        Path other = Files.write(folder.resolve("other.img"), broken);
        Spoken spoken = Spoken.of("scan", "--members", one, other);
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("one.img is nothing that can be used: "), spoken.err());
        assertTrue(spoken.err().contains("; other.img is nothing that can be used: "), spoken.err());
        assertFalse(spoken.err().contains(".; "), spoken.err());
    }
}
