// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.SectorRange;

class PlanReaderTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private static Plan full() {
        Plan plan = SeededPlan.of(3).plan();
        Step first = plan.steps().getFirst();
        List<Step> steps = new ArrayList<>(plan.steps());
        steps.set(0, new Step(1, first.child(), first.range(), first.before(), first.after(), first.source(),
                List.of("c9 \u202e\u00e9\udc80"), new StepVotes.Counted(2, 3), "zeroed", 0.951,
                Optional.of(new StepPlace("file", OptionalInt.of(2), Optional.of("ext4"), Optional.of("/db/\"main\"\n"),
                        OptionalLong.of(8782), OptionalLong.of(4096), Optional.empty())),
                "because"));
        return new Plan(plan.id(), plan.made(), plan.scan(),
                new PlanPolicy(3, 2, Set.of(Refusal.TIES, Refusal.UNKNOWN), PlanPolicy.Source.CURRENT,
                        List.of("child=c1")),
                plan.children(), steps,
                List.of(new Excluded(Optional.empty(), new SectorRange(40, 2), Refusal.BELOW_THRESHOLD,
                        Why.written("why"),
                        Optional.empty()),
                        new Excluded(Optional.of("c1"), new SectorRange(44, 1), Refusal.STALE, Why.written("resync it"),
                                steps.getFirst().place())),
                List.of()).reviewed("bob", Instant.parse("2026-01-02T00:00:00Z"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenIsRead(long seed) throws RepairProblem {
        Plan plan = SeededPlan.of(seed).plan();
        assertEquals(plan, PlanReader.of(PlanWriter.bytes(plan)));
    }

    @Test
    void everyFieldIsReadAgain() throws RepairProblem {
        assertEquals(full(), PlanReader.of(PlanWriter.bytes(full())));
        assertEquals(Set.of("bob"), full().reviewers());
    }

    @Test
    void theHashIsThatOfTheCompactJsonWithoutHashAndReviews() {
        String text = new String(PlanWriter.bytes(SeededPlan.of(1).plan()), StandardCharsets.UTF_8);
        String rest = text.substring(0, text.indexOf(",\n\"sha256\"")).replace("\n", "") + "}";
        assertEquals(SeededPlan.of(1).plan().sha256(), Hashes.of(rest.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aReviewOfAnotherPlanAndOneByItsMakerDoNotCount() {
        Plan plan = SeededPlan.of(1).plan();
        Plan reviewed = plan.reviewed("bob", Instant.EPOCH);
        Plan other = new Plan("other", plan.made(), plan.scan(), plan.policy(), plan.children(), plan.steps(),
                plan.excluded(), reviewed.reviews());
        assertTrue(other.reviewers().isEmpty());
        assertTrue(plan.reviewed("ANN", Instant.EPOCH).reviewers().isEmpty());
        assertFalse(reviewed.reviewers().isEmpty());
    }

    /** Changes of one place in the text of a plan, each of which has to be noticed. */
    @ParameterizedTest
    @ValueSource(strings = {"\"sector\":|\"sector\":1", "\"count\":|\"count\":9", "\"n\":1|\"n\":2",
            "\"threshold\":2|\"threshold\":1", "\"kind\":\"raw\"|\"kind\":\"qcow2\"", "\"format\":1|\"format\":2",
            "\"made\"|\"mode\"", "\"confidence\":0.9|\"confidence\":1.1", "\"c0\"|\"c7\"", "seed 3|seed 4",
            "\"ties\":\"refuse\"|\"ties\":\"perhaps\"", "\"excluded\":[]|\"excluded\":[],\"more\":1",
            "/nowhere/|/somewhere/", "\"reviews\":[]|\"reviews\":[1]", "\"why\":\"seeded\"|\"why\":null"})
    void aPlanThatWasChangedIsRefusedInASentence(String change) {
        String[] words = change.split("\\|", -1);
        String text = new String(PlanWriter.bytes(SeededPlan.of(3).plan()), StandardCharsets.UTF_8);
        assertTrue(text.contains(words[0]), text);
        RepairProblem problem = assertThrows(RepairProblem.class, () -> PlanReader
                .of(text.replace(words[0], words[1]).getBytes(StandardCharsets.UTF_8)));
        assertTrue(String.valueOf(problem.getMessage()).matches("(?s).*ake? a new.*|.*ake a new.*"),
                problem.getMessage());
    }

    @Test
    void aPlanThatEndsTooEarlyIsRefusedWhereverItEnds() {
        byte[] bytes = PlanWriter.bytes(full());
        for (int end = 0; end < bytes.length - 2; end += 7) {
            byte[] cut = Arrays.copyOf(bytes, end);
            assertThrows(RepairProblem.class, () -> PlanReader.of(cut));
        }
    }

    /** As anybody could write it who also computes the hash. */
    private static void assertRefused(Plan plan) {
        assertThrows(RepairProblem.class, () -> PlanReader.of(PlanWriter.bytes(plan)));
    }

    private static Plan with(Plan plan, List<Step> steps) {
        return new Plan(plan.id(), plan.made(), plan.scan(), plan.policy(), plan.children(), steps, List.of(),
                List.of());
    }

    private static Step step(Step like, int number, String child, String source, SectorRange range) {
        return new Step(number, child, range, like.before(), like.after(), source, List.of(),
                new StepVotes.Counted(2, 3), "junk", 0.5,
                Optional.empty(), "why");
    }

    /** Where a name that is not whole leads depends on where the program was started. */
    @ParameterizedTest
    @ValueSource(strings = {"c0.img", "../c0.img", "", "/images/c0\0.img", "c0\0.img"})
    void aChildIsNamedAsAWhole(String name) {
        Plan plan = SeededPlan.of(1).plan();
        List<PlannedChild> children = new ArrayList<>(plan.children());
        PlannedChild first = children.getFirst();
        children.set(0, new PlannedChild(first.name(), first.path(), first.offset(), first.size(), name,
                first.length(), first.kind(), first.identity(), first.firstMiB(), first.lastMiB()));
        assertRefused(new Plan(plan.id(), plan.made(), plan.scan(), plan.policy(), children, plan.steps(), List.of(),
                List.of()));
    }

    @Test
    void whatNoPlanMayDoIsRefused() {
        Plan plan = SeededPlan.of(1).plan();
        Step one = plan.steps().getFirst();
        assertRefused(with(plan, List.of(step(one, 1, "c0", "c0", new SectorRange(0, 1)))));
        assertRefused(with(plan, List.of(step(one, 1, "c0", "c1", new SectorRange(47, 2)))));
        assertRefused(with(plan, List.of(step(one, 1, "c0", "c1", new SectorRange(0, 4096)))));
        assertRefused(with(plan, List.of(step(one, 1, "c0", "c1", new SectorRange(0, 4)),
                step(one, 2, "c0", "c2", new SectorRange(3, 4)))));
        assertRefused(with(plan, List.of(step(one, 1, "c0", "c1", new SectorRange(0, 4)),
                step(one, 2, "c1", "c2", new SectorRange(3, 1)))));
        assertRefused(with(plan, List.of(step(one, 1, "c0", "c1", new SectorRange(0, 4)),
                step(one, 2, "c2", "c0", new SectorRange(3, 1)))));
    }
}
