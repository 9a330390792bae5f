// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.repair.Plan.Made;
import org.quorumworkbench.core.repair.Plan.ScanOrigin;

/**
 * Files of which the second differs from the first in many single sectors, and the plan that puts
 * that right; nothing is done to the third.
 *
 * @param files
 *            c0, c1 and c2
 * @param before
 *            what is in the second
 * @param after
 *            what the plan makes of it: what is in the others
 */
@SuppressWarnings("ArrayRecordComponent") // Made once a test and never compared.
record RealPlan(Plan plan, List<Path> files, byte[] before, byte[] after) {

    /** More than two batches. */
    static final int STEPS = 2 * Repair.BATCH + 10;

    private static final int SECTOR = 512;
    private static final int LENGTH = 5 << 19;

    static RealPlan in(Path folder) throws IOException {
        byte[] right = new byte[LENGTH];
        new Random(7).nextBytes(right);
        byte[] damaged = right.clone();
        List<Step> steps = new ArrayList<>();
        for (int number = 1; number <= STEPS; number++) {
            int at = number * 20 * SECTOR;
            damaged[at] ^= 1;
            steps.add(new Step(number, "c1", new SectorRange(number * 20L, 1),
                    Hashes.of(Arrays.copyOfRange(damaged, at, at + SECTOR)),
                    Hashes.of(Arrays.copyOfRange(right, at, at + SECTOR)), "c0", List.of("c2"),
                    new StepVotes.Counted(2, 3), "bit-flip",
                    0.9, Optional.empty(), "seeded"));
        }
        List<Path> files = new ArrayList<>();
        List<PlannedChild> children = new ArrayList<>();
        for (int child = 0; child < 3; child++) {
            byte[] bytes = child == 1 ? damaged : right;
            Path file = Files.write(folder.resolve("c" + child + ".img"), bytes).toRealPath();
            files.add(file);
            children.add(planned("c" + child, file, bytes, PlannedChild.Kind.RAW));
        }
        return new RealPlan(of(children, steps), files, damaged, right);
    }

    static PlannedChild planned(String name, Path file, byte[] bytes, PlannedChild.Kind kind) throws IOException {
        int mib = Math.min(bytes.length, PlannedChildren.MIB);
        return new PlannedChild(name, file.toString(), 0, bytes.length, file.toString(), bytes.length, kind,
                FileIdentity.of(file), Hashes.of(Arrays.copyOf(bytes, mib)),
                Hashes.of(Arrays.copyOfRange(bytes, bytes.length - mib, bytes.length)));
    }

    static Plan of(List<PlannedChild> children, List<Step> steps) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        return new Plan("real", new Made(at, "ann", "test"),
                new ScanOrigin(Optional.empty(), Hashes.of(new byte[0]), at),
                new PlanPolicy(2, 1, Set.of(), PlanPolicy.Source.VOTE, List.of()), children, steps, List.of(),
                List.of());
    }

    byte[] now() throws IOException {
        return Files.readAllBytes(files.get(1));
    }
}
