// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.PartDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.member.Area;
import org.quorumworkbench.core.member.DirtyRegions;
import org.quorumworkbench.core.member.ExplainedChild;
import org.quorumworkbench.core.member.Explanation;
import org.quorumworkbench.core.member.Explanation.Reason;
import org.quorumworkbench.core.member.Fixtures;
import org.quorumworkbench.core.member.Identification;
import org.quorumworkbench.core.member.MdCrafted;
import org.quorumworkbench.core.member.MemberSet;
import org.quorumworkbench.core.member.MetadataReader;
import org.quorumworkbench.core.member.SetMember;
import org.quorumworkbench.core.member.SetName;
import org.quorumworkbench.core.quorum.Policy;
import org.quorumworkbench.core.quorum.Quorum;
import tools.jackson.databind.json.JsonMapper;

/** What members' evidence says beside the verdicts of a scan. */
final class ExplainedScanTest {

    private static Verdicts scan(List<MemoryDevice> members) {
        MemberSet set = set(members);
        return scan(areas(members, set), set,
                new Explanation(set.members().stream().map(ExplainedChild::ofMember).toList()));
    }

    private static List<BlockDevice> areas(List<MemoryDevice> members, MemberSet set) {
        List<BlockDevice> areas = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Area area = set.member(i).orElseThrow().found().area().orElseThrow();
            areas.add(new PartDevice(members.get(i), area.offset(), OptionalLong.of(area.length())));
        }
        return areas;
    }

    private static Verdicts scan(List<BlockDevice> disks, MemberSet set, Explanation explanation) {
        DivergenceMap map = Scan.start(TestDisk.children(disks)).result().join().map();
        return Verdicts.of(map, Policy.threshold(disks.size() / 2 + 1), Set.of(),
                new MemberEvidence(explanation, Optional.of(set),
                        map.children().stream().map(ScannedChild::name).toList()));
    }

    private static MemberSet set(List<MemoryDevice> members) {
        return MemberSet.among(members.stream().map(one -> Identification.of(new MetadataReader(one))).toList())
                .getFirst();
    }

    private static List<MemoryDevice> fixtures(String... names) {
        return Arrays.stream(names).map(Fixtures::member).toList();
    }

    private static List<MemoryDevice> crafted(MdCrafted... members) {
        return Arrays.stream(members).map(one -> MemoryDevice.of(one.bytes())).toList();
    }

    /** Changes sectors of what a member replicates. */
    private static void damage(MemoryDevice member, long sector, int count, int value) {
        byte[] bytes = new byte[count * 512];
        Arrays.fill(bytes, (byte) value);
        member.fill((2048 + sector) * 512, bytes);
    }

    private static List<String> runs(Verdicts verdicts) {
        List<String> runs = new ArrayList<>();
        verdicts.runs().forEachRemaining(run -> runs.add(run.range() + " " + run.ruling().pattern() + " "
                + run.ruling().verdict().word() + " " + run.explained().map(Reason::word).orElse("none")
                + (run.suspectWinner() ? " suspect" : "")));
        return runs;
    }

    private static String headline(Verdicts verdicts) {
        return HeadlineText.of(JudgedScan.of(verdicts).headline());
    }

    @Test
    void theMajorityOfStaleMembersWinsAndIsCalledSuspect() {
        Verdicts trap = scan(fixtures("a", "b", "b"));
        assertEquals(List.of("2048+2048 BAA majority stale suspect"), runs(trap));
        assertEquals("Whole disk: c0 outvoted in 2,048 sectors, c1 never, c2 never."
                + " c1 and c2 are stale since events 2 (c0: 6): the majority is the old data."
                + " c1 and c2 are one member, copied, and one witness."
                + " The bitmap accounts for all 2,048 divergent sectors.", headline(trap));
        assertEquals(List.of(2048L, 0L, 0L), trap.dissent(), "the verdicts stay the driver's");
        assertEquals(new Explained(Map.of(Reason.METADATA, 0L, Reason.NOT_RECOVERED, 0L, Reason.LISTED_BAD, 0L,
                Reason.STALE, 2048L), 0, 2048, 2048), trap.explained());
    }

    @Test
    void withoutTheStaleNobodyDivergesAndTheyAreStillTold() {
        Verdicts trap = scan(fixtures("a", "b", "b"));
        Verdicts without = Verdicts.of(trap.map(), Policy.threshold(1), Set.of(1, 2), trap.evidence());
        assertEquals(List.of(), runs(without));
        assertEquals("Whole disk: all children agree. c1 and c2 are stale since events 2 (c0: 6), and left out"
                + " of the vote. c1 and c2 are one member, copied, and one witness.", headline(without));
    }

    @Test
    void beforeAScanTheRangeIsJudgedByTheSameEvidence() {
        List<MemoryDevice> members = fixtures("a", "b", "b");
        assertEquals("Sectors 0 to 7 agree; the other 129,016 have not been compared."
                + " c1 and c2 are stale since events 2 (c0: 6): the majority is the old data."
                + " c1 and c2 are one member, copied, and one witness.", ofRange(members, 0));
        assertEquals("Sectors 2,048 to 2,055: c0 outvoted in 8 sectors, c1 never, c2 never; the other 129,016 have not"
                + " been compared. c1 and c2 are stale since events 2 (c0: 6): the majority is the old data."
                + " c1 and c2 are one member, copied, and one witness. The bitmap accounts for all 8 divergent sectors.",
                ofRange(members, 2048));
    }

    private static String ofRange(List<MemoryDevice> members, long first) {
        MemberSet set = set(members);
        List<BlockDevice> areas = areas(members, set);
        List<String> names = IntStream.range(0, members.size()).mapToObj(child -> "c" + child).toList();
        MemberEvidence evidence = new MemberEvidence(
                new Explanation(set.members().stream().map(ExplainedChild::ofMember).toList()), Optional.of(set),
                names);
        Quorum quorum = Quorum.open("q", TestDisk.children(areas), Policy.threshold(2), false, Runnable::run, _ -> {});
        Inspection inspection = new Inspector(quorum).inspect(new SectorRange(first, 8)).result().join();
        return HeadlineText.of(Headline.of(inspection, 129_024, evidence));
    }

    @Test
    void aFlipOutsideTheBitmapIsUnexplained() {
        List<MemoryDevice> members = fixtures("a", "b", "c");
        damage(members.get(1), 4090, 16, 0x5a);
        damage(members.get(2), 9000, 1, 0x33);
        Verdicts verdicts = scan(members);
        assertEquals(List.of("2048+2048 ABA majority stale", "4096+10 ABA majority none",
                "9000+1 AAB majority none"), runs(verdicts));
        assertTrue(headline(verdicts).endsWith(
                " c1 is stale since events 2 (c0, c2: 6). 11 sectors are unexplained."), headline(verdicts));
    }

    @Test
    void whereStaleAndCurrentBothLoseTheMajorityIsSuspectThereAlone() {
        List<MemoryDevice> members = fixtures("a", "b", "b");
        damage(members.get(2), 9000, 1, 0x33);
        Verdicts verdicts = scan(members);
        assertEquals(List.of("2048+2048 BAA majority stale suspect", "9000+1 AAB majority none"), runs(verdicts));
        assertTrue(headline(verdicts).endsWith(": the majority is the old data in 2,048 sectors."
                + " c1 and c2 are one member, copied, and one witness. 1 sector is unexplained."), headline(verdicts));
    }

    @Test
    void aSplitMirrorExplainsNothing() {
        Verdicts split = scan(fixtures("f", "g"));
        assertTrue(runs(split).stream().allMatch(run -> run.endsWith(" none")) && !runs(split).isEmpty(),
                runs(split).toString());
        assertEquals(split.divergent(), split.explained().unexplained());
        assertTrue(headline(split).contains(
                " c0 and c1 went on without each other, and neither is the older one. "), headline(split));
    }

    @Test
    void aMemberThatIsBeingFilledIsNoWitnessFromItsOffsetOn() {
        List<MemoryDevice> members = crafted(new MdCrafted(0, 3, 6), new MdCrafted(1, 3, 6).recoveredTo(1000),
                new MdCrafted(2, 3, 6).recoveredTo(1000));
        damage(members.get(0), 900, 200, 0x11);
        Verdicts verdicts = scan(members);
        assertEquals(List.of("900+100 BAA majority none", "1000+100 BAA majority not-recovered suspect"),
                runs(verdicts));
        assertTrue(
                headline(verdicts).endsWith(" c1 and c2 are still being filled: the winner is suspect in 100 sectors."
                        + " 100 sectors are unexplained."),
                headline(verdicts));
    }

    @Test
    void whereNobodyWinsNoWinnerIsSuspect() {
        Verdicts trap = scan(fixtures("a", "b", "b"));
        Verdicts all = Verdicts.of(trap.map(), Policy.threshold(3), Set.of(), trap.evidence());
        assertEquals(List.of("2048+2048 BAA below-threshold stale"), runs(all));
    }

    @Test
    void membersReadWholeDifferInTheirMetadataLawfully() {
        List<MemoryDevice> members = fixtures("a", "b");
        MemberSet set = set(members);
        Verdicts whole = scan(List.copyOf(members), set, new Explanation(
                set.members().stream().map(SetMember::found).map(ExplainedChild::ofWhole).toList()));
        assertTrue(runs(whole).stream().allMatch(run -> Long.parseLong(run.substring(0, run.indexOf('+'))) < 2048
                ? run.endsWith(" metadata")
                : run.endsWith(" none")), runs(whole).toString());
        assertTrue(whole.explained().sectors().getOrDefault(Reason.METADATA, 0L) > 0, "superblocks differ");
        assertEquals(2048, whole.explained().unexplained());
    }

    @Test
    void plainImagesHaveNoEvidence() {
        Verdicts plain = ScanTest.scan(new RandomDisks(3).all(), 1);
        assertFalse(plain.evidence().isKnown());
        assertEquals(plain.divergent(), plain.explained().unexplained());
        assertEquals(Optional.empty(), Headline.of(plain).evidence());
    }

    @Test
    void evidenceOfOtherChildrenIsRefused() {
        DivergenceMap map = Scan.start(TestDisk.children(new RandomDisks(3).all())).result().join().map();
        assertThrows(IllegalArgumentException.class,
                () -> Verdicts.of(map, Policy.threshold(1), Set.of(), known(List.of(ExplainedChild.UNKNOWN))));
    }

    @Test
    void reportsCarryTheEvidence() throws IOException {
        Verdicts trap = scan(fixtures("a", "b", "b"));
        ScanReport report = new ScanReport(trap, SectorRanges.of(new SectorRange(0, trap.map().sectors())), "q",
                Policy.threshold(2), List.of(), "1.0");
        StringWriter json = new StringWriter();
        JsonReport.write(report, json);
        var tree = JsonMapper.builder().build().readTree(json.toString());
        assertEquals("[{\"sector\":2048,\"count\":2048,\"pattern\":\"BAA\",\"votes\":2,\"verdict\":\"majority\","
                + "\"winner\":[\"c1\",\"c2\"],\"explained\":\"stale\",\"suspectWinner\":true}]",
                tree.get("runs").toString());
        assertEquals("{\"metadata\":0,\"not-recovered\":0,\"listed-bad\":0,\"stale\":2048}",
                tree.get("summary").get("explained").toString());
        assertEquals(0, tree.get("summary").get("unexplained").intValue());
        StringWriter csv = new StringWriter();
        CsvReport.write(report, csv);
        assertEquals("2048,2048,BAA,2,majority,c1 c2,c0,,,stale,true", csv.toString().split("\r\n", -1)[1]);
        StringWriter html = new StringWriter();
        HtmlReport.write(report, html);
        assertTrue(html.toString().contains("<td>c1 c2 (suspect)</td><td>stale</td>"), "the run");
        assertTrue(html.toString().contains("<p>c1 is stale since events 2 (c0: 6).</p>"), "the evidence");
        assertTrue(html.toString().contains("the majority is the old data"), "the headline");
    }

    private static MemberEvidence known(List<ExplainedChild> children) {
        return new MemberEvidence(new Explanation(children), Optional.of(
                new MemberSet("md", new SetName("key", "word", List.of()), List.of(), false, List.of())),
                List.of());
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(40);
    }

    /** Chunks of 128 sectors, as a bitmap has them. */
    private static List<DirtyRegions> dirty(Random random) {
        return set(
                crafted(new MdCrafted(0, 2, 6).role(1, 0xfffe).bitmap(6, 2, random.nextInt(48), random.nextInt(48), 0,
                        20), new MdCrafted(1, 2, 2)))
                .member(1).orElseThrow().dirty();
    }

    private static MemberEvidence random(Random random, int children) {
        List<ExplainedChild> explained = new ArrayList<>();
        for (int child = 0; child < children; child++) {
            List<DirtyRegions> dirty = random.nextBoolean() ? List.of() : dirty(random);
            explained.add(new ExplainedChild(random.nextInt(3) == 0, random.nextBoolean(), dirty,
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(6000)),
                    List.of(new SectorRange(random.nextInt(5000), 70)), List.of()));
        }
        return known(explained);
    }

    /** The cut is a refinement: put together again, its runs are those without evidence. */
    @ParameterizedTest
    @MethodSource("seeds")
    void cutRunsSumToTheUncutOnesAndEachSectorHasItsOwnExplanation(long seed) {
        List<TestDisk> disks = new RandomDisks(seed).all();
        DivergenceMap map = Scan.start(TestDisk.children(disks)).result().join().map();
        MemberEvidence evidence = random(new Random(seed), disks.size());
        Set<Integer> leftOut = seed % 3 == 0 ? Set.of(0) : Set.of();
        Verdicts plain = Verdicts.of(map, Policy.threshold(1), leftOut);
        Verdicts cut = Verdicts.of(map, Policy.threshold(1), leftOut, evidence);
        List<String> whole = new ArrayList<>();
        plain.runs().forEachRemaining(run -> whole.add(run.range() + " " + run.ruling()));
        Map<Reason, Long> sums = new EnumMap<>(Reason.class);
        long none = 0;
        List<DivergentRun> bare = new ArrayList<>();
        for (Iterator<DivergentRun> runs = cut.runs(); runs.hasNext();) {
            DivergentRun run = runs.next();
            for (long sector = run.range().first(); sector < run.range().end(); sector++) {
                assertEquals(evidence.explanation().reason(sector, run.ruling().pattern()), run.explained());
                if (run.explained().isPresent()) {
                    sums.merge(run.explained().get(), 1L, Long::sum);
                } else {
                    none++;
                }
            }
            DivergentRun alone = new DivergentRun(run.range(), run.ruling());
            bare.add(!bare.isEmpty() && bare.getLast().joins(alone) ? bare.removeLast().with(alone) : alone);
        }
        List<String> joined = bare.stream().map(run -> run.range() + " " + run.ruling()).toList();
        assertEquals(whole, joined);
        assertEquals(plain.summary(), cut.summary());
        assertEquals(none, cut.explained().unexplained());
        assertEquals(sums, cut.explained().sectors().entrySet().stream().filter(entry -> entry.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
