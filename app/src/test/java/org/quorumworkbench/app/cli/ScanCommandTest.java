// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.scan.ScanProgress;
import tools.jackson.databind.JsonNode;

class ScanCommandTest {

    private static final int SECTOR = 512;

    @TempDir
    private Path folder;

    private Path a = Path.of("");
    private Path b = Path.of("");
    private Path bad = Path.of("");

    @BeforeEach
    void makeReplicas() throws IOException {
        byte[] content = new byte[4000 * SECTOR];
        new Random(3).nextBytes(content);
        a = Files.write(folder.resolve("a.img"), content);
        b = Files.write(folder.resolve("b.img"), content);
        content[9 * SECTOR + 7] ^= 1;
        content[3000 * SECTOR] ^= 1;
        content[3001 * SECTOR] ^= 1;
        bad = Files.write(folder.resolve("bad.img"), content);
    }

    @Test
    void replicasThatAgreeGiveStatusZero() {
        Spoken spoken = Spoken.of("scan", a, b);
        assertEquals(0, spoken.status());
        assertEquals("""
                4,000 sectors scanned, threshold 2: all children agree
                Whole disk: all children agree.
                """, spoken.out());
        assertEquals("", spoken.err());
    }

    /** What is found does not depend on how considerately it is looked for. */
    @ParameterizedTest
    @ValueSource(strings = {"--direct", "--idle", "--rate=1G", "--rate=100M --direct --idle"})
    void aConsiderateScanFindsTheSame(String options) {
        List<Object> words = new ArrayList<>(List.of("scan", a, bad, b));
        words.addAll(List.of(options.split(" ")));
        Spoken kind = Spoken.of(words.toArray());
        assertEquals(1, kind.status(), kind.err());
        assertEquals(Spoken.of("scan", a, bad, b).out(), kind.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "1T", "99999999999G"})
    void aRateThatIsNoneIsRefused(String rate) {
        Spoken spoken = Spoken.of("scan", a, b, "--rate", rate);
        assertEquals(2, spoken.status());
        assertTrue(spoken.err().contains("--rate"), spoken.err());
    }

    @Test
    void everyRunIsToldAndGivesStatusOne() {
        Spoken spoken = Spoken.of("scan", a, bad, b);
        assertEquals(1, spoken.status());
        assertEquals("""
                sector 9+1  ABA  majority, 2 votes, winner c0 c2
                sector 3000+2  ABA  majority, 2 votes, winner c0 c2
                c1: 3 sectors outvoted, 0 unreadable
                4,000 sectors scanned, threshold 2: 3 majority
                Whole disk: c1 outvoted in 3 sectors, c0 never, c2 never.
                """, spoken.out());
    }

    @Test
    void jsonTellsTheRunsOfTheRangeUnderTheThreshold() {
        JsonNode json = Spoken.of("scan", a, bad, b, "--range", "0x10+3984", "--threshold", "3", "--json").json();
        assertEquals(3, json.get("threshold").asInt());
        assertEquals(3984, json.get("sectors").asInt());
        assertEquals(3L * 3984 * SECTOR, json.get("bytesRead").asLong());
        assertTrue(json.get("seconds").isNumber());
        assertEquals("[{\"sector\":3000,\"count\":2,\"pattern\":\"ABA\",\"votes\":2,\"verdict\":\"below-threshold\","
                + "\"winner\":[],\"largest\":[\"c0\",\"c2\"],\"explained\":null}]", json.get("runs").toString());
        assertEquals(3982, json.get("summary").get("unanimous").asInt());
        assertEquals(0, json.get("dissent").get("c1").asInt(), "nobody is outvoted where nobody wins");
    }

    @Test
    void belowTheThresholdNobodyIsBlamed() {
        Spoken spoken = Spoken.of("scan", bad, a);
        assertEquals(1, spoken.status());
        assertEquals("""
                sector 9+1  BA  below-threshold, 1 vote, no winner, no version is larger than the others
                sector 3000+2  BA  below-threshold, 1 vote, no winner, no version is larger than the others
                4,000 sectors scanned, threshold 2: 3 below-threshold
                Whole disk: nobody outvoted; 3 sectors have no winner.
                """, spoken.out());
    }

