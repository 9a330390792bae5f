// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.ReadOnlyDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.file.Wording;
import org.quorumworkbench.core.place.FoundVolume;
import org.quorumworkbench.core.place.Place;
import org.quorumworkbench.core.place.PlaceReport;
import org.quorumworkbench.core.place.PlacedRange;
import org.quorumworkbench.core.place.Remark;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanPlaces;
import org.quorumworkbench.core.scan.Verdicts;

/**
 * What is not repaired unless a person allows it: each reason by itself, with its own override,
 * which the plan keeps for whoever reads it.
 */
class RefusedByDefaultTest {

    private static final int SECTOR = 512;
    private static final SectorRange BAD = new SectorRange(10, 1);

    @TempDir
    private Path folder;
    private Selection selection = Selection.ALL;

    /** A divergence with exactly one thing that speaks against its repair. */
    record Doubtful(Refusal refusal, int children, List<Integer> damaged, int threshold, int margin,
            FoundDamage damage, Optional<ScanPlaces> places, boolean unstable) {

        static Doubtful plain(Refusal refusal) {
            return new Doubtful(refusal, 5, List.of(3), 3, 2, found("zeroed", List.of(3), false), Optional.empty(),
                    false);
        }

        Doubtful of(int many, List<Integer> bad, int votes, int ahead) {
            return new Doubtful(refusal, many, bad, votes, ahead, found("zeroed", bad, false), places, unstable);
        }

        Doubtful with(FoundDamage found) {
            return new Doubtful(refusal, children, damaged, threshold, margin, found, places, unstable);
        }

        Doubtful at(PlacedRange piece, FoundVolume volume) {
            return new Doubtful(refusal, children, damaged, threshold, margin, damage,
                    Optional.of(new ScanPlaces(new PlaceReport(List.of(piece), List.of(volume)), Map.of())), unstable);
        }

        Doubtful readsAnew() {
            return new Doubtful(refusal, children, damaged, threshold, margin, damage, places, true);
        }

        @Override
        public String toString() {
            return refusal.word();
        }
    }

    private static FoundDamage found(String kind, List<Integer> version, boolean suspect) {
        return new FoundDamage(BAD, kind, 0.9, false, version, suspect, List.of());
    }

    private static PlacedRange piece(List<SectorRange> disputed) {
        return new PlacedRange(BAD, OptionalInt.empty(), Optional.empty(), Optional.of("ext4"),
                new Place.Metadata("inode table", List.of()), disputed);
    }

    private static FoundVolume volume(Remark... remarks) {
        return new FoundVolume(OptionalInt.empty(), Optional.empty(), new SectorRange(0, 64), Optional.of("ext4"),
                List.of(remarks), List.of(), List.of());
    }

    static Stream<Doubtful> doubts() {
        return Stream.of(Doubtful.plain(Refusal.TIES).of(4, List.of(0, 1), 2, 0),
                Doubtful.plain(Refusal.MARGIN).of(3, List.of(2), 2, 2),
                Doubtful.plain(Refusal.SUSPECT).with(found("zeroed", List.of(3), true)),
                Doubtful.plain(Refusal.CORRELATED).of(5, List.of(3, 4), 3, 1),
                Doubtful.plain(Refusal.UNKNOWN).with(found("unknown", List.of(3), false)),
                Doubtful.plain(Refusal.DISPUTED).at(piece(List.of(new SectorRange(2, 1))), volume()),
                Doubtful.plain(Refusal.UNSTABLE).readsAnew(),
                Doubtful.plain(Refusal.DIRTY_JOURNAL).at(piece(List.of()),
                        volume(Remark.of(Wording.foreign("the journal is live"), Remark.Meaning.LIVE_LOG))));
    }

    /** Gives other bytes in the bad sector each time. */
    private static final class Unstable implements ReadOnlyDevice {

        private final BlockDevice under;
        private final AtomicInteger reads = new AtomicInteger();

        Unstable(BlockDevice under) {
            this.under = under;
        }

        @Override
        public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
            int from = into.position();
            int count = into.remaining();
            return under.read(offset, into).thenApply(reply -> {
                if (reply.isOk() && offset <= BAD.offset() && BAD.offset() + Integer.BYTES <= offset + count) {
                    into.putInt(from + (int) (BAD.offset() - offset), reads.incrementAndGet());
                }
                return reply;
            });
        }

        @Override
        public Reply<Long> length() {
            return under.length();
        }

        @Override
        public CompletableFuture<Reply<Extent>> extent(long offset, long count) {
            return under.extent(offset, count);
        }

        @Override
        public CompletableFuture<Reply<Done>> reopen() {
            return under.reopen();
        }

