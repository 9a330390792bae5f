// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.MembersConfiguration;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.member.MdCrafted;
import org.quorumworkbench.core.repair.PlanPolicy.Source;
import org.quorumworkbench.core.scan.MemberEvidence;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.Verdicts;

/** Three members of an md mirror of which the majority is stale: the vote names the wrong one. */
class MemberPlanTest {

    private static final int DATA = 2048 * 512;
    private static final int SECTOR = 512;

    @TempDir
    private Path folder;

    /** The first is current; the others left before sectors 10 to 19 were written. */
    private List<Path> members() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            MdCrafted member = new MdCrafted(number, 3, number == 0 ? 20 : 10);
            if (number == 0) {
                member.role(1, 0xfffe).role(2, 0xfffe);
            }
            byte[] bytes = member.bytes();
            Arrays.fill(bytes, DATA, DATA + 64 * SECTOR, (byte) 7);
            if (number == 0) {
                Arrays.fill(bytes, DATA + 10 * SECTOR, DATA + 20 * SECTOR, (byte) 9);
            }
            files.add(Files.write(folder.resolve("m" + number), bytes));
        }
        return files;
    }

    private Plan plan(List<Path> files, boolean areas, Source source, Refusal... allowed) throws Exception {
        Configuration read = new ConfigurationReader(folder, Adjustments.NONE)
                .read(files.stream().map(Path::toString).toList());
        MembersConfiguration members = areas
                ? MembersConfiguration.areas(read, Optional.empty())
                : MembersConfiguration.recognised(read).orElseThrow();
        try (OpenedQuorum opened = OpenedQuorum.open(members.configuration(), Access.EXAMINE, _ -> {})) {
            Verdicts verdicts = Verdicts.of(Scan.start(opened.quorum().children()).result().join().map(),
                    opened.quorum().policy(), Set.of(), MemberEvidence.of(Optional.of(members)));
            Set<Refusal> all = allowed.length == 0 ? Set.of() : EnumSet.copyOf(List.of(allowed));
            return Planner.plan(new PlanRequest(opened, verdicts, Instant.EPOCH, Optional.empty(), List.of(),
                    Optional.of(members), new PlanPolicy(verdicts.threshold(), 2, all, source, List.of()),
                    Selection.ALL, "ann", "test"), () -> false);
        }
    }

    @Test
    void staleMembersAreLeftToTheirOwnSystem() throws Exception {
        Plan plan = plan(members(), true, Source.VOTE, Refusal.UNKNOWN, Refusal.MARGIN, Refusal.SUSPECT,
                Refusal.CORRELATED);
        assertEquals(List.of(), plan.steps());
        assertEquals(Set.of(Refusal.STALE), plan.excluded().stream().map(Excluded::reason).collect(Collectors.toSet()));
        assertTrue(
                plan.excluded().getFirst().why().english().contains("mdadm /dev/mdN --re-add " + folder.resolve("m1")),
                plan.excluded().getFirst().why().english());
    }

    @Test
    void onlyTheCurrentMemberIsEverTheirSource() throws Exception {
        List<Path> files = members();
        byte[] current = Files.readAllBytes(files.getFirst());
        byte[] before = Files.readAllBytes(files.get(1));
        Plan plan = plan(files, true, Source.CURRENT);
        assertEquals(Set.of("c1", "c2"), plan.steps().stream().map(Step::child).collect(Collectors.toSet()));
        assertEquals(Set.of("c0"), plan.steps().stream().map(Step::source).collect(Collectors.toSet()));
        assertEquals(DATA, plan.children().get(1).offset());
        assertEquals(List.of(), Rehearsal.of(plan).unexpected());
        assertEquals(0, Repairs.apply(plan, folder.resolve("j"), "test", RepairWatcher.NONE).refused().size());
        byte[] after = Files.readAllBytes(files.get(1));
        assertArrayEquals(Arrays.copyOfRange(current, DATA, current.length),
                Arrays.copyOfRange(after, DATA, after.length));
        assertArrayEquals(Arrays.copyOf(before, DATA), Arrays.copyOf(after, DATA), "its metadata stays its own");
        assertEquals(0, Repairs.undo(folder.resolve("j"), "test", RepairWatcher.NONE).refused().size());
        assertArrayEquals(before, Files.readAllBytes(files.get(1)));
    }

    @Test
    void theStaleMajorityIsNoSourceEvenWhereTheFilesAreReadWhole() throws Exception {
        Plan plan = plan(members(), false, Source.VOTE, Refusal.UNKNOWN, Refusal.MARGIN, Refusal.SUSPECT);
        assertEquals(List.of(), plan.steps());
        assertEquals(Set.of(Refusal.SUSPECT, Refusal.PER_DEVICE),
                plan.excluded().stream().map(Excluded::reason).collect(Collectors.toSet()));
    }

    @Test
    void theCurrentMemberIsNotTakenWhereNobodyKnowsWhereItsAreaIs() throws Exception {
        List<Path> files = members();
        assertThrows(RepairProblem.class, () -> plan(files, false, Source.CURRENT));
    }
}