    @Test
    void onlyAVersionLargerThanEveryOtherIsCalledTheLargest() {
        Spoken spoken = Spoken.of("scan", a, bad, b, "--threshold", "3");
        assertTrue(spoken.out().contains("2 votes, no winner, the largest version is c0 c2\n"), spoken.out());
        JsonNode run = Spoken.of("scan", bad, a, "--json").json().get("runs").get(0);
        assertEquals("BA", run.get("pattern").asString(), "the letters stay in the engine's order");
        assertEquals("[]", run.get("largest").toString());
    }

    @Test
    void underFifoItIsToldWhereTheChildrenDifferAndWhomTheGuestGets() throws IOException {
        Path config = Files.writeString(folder.resolve("fifo.json"),
                "{\"vote-threshold\": 1, \"read-pattern\": \"fifo\", \"children\": [\"bad.img\", \"a.img\"]}");
        Spoken spoken = Spoken.of("scan", config);
        assertEquals(1, spoken.status());
        assertEquals("""
                sector 9+1  AB  differs, the guest gets c0
                sector 3000+2  AB  differs, the guest gets c0
                4,000 sectors scanned, read pattern fifo, no vote is held: 3 differs
                Whole disk: the children differ in 3 sectors, and no vote is held.
                """, spoken.out());
        JsonNode json = Spoken.of("scan", config, "--json").json();
        assertEquals("fifo", json.get("readPattern").asString());
        assertTrue(json.get("runs").get(0).get("votes").isNull());
        assertEquals("[\"c0\"]", json.get("runs").get(0).get("winner").toString());
    }

    /** A page says when it was made, and two may be made in two seconds. */
    private static String timeless(Path page) throws IOException {
        String text = Files.readString(page);
        String without = text.replaceFirst("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC", "now");
        assertNotEquals(text, without, "it says when it was made");
        return without;
    }

    @Test
    void reportsAreTheSameBytesEachTimeAndNothingElseIsLeft() throws IOException {
        Object[] words = {"scan", a, bad, b, "--report", folder.resolve("r.html"), "--report", folder.resolve("r.json"),
                "--report", folder.resolve("r.csv"), "--mapfile", folder.resolve("r.map")};
        Spoken.of(words);
        String html = timeless(folder.resolve("r.html"));
        String json = Files.readString(folder.resolve("r.json"));
        Spoken.of(words);
        assertEquals(html, timeless(folder.resolve("r.html")));
        assertEquals(json, Files.readString(folder.resolve("r.json")));
        assertTrue(Files.readString(folder.resolve("r.map")).contains("0x00001200  0x00000200  -"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals("[a.img, b.img, bad.img, r-c0.map, r-c1.map, r-c2.map, r.csv, r.html, r.json, r.map]",
                    files.map(file -> file.getFileName().toString()).sorted().toList().toString());
        }
    }

    @Test
    void aScanGoesOnFromItsFileUnlessAChildHasChanged() throws IOException {
        Path state = folder.resolve("scan.state");
        assertEquals(1, Spoken.of("scan", a, bad, b, "--range", "0+1000", "--resume", state).status());
        JsonNode rest = Spoken.of("scan", a, bad, b, "--resume", state, "--json").json();
        assertEquals(4000, rest.get("sectors").asInt());
        assertEquals(2, rest.get("runs").size());
        assertEquals(3L * 4000 * SECTOR, rest.get("bytesRead").asLong());
        Files.setLastModifiedTime(b, FileTime.fromMillis(1_000_000_000_000L));
        Spoken refused = Spoken.of("scan", a, bad, b, "--resume", state);
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("c2 was modified at 2001-09-09T01:46:40Z"), refused.err());
    }

