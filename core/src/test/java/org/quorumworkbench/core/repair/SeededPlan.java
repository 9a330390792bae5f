// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.repair.Plan.Made;
import org.quorumworkbench.core.repair.Plan.ScanOrigin;

/**
 * Children that disagree, and the plan that puts them right; the same for the same seed.
 *
 * @param before
 *            the children's files as they are
 * @param after
 *            as the plan leaves them
 */
record SeededPlan(Plan plan, Map<String, byte[]> before, Map<String, byte[]> after) {

    private static final int SECTOR = 512;
    private static final int SECTORS = 48;

    static SeededPlan of(long seed) {
        Random random = new Random(seed);
        int children = 3 + random.nextInt(3);
        int offset = random.nextInt(3) * SECTOR;
        byte[] right = new byte[SECTORS * SECTOR];
        random.nextBytes(right);
        Map<String, byte[]> before = new LinkedHashMap<>();
        Map<String, byte[]> after = new LinkedHashMap<>();
        List<PlannedChild> planned = new ArrayList<>();
        for (int child = 0; child < children; child++) {
            byte[] file = new byte[offset + right.length];
            random.nextBytes(file);
            System.arraycopy(right, 0, file, offset, right.length);
            before.put("c" + child, file);
            after.put("c" + child, file.clone());
            planned.add(new PlannedChild("c" + child, "c" + child + ".img", offset, right.length,
                    "/nowhere/c" + child + ".img", file.length, PlannedChild.Kind.RAW, "inode " + child,
                    Hashes.of(right), Hashes.of(right)));
        }
        List<Step> steps = new ArrayList<>();
        int sector = random.nextInt(3);
        int wanted = 4 + random.nextInt(3);
        while (steps.size() < wanted && sector < SECTORS - 4) {
            int count = 1 + random.nextInt(4);
            int target = random.nextInt(children);
            int source = (target + 1 + random.nextInt(children - 1)) % children;
            byte[] damaged = new byte[count * SECTOR];
            random.nextBytes(damaged);
            if (random.nextBoolean()) {
                // A flipped bit: nearly all bytes are old and new at once.
                System.arraycopy(right, sector * SECTOR, damaged, 0, damaged.length);
                damaged[random.nextInt(damaged.length)] ^= 4;
            }
            System.arraycopy(damaged, 0, file(before, target), offset + sector * SECTOR, damaged.length);
            byte[] good = Arrays.copyOfRange(right, sector * SECTOR, (sector + count) * SECTOR);
            steps.add(new Step(steps.size() + 1, "c" + target, new SectorRange(sector, count), Hashes.of(damaged),
                    Hashes.of(good), "c" + source, List.of(), new StepVotes.Counted(children - 1, children), "junk",
                    0.9,
                    Optional.empty(), "seeded"));
            sector += count + random.nextInt(3);
        }
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        Plan plan = new Plan("seed " + seed, new Made(at, "ann", "test"),
                new ScanOrigin(Optional.empty(), Hashes.of(right), at),
                new PlanPolicy(2, 2, Set.of(), PlanPolicy.Source.VOTE, List.of()), planned, steps, List.of(),
                List.of());
        return new SeededPlan(plan, before, after);
    }

    private static byte[] file(Map<String, byte[]> files, int child) {
        byte[] file = files.get("c" + child);
        if (file == null) {
            throw new AssertionError(child);
        }
        return file;
    }

    FailingDisk disk() {
        FailingDisk disk = new FailingDisk();
        before.forEach(disk::put);
        return disk;
    }
}
