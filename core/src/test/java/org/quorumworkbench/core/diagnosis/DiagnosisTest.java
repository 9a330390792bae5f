// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.diagnosis.Statement.Phrase;
import org.quorumworkbench.core.member.ExplainedChild;
import org.quorumworkbench.core.member.Explanation;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.SetName;
import org.quorumworkbench.core.scan.Courtesy;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Ruling;
import org.quorumworkbench.core.vote.Verdict;

/** What damage looks like, one signature after the other, and whom a diagnosis names. */
class DiagnosisTest {

    private static final int SECTOR = Replicas.SECTOR;
    private static final int SECTORS = 2048;

    private static Replicas replicas(int children, long seed) {
        return new Replicas(children, Replicas.text(SECTORS, seed));
    }

    private static void assertFound(Damage damage, List<Integer> children, List<Finding> findings) {
        assertEquals(1, findings.size(), findings.toString());
        assertEquals(damage, findings.getFirst().effect(), findings.toString());
        assertEquals(children, findings.getFirst().damaged(), findings.toString());
        assertFalse(findings.getFirst().evidence().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void oneFlippedBitIsABitFlip(long seed) {
        Replicas replicas = replicas(3, seed);
        Random random = new Random(seed);
        replicas.of(1)[(500 + random.nextInt(100)) * SECTOR
                + random.nextInt(SECTOR)] ^= (byte) (1 << random.nextInt(8));
        assertFound(Damage.BIT_FLIP, List.of(1), replicas.diagnose());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void bytesWithoutOrderAccuseNoMajorityByWhatLiesAround(long seed) {
        byte[] packed = new byte[64 * SECTOR];
        new Random(seed).nextBytes(packed);
        Replicas replicas = new Replicas(3, packed);
        for (int sector = 10; sector < 21; sector++) {
            replicas.of(1)[sector * SECTOR + 3] ^= 1;
        }
        assertFound(Damage.BIT_FLIP, List.of(1), replicas.diagnose());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void upToEightFlippedBitsAreFew(long seed) {
        Replicas replicas = replicas(3, seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            replicas.of(2)[700 * SECTOR + i * 100 + random.nextInt(100)] ^= (byte) (1 << random.nextInt(8));
        }
        assertFound(Damage.FEW_BITS, List.of(2), replicas.diagnose());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 64})
    void aBitThatIsAlwaysSetAtAStrideIsAStuckLine(int stride) {
        Replicas replicas = replicas(3, stride);
        for (int i = 900 * SECTOR + 3; i < 916 * SECTOR; i += stride) {
            replicas.of(0)[i] |= 0x10;
        }
        assertFound(Damage.STUCK_LINE, List.of(0), replicas.diagnose());
    }

    @Test
    void fillsAreToldByWhatTheyAreFilledWith() {
        Replicas zeroed = replicas(3, 1);
        zeroed.fill(1, 300, 5, 0);
        assertFound(Damage.ZEROED, List.of(1), zeroed.diagnose());
        Replicas ones = replicas(3, 1);
        ones.fill(1, 300, 5, 0xFF);
        assertFound(Damage.ONES, List.of(1), ones.diagnose());
        Replicas pattern = replicas(3, 1);
        for (int i = 300 * SECTOR; i < 305 * SECTOR; i++) {
            pattern.of(1)[i] = (byte) (i % 4 == 0 ? 0xDE : 0xAD);
        }
        assertFound(Damage.PATTERN, List.of(1), pattern.diagnose());
    }

    @Test
    void wholePiecesOf64KibOfZeroesAreTrimmed() {
        Replicas replicas = replicas(3, 1);
        replicas.fill(1, 512, 256, 0);
        assertFound(Damage.TRIMMED, List.of(1), replicas.diagnose());
        Replicas odd = replicas(3, 1);
        odd.fill(1, 520, 256, 0);
        assertFound(Damage.ZEROED, List.of(1), odd.diagnose());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void wordsTurnedRoundAreSwapped(int width) {
        Replicas replicas = replicas(3, width);
        byte[] bytes = replicas.of(1);
        byte[] before = bytes.clone();
        for (int i = 1000 * SECTOR; i < 1004 * SECTOR; i++) {
            bytes[i] = before[i ^ (width - 1)];
        }
        assertFound(Damage.BYTE_SWAP, List.of(1), replicas.diagnose());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 17, 300, -5, -200, 512, -512})
    void bytesThatLieLaterOrEarlierAreShifted(int shift) {
        Replicas replicas = replicas(3, 77);
        byte[] bytes = replicas.of(1);
        byte[] before = bytes.clone();
        for (int i = 1000 * SECTOR; i < 1010 * SECTOR; i++) {
            bytes[i] = before[i - shift];
        }
        assertFound(Damage.SHIFTED, List.of(1), replicas.diagnose());
    }

    @Test
    void contentOfOneOtherPlaceIsMisdirected() {
        Replicas replicas = replicas(3, 5);
        replicas.put(2, 1000, Arrays.copyOfRange(replicas.of(0), 40 * SECTOR, 48 * SECTOR));
        assertFound(Damage.MISDIRECTED, List.of(2), replicas.diagnose());
    }

    @Test
    void theIntendedPlaceOfAMisdirectedWriteIsStale() {
        Replicas replicas = replicas(3, 5);
        byte[] fresh = Replicas.text(8, 99);
        byte[] old = Arrays.copyOfRange(replicas.of(1), 200 * SECTOR, 208 * SECTOR);
        for (int child = 0; child < 3; child++) {
            replicas.put(child, 200, fresh);
        }
        replicas.put(1, 200, old);
        replicas.put(1, 1200, fresh);
        List<Finding> findings = replicas.diagnose();
        assertEquals(List.of(Damage.STALE, Damage.MISDIRECTED), findings.stream().map(Finding::effect).toList());
        assertTrue(findings.stream().allMatch(finding -> finding.damaged().equals(List.of(1))), findings.toString());
        assertTrue(findings.get(0).evidence().toString().contains("landed at sector 1200"), findings.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void aWriteThatWasCutIsTornWhereBothParentsAreThere(int children) {
        Replicas replicas = replicas(children, 8);
        byte[] old = Replicas.text(16, 123);
        replicas.put(1, 640, old);
        replicas.put(2, 646, Arrays.copyOfRange(old, 6 * SECTOR, 16 * SECTOR));
        List<Finding> findings = replicas.diagnose();
        Finding torn = findings.stream().filter(finding -> finding.effect() == Damage.TORN).findFirst().orElseThrow();
        assertEquals(List.of(2), torn.damaged());
        assertEquals(new SectorRange(646, 10), torn.range());
        assertTrue(findings.stream().filter(finding -> finding.effect() == Damage.STALE)
                .allMatch(finding -> finding.damaged().equals(List.of(1))), findings.toString());
        assertEquals(3, findings.size());
    }

    @Test
    void aTornWriteWithoutItsParentIsNeverCalledTorn() {
        Replicas replicas = replicas(3, 8);
        replicas.put(2, 646, Replicas.text(10, 123));
        assertTrue(replicas.diagnose().stream().noneMatch(finding -> finding.effect() == Damage.TORN));
    }

    @Test
    void bytesWithoutOrderAmongTextAreJunkAndAmongJunkNobodyKnows() {
        Replicas replicas = replicas(3, 9);
        byte[] junk = new byte[8 * SECTOR];
        new Random(1).nextBytes(junk);
        replicas.put(1, 100, junk);
        assertFound(Damage.JUNK, List.of(1), replicas.diagnose());
        byte[] random = new byte[SECTORS * SECTOR];
        new Random(2).nextBytes(random);
        Replicas secret = new Replicas(3, random);
        secret.put(1, 100, junk);
        assertFound(Damage.UNKNOWN, List.of(1), secret.diagnose());
    }

    @Test
    void anotherVersionOfTheSameIsStale() {
        Replicas replicas = replicas(3, 9);
        byte[] old = Replicas.text(8, 500);
        System.arraycopy(replicas.of(0), 100 * SECTOR, old, 0, 3 * SECTOR / 2);
        replicas.put(1, 100, old);
        assertFound(Damage.STALE, List.of(1), replicas.diagnose());
    }

    @Test
    void aFindingNeverSpansTwoDissentingSets() {
        Replicas replicas = replicas(5, 3);
        replicas.fill(1, 100, 4, 0);
        replicas.fill(1, 104, 4, 0xFF);
        replicas.fill(2, 104, 4, 0xFF);
        List<Finding> findings = replicas.diagnose();
        assertEquals(List.of(List.of(1), List.of(1, 2)), findings.stream().map(Finding::version).toList());
        assertEquals(List.of("100+4", "104+4"), findings.stream().map(finding -> finding.range().toString()).toList());
        assertTrue(findings.get(1).isCorrelated());
    }

    @Test
    void runsOfOneVersionWithAtMostEightSectorsBetweenAreOneFinding() {
        Replicas replicas = replicas(3, 3);
        replicas.fill(1, 100, 2, 0);
        replicas.fill(1, 110, 2, 0);
        replicas.fill(1, 121, 2, 0);
        List<Finding> findings = replicas.diagnose();
        assertEquals(List.of("100+12", "121+2"), findings.stream().map(finding -> finding.range().toString()).toList());
        assertEquals(4, findings.getFirst().sectors());
    }

    @Test
    void aMajorityOfZeroesAgainstTextIsTheDamagedOneAndNeverSaidWithMoreThanEightTenths() {
        Replicas replicas = replicas(3, 4);
        replicas.fill(0, 100, 6, 0);
        replicas.fill(1, 100, 6, 0);
        List<Finding> findings = replicas.diagnose();
        assertFound(Damage.ZEROED, List.of(0, 1), findings);
        assertTrue(findings.getFirst().suspectWinner());
        assertTrue(findings.getFirst().confidence() <= 0.8, findings.toString());
    }

    @Test
    void aTieNamesNobody() {
        Replicas replicas = replicas(2, 4);
        replicas.fill(0, 100, 6, 0);
        List<Finding> findings = replicas.diagnose();
        assertEquals(List.of(), findings.getFirst().damaged());
        assertEquals(Damage.ZEROED, findings.getFirst().effect(), findings.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whereNobodyWinsTheZeroesAreSaidOfWhoHasThem(int child) {
        Replicas replicas = replicas(2, 4);
        replicas.fill(child, 100, 6, 0);
        List<String> evidence = replicas.diagnose().getFirst().evidence();
        assertTrue(evidence.contains("c" + child + " has zeroes."), evidence.toString());
        assertFalse(evidence.contains("c" + (1 - child) + " has zeroes."), evidence.toString());
    }

    @Test
    void whereTheLargestVersionOfSeveralIsZeroesNoOtherIsSaidToHaveThem() {
        Replicas replicas = replicas(4, 4);
        replicas.fill(2, 100, 6, 0);
        replicas.fill(3, 100, 6, 0);
        for (int sector = 100; sector < 106; sector++) {
            replicas.of(1)[sector * SECTOR + 41] ^= 1;
        }
        List<Finding> findings = replicas.diagnose();
        assertEquals(2, findings.size(), findings.toString());
        for (Finding finding : findings) {
            assertEquals(List.of(), finding.damaged());
            assertEquals(Damage.ZEROED, finding.effect(), finding.toString());
            assertTrue(finding.evidence().contains("c2 and c3 have zeroes."), finding.toString());
            assertTrue(finding.evidence().stream().noneMatch(why -> why.endsWith("has zeroes.")), finding.toString());
        }
    }

    @Test
    void theMembersSayThatTheMajorityIsTheOldData() {
        Replicas replicas = replicas(3, 4);
        byte[] fresh = Replicas.text(8, 321);
        replicas.put(0, 100, fresh);
        ExplainedChild current = new ExplainedChild(true, false, List.of(), OptionalLong.empty(), List.of(), List.of());
        ExplainedChild stale = new ExplainedChild(false, true, List.of(), OptionalLong.empty(), List.of(), List.of());
        MemberEvidence evidence = new MemberEvidence(new Explanation(List.of(current, stale, stale)),
                Optional.of(new MemberSet("md", new SetName("set", "set", List.of()), List.of(), false, List.of())),
                List.of("c0", "c1", "c2"));
        List<Finding> findings = replicas.diagnose(evidence).findings();
        assertFound(Damage.STALE, List.of(1, 2), findings);
        assertTrue(findings.getFirst().suspectWinner());
        assertTrue(findings.getFirst().confidence() > 0.9, findings.toString());
    }

    @Test
    void aReplicaWithoutDivergenceHasNoFinding() {
        assertEquals(List.of(), replicas(3, 1).diagnose());
    }

    @Test
    void aFlippedBitOnTwoOfThreeIsNamedByTheFilesOwnChecksum() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Replicas.text(64, 3));
        }
        byte[] disk = new byte[SECTORS * SECTOR];
        System.arraycopy(packed.toByteArray(), 0, disk, 100 * SECTOR, packed.size());
        byte[] flipped = disk.clone();
        flipped[103 * SECTOR + 5] ^= 2;
        Checked checked = FileChecks.check(whole(disk), whole(flipped), 100L * SECTOR, 3L * SECTOR, 4L * SECTOR,
                "/a.gz");
        assertEquals(Checked.Match.WHOLE, checked.judged());
        assertEquals(Checked.Match.BROKEN, checked.winner());
    }

    @Test
    @Timeout(60)
    void aFileThatUnpacksToMoreThanIsTriedSaysNothing() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int mebibyte = 0; mebibyte < 80; mebibyte++) {
                out.write(new byte[1 << 20]);
            }
        }
        byte[] disk = Arrays.copyOf(packed.toByteArray(), 1 << 18);
        Checked checked = FileChecks.check(whole(disk), whole(disk), 0, 3L * SECTOR, 4L * SECTOR, "/a.gz");
        assertEquals(Checked.Match.SILENT, checked.judged());
        assertEquals(Checked.Match.SILENT, checked.winner());
    }

    @Test
    void everyVersionOfASectorIsJudgedHoweverManyThereAre() {
        Replicas many = new Replicas(30, Replicas.text(SECTORS, 5));
        for (int child = 0; child < 30; child++) {
            many.put(child, 40, Replicas.text(1, 100 + child));
        }
        assertEquals(29, many.diagnose().size());
    }

    @Test
    void anAccusationThatIsTakenBackTakesItsOwnSentenceWithIt() {
        Draft draft = new Draft(cluster(5), List.of());
        draft.say(Statement.of(Phrase.CHECKSUMS_MIXED));
        draft.accuseByBytes(Statement.of(Phrase.LOOKS_DAMAGED));
        draft.sayFirst(Statement.of(Phrase.LANDED_THERE, 7));
        draft.acquitWinner();
        assertFalse(draft.isByBytes());
        Finding finding = draft.finding(Confidences.shipped(), Optional.empty(), Optional.empty());
        assertEquals(List.of("The write that was meant for here landed at sector 7.",
                "Of the checksums here some match in the one version and some in the other."),
                finding.evidence());
    }

    @Test
    void contentThatIsAtManyPlacesIsFoundAtAsManyAsAreKeptForEachThatHasIt() {
        byte[] winner = Replicas.text(64, 1);
        byte[] astray = winner.clone();
        byte[] content = Replicas.text(1, 77);
        for (int sector = 20; sector < 40; sector++) {
            System.arraycopy(content, 0, winner, sector * SECTOR, SECTOR);
        }
        System.arraycopy(content, 0, astray, 5 * SECTOR, SECTOR);
        System.arraycopy(content, 0, astray, 9 * SECTOR, SECTOR);
        MemoryDevice disk = MemoryDevice.of(winner);
        MemoryDevice judged = MemoryDevice.of(astray);
        Reads reads = new Reads(Courtesy.NONE);
        Elsewhere elsewhere = new Elsewhere();
        elsewhere.add(0, judged, Sample.read(cluster(5), judged, disk, 64, reads).orElseThrow());
        elsewhere.add(1, judged, Sample.read(cluster(9), judged, disk, 64, reads).orElseThrow());
        Map<Integer, List<Elsewhere.Sought>> found = elsewhere.find(disk, List.of(new SectorRange(0, 64)), reads);
        long[] first = LongStream.range(20, 20 + Elsewhere.MOST_PLACES).toArray();
        assertEquals(Set.of(0, 1), found.keySet());
        for (List<Elsewhere.Sought> sought : found.values()) {
            assertArrayEquals(first, sought.getFirst().places());
        }
    }

    private static Cluster cluster(long sector) {
        Ruling ruling = new Ruling("AAB", OptionalInt.of(2), Verdict.MAJORITY, List.of(0, 1), List.of(0, 1),
                List.of(0, 1),
                List.of(2), List.of(), List.of());
        return new Cluster(ruling, List.of(2), List.of(0, 1), Optional.empty(), false,
                List.of(new SectorRange(sector, 1)));
    }

    private static VersionBytes whole(byte[] disk) {
        return new VersionBytes(new Reads(Courtesy.NONE), MemoryDevice.of(disk), Optional.empty(), List.of());
    }
}