    @Test
    void besideAPageOfManyRunsIsACsvAndNobodysFileIsReplaced() throws IOException {
        byte[] content = Files.readAllBytes(a);
        for (int at = 0; at < content.length; at += 1024) {
            content[at] ^= 1;
        }
        Path striped = Files.write(folder.resolve("striped.img"), content);
        Path notes = Files.writeString(folder.resolve("r-runs.csv"), "my,own,notes\n");
        Object[] words = {"scan", a, striped, b, "--report", folder.resolve("r.html")};
        assertEquals(1, Spoken.of(words).status());
        assertEquals(1, Spoken.of(words).status());
        assertEquals("my,own,notes\n", Files.readString(notes));
        assertEquals(2001, Files.readAllLines(folder.resolve("r-runs-2.csv")).size());
        assertFalse(Files.exists(folder.resolve("r-runs-3.csv")), "its own is written again");
        String html = Files.readString(folder.resolve("r.html"));
        assertTrue(html.contains("href=\"./r-runs-2.csv\""), html);
        assertTrue(html.length() < 300_000, html.length() + " characters");
    }

    @Test
    void aNameCannotForgeALineOrSteerTheTerminal() throws IOException {
        Path steering = Files.copy(bad, folder.resolve("x\n0 sectors scanned\u001b[2J\u202e.img"));
        for (String out : List.of(Spoken.of("inspect", a, steering, b, "--sector", "9").out(),
                Spoken.of("scan", a, b, "--report", steering + ".csv", "--report", steering + ".csv").err(),
                Spoken.of("scan", a, b, "--rescued", "no\n\u001b[2J=x").err(),
                Spoken.of("scan", a, b, "--range", "1\n\u001b[2J").err(),
                Spoken.of("scan", a, b, "--no\n\u001b[2J").err())) {
            assertTrue(out.contains("\\u001B[2J"), out);
            assertTrue(out.chars().allMatch(c -> c == '\n' || (c >= ' ' && c != 0x202e)), out);
            assertFalse(out.contains("\n0 sectors"), out);
        }
    }

    @Test
    void onlyWhatAFileNotesIsScanned() throws IOException {
        Path log = Files.writeString(folder.resolve("kern.log"), """
                host kernel: drbd r0/0 drbd0 peer: Out of sync: start=8, size=8 (sectors)
                host kernel: drbd r0/0 drbd0 peer: Out of sync: start=3000, size=1 (sectors)
                host kernel: drbd r0/0 drbd0 peer: Out of sync: start=999999, size=8 (sectors)
                """);
        Spoken spoken = Spoken.of("scan", a, bad, b, "--at", log);
        assertEquals(1, spoken.status());
        assertEquals("""
                sector 9+1  ABA  majority, 2 votes, winner c0 c2
                sector 3000+1  ABA  majority, 2 votes, winner c0 c2
                c1: 2 sectors outvoted, 0 unreadable
                9 sectors scanned, threshold 2: 2 majority
                9 sectors: c1 outvoted in 2 sectors, c0 never, c2 never; the other 3,991 have not been compared.
                """, spoken.out());
        assertTrue(spoken.err().contains("1 of 3 places are not on the disk"), spoken.err());
        assertFalse(spoken.err().contains("go beyond"), spoken.err());
        assertEquals(2, Spoken.of("scan", a, b, "--at", log, "--range", "0+8").status());
        assertTrue(Spoken.of("scan", a, b, "--at", a).err().contains("it notes no sectors to go to"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kern: Out of sync: start=3996, size=8 (sectors)", "0x0 + 1\n0 2045952 +\n2045952 4096 -\n",
            "{\"event\": \"QUORUM_REPORT_BAD\", \"data\": {\"sector-num\": 3996, \"sectors-count\": 8}}"})
    void aPlaceThatGoesBeyondTheDisksEndIsSaid(String noted) throws IOException {
        Path log = Files.writeString(folder.resolve("noted"), noted);
        for (String command : List.of("scan", "inspect")) {
            Spoken spoken = Spoken.of(command, a, b, "--at", log);
            assertEquals(0, spoken.status(), spoken.err());
            assertTrue(
                    spoken.err().contains("1 of 1 places go beyond the disk's end, and are taken up to it: it has 4000"
                            + " sectors."),
                    spoken.err());
        }
    }

    private Path map(String name, String blocks) throws IOException {
        return Files.writeString(folder.resolve(name), "0 + 1\n" + blocks);
    }

    @Test
    void aResumedScanKnowsWhatItWasMadeWith() throws IOException {
        Path state = folder.resolve("scan.state");
        Path rescue = map("r.map", "0 8192 +\n8192 4096 -\n12288 0x1f1000 +\n");
        assertEquals(0, Spoken.of("scan", a, b, "--range", "0+40", "--resume", state).status());
        Spoken with = Spoken.of("scan", a, b, "--resume", state, "--rescued", "c1=" + rescue);
        assertEquals(2, with.status());
        assertTrue(with.err().contains("c1: rescued mapfile was not given and is now "), with.err());
        Files.delete(state);
        assertEquals(3, Spoken.of("scan", a, b, "--range", "0+40", "--resume", state, "--rescued", "c1=" + rescue)
                .status());
        Spoken without = Spoken.of("scan", a, b, "--resume", state);
        assertEquals(2, without.status());
        assertTrue(without.err().contains("and is now not given: what was found no longer counts"), without.err());
        JsonNode same = Spoken.of("scan", a, b, "--resume", state, "--rescued", "c1=" + rescue, "--json").json();
        assertEquals("16", same.get("runs").get(0).get("sector").toString());
        assertEquals("A!", same.get("runs").get(0).get("pattern").asString());
        Spoken today = Spoken.of("scan", a, b, "--resume", state, "--rescued", "c1=" + rescue, "--semantics", "7.2");
        assertTrue(today.err().contains("the scan: semantics was 2014 and is now 7.2"), today.err());
    }

    @Test
    void aDamagedScanFileIsNeverBelieved() throws IOException {
        Path state = folder.resolve("scan.state");
        assertEquals(1, Spoken.of("scan", a, bad, b, "--resume", state).status());
        List<String> lines = new ArrayList<>(Files.readAllLines(state));
        lines.removeIf(line -> line.startsWith("run "));
        Files.write(state, lines);
        Spoken refused = Spoken.of("scan", a, bad, b, "--resume", state);
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("the file is damaged"), refused.err());
    }