        @Override
        public void close() {
            under.close();
        }
    }

    private Plan plan(Doubtful doubtful, Set<Refusal> allowed) throws Exception {
        byte[] right = new byte[64 * SECTOR];
        new Random(2).nextBytes(right);
        List<String> names = new ArrayList<>();
        for (int child = 0; child < doubtful.children(); child++) {
            byte[] bytes = right.clone();
            if (doubtful.damaged().contains(child)) {
                bytes[(int) BAD.offset()] ^= 1;
            }
            names.add(Files.write(folder.resolve("r" + child), bytes).toString());
        }
        try (OpenedQuorum opened = OpenedQuorum.open(new ConfigurationReader(folder,
                new Adjustments(OptionalLong.of(doubtful.threshold()), Optional.empty())).read(names), Access.EXAMINE,
                _ -> {})) {
            List<Child> scanned = opened.quorum().children().stream()
                    .map(child -> doubtful.unstable() && child.name().equals("c3")
                            ? new Child(child.edge(), child.name(), new Unstable(child.device()))
                            : child)
                    .toList();
            Verdicts verdicts = Verdicts.of(Scan.start(scanned).result().join().map(), opened.quorum().policy(),
                    Set.of(), MemberEvidence.NONE);
            return Planner.plan(new PlanRequest(opened, verdicts, Instant.EPOCH, doubtful.places(),
                    List.of(doubtful.damage()), Optional.empty(),
                    new PlanPolicy(doubtful.threshold(), doubtful.margin(), allowed, Source.VOTE, List.of()),
                    selection, "ann", "test"), () -> false);
        }
    }

    private static Set<Refusal> overridable() {
        return Stream.of(Refusal.values()).filter(Refusal::isOverridable)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Refusal.class)));
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void itIsRefusedAndTheOverrideIsNamed(Doubtful doubtful) throws Exception {
        Plan plan = plan(doubtful, Set.of());
        assertEquals(List.of(), plan.steps());
        assertEquals(Set.of(doubtful.refusal()),
                plan.excluded().stream().map(Excluded::reason).collect(Collectors.toSet()));
        String why = plan.excluded().getFirst().why().english();
        assertTrue(why.endsWith("(--allow " + doubtful.refusal().word() + ")"), why);
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void allOtherOverridesTogetherDoNotAllowIt(Doubtful doubtful) throws Exception {
        Set<Refusal> others = overridable();
        others.remove(doubtful.refusal());
        assertEquals(List.of(), plan(doubtful, others).steps());
    }

    @ParameterizedTest
    @MethodSource("doubts")
    void itsOwnOverrideAllowsItAndIsRecorded(Doubtful doubtful) throws Exception {
        Plan plan = plan(doubtful, Set.of(doubtful.refusal()));
        assertEquals(doubtful.damaged().stream().map(child -> "c" + child).toList(),
                plan.steps().stream().map(Step::child).toList(), plan.excluded().toString());
        assertEquals(List.of(), plan.excluded());
        assertEquals(Set.of(doubtful.refusal()), plan.policy().allowed());
        String why = plan.steps().getFirst().why();
        assertTrue(why.contains("; ALLOWED although "), why);
        List<String> shown = new ArrayList<>();
        PlanText.print(plan, shown::add);
        assertTrue(shown.stream().anyMatch(line -> line.endsWith("ALLOWED: " + doubtful.refusal().word())),
                shown.toString());
        String json = new String(PlanWriter.bytes(plan), StandardCharsets.UTF_8);
        assertTrue(json.contains("\"" + PolicyWords.NAMES.get(doubtful.refusal()) + "\":\"allow\""), json);
        assertEquals(plan.policy(), PlanReader.of(PlanWriter.bytes(plan)).policy());
    }

    private static Doubtful harmless(Place place) {
        return Doubtful.plain(Refusal.BENIGN).at(new PlacedRange(BAD, OptionalInt.empty(), Optional.empty(),
                Optional.of("ext4"), place, List.of()), volume());
    }

    @Test
    void whatIsHarmlessIsLeftOutUnlessItIsAskedForByName() throws Exception {
        Plan usual = plan(harmless(new Place.Unallocated()), overridable());
        assertEquals(List.of(), usual.steps());
        assertEquals(List.of(Refusal.BENIGN), usual.excluded().stream().map(Excluded::reason).toList());
        selection = Selection.of(List.of("place=unallocated"));
        assertEquals(1, plan(harmless(new Place.Unallocated()), Set.of()).steps().size());
    }

    @Test
    void whatBelongsToEachDeviceIsNeverWrittenWhateverIsAllowedAndAskedFor() throws Exception {
        selection = Selection.of(List.of("sector=0+64", "place=per-device"));
        Plan plan = plan(harmless(new Place.PerDevice("the superblock of md")), overridable());
        assertEquals(List.of(), plan.steps());
        assertEquals(List.of(Refusal.PER_DEVICE), plan.excluded().stream().map(Excluded::reason).toList());
    }

    @Test
    void everyRefusalThatCanBeOverriddenIsShownHere() {
        assertEquals(overridable(), doubts().map(Doubtful::refusal).collect(Collectors.toSet()));
    }
}
