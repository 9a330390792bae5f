// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.Remark;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Digest;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.NotedRange;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.SectorRanges;
import org.quorumworkbench.ui.Resources;

/** When it is worked out what the damage is that a scan has found, and what that leaves alone. */
class FindingsTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final Findings findings = desk.model.findings();

    @AfterEach
    void close() {
        Resources.speak(Locale.ENGLISH);
        desk.close();
    }

    private Optional<Findings.Found> found() {
        return findings.foundProperty().get();
    }

    private Findings.Found scanned() {
        desk.model.scan().start();
        desk.await("the findings", () -> found().isPresent());
        return found().orElseThrow();
    }

    private static List<List<Integer>> damaged(Findings.Found found) {
        return found.diagnosed().findings().stream().map(finding -> finding.damaged()).toList();
    }

    @Test
    void aScanThatIsLoadedLeadsToFindingsToo() {
        desk.open(folder, ModelDesk.threeWith(10));
        scanned();
        Path file = folder.resolve("kept.scan");
        desk.model.scanFiles().save(file);
        desk.awaitTold("kept.scan");
        desk.model.reopening().reload();
        desk.await("nothing known", () -> found().isEmpty());
        desk.awaitRead();
        desk.model.scanFiles().load(file);
        desk.await("the findings", () -> found().isPresent());
        assertEquals(List.of(List.of(2)), damaged(found().orElseThrow()));
    }

    @Test
    void anotherThresholdIsDiagnosedAnewAndAWhatIfIsNot() {
        desk.open(folder, ModelDesk.threeWith(10));
        Findings.Found before = scanned();
        desk.model.whatIf().wonder(1);
        desk.await("the what-if", () -> desk.model.headline().whatIfProperty().get());
        assertEquals(Optional.of(before), found());
        desk.model.quorum().setThreshold(3);
        desk.await("diagnosed anew", () -> found().filter(now -> now != before).isPresent());
        assertEquals(desk.model.whatIf().judgementProperty().get().orElseThrow().actual().threshold(), 3);
    }

    @Test
    void whatWasFoundGoesWithAChildThatLeaves() {
        desk.open(folder, ModelDesk.threeWith(10));
        scanned();
        desk.model.quorum().removeChild("c2");
        desk.await("judged without it", () -> desk.model.whatIf().judgementProperty().get()
                .filter(now -> now.actual().leftOut().size() == 1).isPresent());
        assertEquals(Optional.empty(), found());
    }

    /** Only a part was scanned: the rest of the disk, with the metadata, is read for the diagnosis. */
    private DivergenceMap scannedFrom(int first) {
        List<Child> children = desk.model.quorum().childrenProperty().get();
        return Scan.start(children, Scan.blank(children),
                SectorRanges.of(new SectorRange(first, ModelDesk.SECTORS - first)), ScanOptions.standard()).result()
                .join().map();
    }

    @Test
    void theDiagnosisIsNoRequestOfTheGuestsAndRepairsNothing() throws Exception {
        byte[][] bytes = ModelDesk.threeWith(2, 3, 4, 40);
        desk.model.reading().setFirstCount(1);
        for (int child = 0; child < bytes.length; child++) {
            Files.write(folder.resolve(child + ".img"), bytes[child]);
        }
        Path file = Files.writeString(folder.resolve("quorum.json"), """
                {"format": 1, "vote-threshold": 2, "rewrite-corrupted": true, "children": [
                  {"file": "0.img"}, {"file": "1.img"}, {"file": "2.img"}]}
                """);
        var _ = desk.model.quorum()
                .open(() -> new ConfigurationReader(folder, Adjustments.NONE).read(List.of(file.toString())));
        desk.awaitRead();
        DivergenceMap map = scannedFrom(32);
        desk.settle();
        long events = desk.model.events().comeProperty().get();
        desk.model.whatIf().show(map);
        desk.await("the findings", () -> found().isPresent());
        desk.settle();
        assertEquals(events, desk.model.events().comeProperty().get());
        assertArrayEquals(Arrays.copyOf(bytes[2], 8 * 512), start("c2"), "nothing was rewritten over the child");
    }

    private byte[] start(String child) {
        Child read = desk.model.quorum().childrenProperty().get().stream().filter(one -> one.name().equals(child))
                .findFirst().orElseThrow();
        ByteBuffer into = ByteBuffer.allocate(8 * 512);
        assertTrue(read.device().read(0, into).join().isOk());
        return into.array();
    }

    @Test
    void ofATieOnlyWhoHadAsManyVotesIsNamed() throws IOException {
        byte[] none = ModelDesk.content();
        byte[] other = ModelDesk.damaged(10);
        byte[] alone = ModelDesk.damaged(10);
        alone[10 * SectorRange.SECTOR + 8] ^= 1;
        desk.open(folder, none, none, other, other, alone);
        desk.model.surveying().watch(true);
        desk.model.scan().start();
        desk.await("the survey", () -> desk.model.surveying().surveyProperty().get()
                .filter(now -> !now.places().isEmpty()).isPresent());
        Survey survey = desk.model.surveying().surveyProperty().get().orElseThrow();
        List<String> sentences = new DivergentPlaceWords(survey).sentences(survey.places().getFirst());
        assertTrue(sentences.contains("A tie: c2 and c3 won with 2 votes by list order alone, not by a majority;"
                + " c0 and c1 had as many. Neither can be trusted for it."), sentences.toString());
    }

    @Test
    void ofWhoWinsAloneItIsNotSaidThatTheyAgree() {
        desk.open(folder, ModelDesk.threeWith(10));
        desk.model.quorum().setThreshold(1);
        desk.await("1 vote", () -> desk.model.quorum().thresholdProperty().get() == 1);
        desk.model.surveying().watch(true);
        scanned();
        desk.model.whatIf().leaveOut(1, true);
        desk.await("c0 and c2 alone", () -> desk.model.surveying().surveyProperty().get()
                .filter(now -> now.children().get(1).leftOut() && !now.places().isEmpty()).isPresent());
        Survey survey = desk.model.surveying().surveyProperty().get().orElseThrow();
        List<String> sentences = new DivergentPlaceWords(survey, found()).sentences(survey.places().getFirst());
        assertTrue(sentences.toString().contains("won with 1 vote by list order alone"), sentences.toString());
        assertEquals("Kind of damage: few flipped bits.", sentences.getLast());
    }

    @Test
    void whatLiesThereIsSaidInThePersonsLanguage() {
        PlacedRange swap = new PlacedRange(new SectorRange(8, 8), OptionalInt.of(2), Optional.empty(),
                Optional.empty(), new Place.Swap("swap area"), List.of());
        assertEquals("partition 2: swap", FindingWords.place(swap));
        Resources.speak(Locale.GERMAN);
        assertEquals("Partition 2: Auslagerung", FindingWords.place(swap));
    }

    @Test
    void partsOfFileSystemsHaveWordsInEveryLanguage() {
        for (String shape : StructureWords.KNOWN) {
            String english = shape.replace("#", "12");
            assertEquals(english, StructureWords.of(english));
        }
        assertEquals("extent block 3 of /a of b", StructureWords.of("extent block 3 of /a of b"));
        Resources.speak(Locale.GERMAN);
        assertEquals("Deskriptor der Gruppe 7", StructureWords.of("descriptor of group 7"));
        assertEquals("Extent-Block 3 von /a of b", StructureWords.of("extent block 3 of /a of b"));
        assertEquals("Inode bei Byte 512 des Volumes", StructureWords.of("inode at byte 512 of the volume"));
        assertEquals("Baum der freien Inodes der Allokationsgruppe 3",
                StructureWords.of("tree of free inodes of allocation group 3"));
        assertEquals("hinter dem Ende des Dateisystems ext4",
                StructureWords.of("behind the end of the ext4 file system"));
        assertEquals("belegt, und es wurde keine Datei gefunden, der es gehört",
                StructureWords.of("in use, and no file was found that has it"));
        assertEquals("Metadaten von md 1.2", StructureWords.of("metadata of md 1.2"));
        assertEquals("something 7 else", StructureWords.of("something 7 else"));
        assertEquals("kein Dateisystem erkannt", StructureWords.of(Remark.NOT_RECOGNISED.english()));
        assertEquals("btrfs wird nicht gelesen: seine Adressen sind nicht die des Geräts",
                StructureWords.of("btrfs is not read: its addresses are not those of the device"));
    }

    @Test
    void evidenceIsSaidInThePersonsLanguage() {
        desk.open(folder, ModelDesk.threeWith(10));
        Resources.speak(Locale.GERMAN);
        List<String> sentences = FindingWords.evidence(scanned().diagnosed().findings().getFirst());
        assertTrue(sentences.contains("c0 und c1 haben mit 2 von 3 Stimmen gewonnen."), sentences.toString());
    }

    @Test
    void whatLiesThereIsReadOnceForPlacesAndFindings() {
        desk.open(folder, ModelDesk.threeWith(10));
        scanned();
        Places.State.Known known = (Places.State.Known) desk.model.places().stateProperty().get();
        assertSame(known.places().report(), found().orElseThrow().diagnosed().places());
    }

    @Test
    void whichFindingsMeetARangeIsKnownByTheirPartsAndNotByWhatLiesBetween() {
        desk.open(folder, ModelDesk.content(), ModelDesk.damaged(20, 21, 40), ModelDesk.damaged(10, 30, 31));
        Findings.Found found = scanned();
        for (int first = 0; first < ModelDesk.SECTORS; first++) {
            for (int count : new int[]{1, 2, 9, 40}) {
                SectorRange range = new SectorRange(first, count);
                assertEquals(found.diagnosed().findings().stream()
                        .filter(finding -> finding.parts().stream().anyMatch(part -> part.overlaps(range))).toList(),
                        found.at(range), range::toString);
            }
        }
    }

    private String report() throws IOException {
        return report("report.html");
    }

    private String report(String name) throws IOException {
        Path file = folder.resolve(name);
        desk.model.scanFiles().save(file,
                List.of(new NotedRange(new SectorRange(16, 8), "look <here>"),
                        new NotedRange(new SectorRange(9, 1), "")));
        desk.awaitTold(name);
        return Files.readString(file);
    }

    @Test
    void aReportTellsOfEveryFindingItsBytesAndTheirHashesAndTheBookmarks() throws IOException {
        byte[][] disks = ModelDesk.threeWith(10);
        desk.open(folder, disks);
        scanned();
        String report = report();
        byte[] sector = Arrays.copyOfRange(disks[2], 10 * 512, 11 * 512);
        assertTrue(report.contains("<h3>Sector 10 (0xa): "), report);
        assertTrue(report.contains(" on c2"), report);
        assertTrue(report.contains("<th>SHA-256 of sector 10</th>"), report);
        assertTrue(report.contains("<td>c2</td><td class=p>" + Digest.of(ByteBuffer.wrap(sector)).hex() + "</td>"),
                report);
        assertTrue(report.contains("<pre>0000001400  A "), report);
        assertTrue(report.contains("[<b>"), report);
        assertTrue(report.contains("<td class=p>0x2000</td><td>look &lt;here&gt;</td>"), report);
        assertFalse(report.contains("what-if"), report);
    }

    @Test
    void reportsForProgramsHaveTheBytesTheirHashesAndTheBookmarksToo() throws IOException {
        byte[][] disks = ModelDesk.threeWith(10);
        desk.open(folder, disks);
        scanned();
        String hash = Digest.of(ByteBuffer.wrap(Arrays.copyOfRange(disks[2], 10 * 512, 11 * 512))).hex();
        String json = report("report.json");
        assertTrue(json.contains("\"bytes\":{\"sector\":10,\"count\":1,\"versions\":[{\"version\":\"A\","
                + "\"children\":[\"c0\",\"c1\"],\"sha256\":\""), json);
        assertTrue(json.contains("{\"version\":\"B\",\"children\":[\"c2\"],\"sha256\":\"" + hash + "\"}"), json);
        assertTrue(json.contains("\"rows\":[{\"offset\":5120,\"A\":\""), json);
        assertTrue(json.contains("\"bookmarks\":[{\"sector\":16,\"count\":8,\"note\":\"look <here>\"}"), json);
        List<String> lines = report("report.csv").lines().toList();
        assertTrue(lines.getFirst().startsWith("sector,count,pattern,votes,verdict,winner,outvoted,unreadable,largest"
                + ",explained,suspectWinner"), lines.getFirst());
        assertTrue(lines.getFirst().endsWith(",sha256,bytes,note"), lines.getFirst());
        assertTrue(lines.get(1).startsWith("10,1,AAB,2,majority,c0 c1,c2,"), lines.get(1));
        assertTrue(lines.get(1).contains(" B=" + hash + ",0x1400 A="), lines.get(1));
        assertTrue(lines.get(2).startsWith("16,8,,,bookmark,") && lines.get(2).endsWith(",look <here>"), lines.get(2));
        long columns = lines.getFirst().chars().filter(c -> c == ',').count();
        assertTrue(lines.stream().allMatch(line -> line.chars().filter(c -> c == ',').count() == columns), "a table");
    }

    @Test
    void aReportThatIsMadeDuringAWhatIfSaysThatItDoesNotTellOfIt() throws IOException {
        desk.open(folder, ModelDesk.threeWith(10));
        scanned();
        desk.model.whatIf().wonder(1);
        desk.await("the what-if", () -> desk.model.headline().whatIfProperty().get());
        String report = report();
        assertTrue(report.contains("The report tells how the quorum votes, and not the what-if"), report);
        assertTrue(report.contains("<h3>Sector 10 (0xa): "), report);
    }
}