    @Test
    void theMapfileOfARescueIsNeverWrittenOver() throws IOException {
        Path rescue = map("out-c1.map", "0 8192 +\n8192 4096 ?\n12288 0x1f1000 *\n");
        String before = Files.readString(rescue);
        Spoken refused = Spoken.of("scan", a, b, "--rescued", "c1=" + rescue, "--mapfile", folder.resolve("out.map"));
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("that file is also a mapfile of --rescued"), refused.err());
        Path linked = Files.createLink(folder.resolve("other-c1.map"), rescue);
        assertEquals(2, Spoken.of("scan", a, b, "--rescued", "c1=" + rescue, "--mapfile",
                folder.resolve("other.map")).status(), linked + " is the same file");
        assertEquals(2, Spoken.of("scan", a, b, "--mapfile", folder.resolve("out.map")).status(),
                "a sibling that ddrescue wrote is not replaced unasked");
        assertEquals(before, Files.readString(rescue));
        Object[] fine = {"scan", a, b, "--rescued", "c1=" + rescue, "--mapfile", folder.resolve("fine.map")};
        assertEquals(3, Spoken.of(fine).status());
        assertEquals(3, Spoken.of(fine).status(), "its own siblings are written again");
        String written = Files.readString(folder.resolve("fine-c1.map"));
        assertTrue(written.contains("  0x00001000  ?\n"), written);
        assertTrue(written.contains("  *\n") && !written.contains("  -\n"), written);
    }

    @Test
    void aMapfileMayHaveCommentsInAnyEncodingAndMustBeAFile() throws IOException {
        Path latin = Files.write(folder.resolve("latin.map"),
                "# Gerät\n0 + 1\n0 0x1f4000 +\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(0, Spoken.of("scan", a, b, "--rescued", "c1=" + latin).status());
        Spoken refused = Spoken.of("scan", a, b, "--rescued", "c1=" + folder);
        assertTrue(refused.err().contains("it is a directory"), refused.err());
    }

    @Test
    void mapfilesAndReportsOfAPartTellItsPlaceInTheFile() throws IOException {
        Path config = Files.writeString(folder.resolve("part.json"),
                "{\"vote-threshold\": 1, \"children\": [{\"file\": \"a.img\", \"offset\": 4096, \"size\": 8192},"
                        + " {\"file\": \"bad.img\", \"offset\": 4096, \"size\": 8192}]}");
        Spoken spoken = Spoken.of("scan", config, "--mapfile", folder.resolve("part.map"), "--json");
        assertEquals(1, spoken.json().get("runs").get(0).get("sector").asInt(), "sectors of the quorum's disk");
        assertEquals(4096, spoken.json().get("files").get(1).get("offset").asInt());
        String map = Files.readString(folder.resolve("part-c0.map"));
        assertTrue(map.contains("0x00001200  0x00000200  -"), "sector 9 of the file: " + map);
        assertTrue(map.contains("0x00000000  0x00001000  ?"), map);
        assertTrue(Files.readString(folder.resolve("part.map")).contains("0x00000200  0x00000200  -"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--report", "--mapfile", "--resume"})
    void nothingIsWrittenOverAChildByWhateverName(String option) throws IOException {
        Path alias = folder.resolve("alias.json");
        Files.createLink(alias, a);
        byte[] before = Files.readAllBytes(a);
        Spoken refused = Spoken.of("scan", a, b, option, alias);
        assertEquals(2, refused.status(), refused.toString());
        assertTrue(refused.err().contains("alias.json: it is the image of a child"), refused.err());
        assertArrayEquals(before, Files.readAllBytes(a));
    }

    @Test
    void aMapfileBesideTheOneThatIsNamedIsNoChildEither() throws IOException {
        Path child = Files.copy(a, folder.resolve("x-c0.map"));
        byte[] before = Files.readAllBytes(child);
        Spoken refused = Spoken.of("scan", child, b, "--mapfile", folder.resolve("x.map"));
        assertEquals(2, refused.status(), refused.toString());
        assertArrayEquals(before, Files.readAllBytes(child));
    }

    @Test
    void aFileBesideTheMapfileThatThisProgramDidNotWriteIsLeftAlone() throws IOException {
        Path map = folder.resolve("x.map");
        Path beside = Files.writeString(folder.resolve("x-c1.map"), "somebody's");
        Spoken refused = Spoken.of("scan", a, b, "--mapfile", map);
        assertEquals(2, refused.status(), refused.toString());
        assertTrue(refused.err().contains("x-c1.map: it is there already, and nobody was asked whether it may be "
                + "replaced. Give another file"), refused.err());
        assertEquals("somebody's", Files.readString(beside));
        assertFalse(Files.exists(map));
    }

    @Test
    void whatWasReadIsNeverReplaced() throws IOException {
        String map = "0 + 1\n0 2048000 +\n";
        Path rescued = Files.writeString(folder.resolve("rescue.map"), map);
        Path alias = Files.createLink(folder.resolve("alias.csv"), rescued);
        Spoken refused = Spoken.of("scan", a, b, "--rescued", "c1=" + rescued, "--report", alias);
        assertEquals(2, refused.status(), refused.toString());
        assertTrue(refused.err().contains("that file is also a mapfile of --rescued"), refused.err());
        assertEquals(map, Files.readString(rescued));
        String text = "{\"vote-threshold\": 2, \"children\": [\"a.img\", \"b.img\"]}";
        Path configuration = Files.writeString(folder.resolve("vm.json"), text);
        refused = Spoken.of("scan", configuration, "--report", configuration);
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("it was read, and what is read is never written to"), refused.err());
        assertEquals(text, Files.readString(configuration));
    }

    @Test
    void aResultThatCannotBeWrittenIsNamedAndGivesStatusThree() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", small.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0, "needs the right to mount");
        try {
            Path report = small.resolve("r.html");
            Spoken spoken = Spoken.of("scan", a, bad, b, "--report", report, "--report", folder.resolve("r.csv"));
            assertEquals(3, spoken.status(), spoken.toString());
            assertEquals("quorum-workbench: " + report + ": No space left on device", spoken.err().strip());
            assertTrue(Files.exists(folder.resolve("r.csv")), "the others are written");
            assertFalse(Files.exists(report));
        } finally {
            assertEquals(0, new ProcessBuilder("umount", small.toString()).start().waitFor());
        }
    }

    @Test
    void aChildThatIsCalledAsAHalfWrittenReportIsLeftAlone() throws IOException {
        Path child = Files.copy(a, folder.resolve("r.html.part"));
        byte[] before = Files.readAllBytes(child);
        Spoken spoken = Spoken.of("scan", child, b, "--report", folder.resolve("r.html"));
        assertTrue(Files.readString(folder.resolve("r.html")).startsWith("<!DOCTYPE html>"), spoken.toString());
        assertArrayEquals(before, Files.readAllBytes(child));
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeAnythingIsRead() {
        Path state = folder.resolve("kept.scan");
        Spoken refused = Spoken.of("scan", a, b, "--resume", state, "--report", folder.resolve("none/x.html"));
        assertEquals(2, refused.status(), refused.toString());
        assertTrue(refused.err().contains("is no folder"), refused.err());
        Spoken twice = Spoken.of("scan", a, b, "--resume", state, "--mapfile", state);
        assertEquals(2, twice.status(), twice.toString());
        assertTrue(twice.err().contains("that file is also --mapfile"), twice.err());
    }

    @Test
    void aScanOfSimulatedFaultsIsNotKeptAsWhatTheFilesHold() throws IOException {
        Path faulted = Files.writeString(folder.resolve("faulted.json"),
                """
                        {"vote-threshold": 1, "children": ["a.img", {"file": "b.img", "faults": [{"effect": "errno", "errno": "EIO"}]}]}
                        """);
        Spoken refused = Spoken.of("scan", faulted, "--resume", folder.resolve("f.scan"));
        assertEquals(2, refused.status(), refused.toString());
        assertTrue(refused.err().contains("faults are simulated on c1"), refused.err());
    }

    @Test
    void aTieIsToldAsWonByListOrder() throws IOException {
        byte[] other = Files.readAllBytes(a);
        other[5 * SECTOR] ^= 1;
        Path c = Files.write(folder.resolve("tie-c.img"), other);
        Path d = Files.write(folder.resolve("tie-d.img"), other);
        Path same = Files.copy(a, folder.resolve("tie-b.img"));
        Spoken spoken = Spoken.of("scan", a, same, c, d, "--threshold", "2", "--range", "0+10");
        assertTrue(spoken.out().startsWith("sector 5+1  BBAA  tie, 2 votes, won by list order c2 c3"), spoken.out());
    }

    @Test
    void whatARescueDidNotFinishIsUnreadable() throws IOException {
        Path mapfile = Files.writeString(folder.resolve("rescue.map"),
                "0 + 1\n0 1024000 +\n1024000 512 -\n1024512 1023488 +\n");
        Spoken spoken = Spoken.of("scan", a, b, "--rescued", "c1=" + mapfile);
        assertEquals(3, spoken.status());
        assertTrue(spoken.out().startsWith("sector 2000+1  A!  unreadable, 1 vote, no winner"), spoken.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--range 5", "--range 0+4001", "--range 4000+1", "--range x+1", "--range 0+0",
            "--report r.txt", "--rescued c7=x.map", "--rescued c1", "--threshold 3", "--no-such-option"})
    void aMisuseIsSaidAndGivesStatusTwo(String option) {
        Object[] words = Stream.concat(Stream.of("scan", a, b), Stream.of(option.split(" "))).toArray();
        Spoken spoken = Spoken.of(words);
        assertEquals(2, spoken.status(), spoken.err());
        assertTrue(spoken.err().startsWith("quorum-workbench: "), spoken.err());
        assertEquals("", spoken.out());
    }

    @Test
    void progressTellsSectorsRateAndTimeLeft() {
        ScanProgress progress = new ScanProgress(1_000_000, 4_000_000, 7, 1_536_000_000, Duration.ofSeconds(20), false);
        assertEquals("1,000,000 of 4,000,000 sectors (25 %), 25.6 MB/s, 1:00 left, 7 divergent",
                ScanProgressLine.text(progress));
        assertFalse(ScanProgressLine.text(new ScanProgress(0, 4, 0, 0, Duration.ZERO, false)).contains("NaN"));
    }
}
