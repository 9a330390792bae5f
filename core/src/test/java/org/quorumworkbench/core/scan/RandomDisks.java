// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.vote.Ballot;
import org.quorumworkbench.core.vote.Vote;

/** Replicas with seeded damage, bad sectors, holes and lengths, and a naive reading of them. */
final class RandomDisks {

    private final Random random;
    private final List<TestDisk> disks = new ArrayList<>();
    private final int sectors;

    RandomDisks(long seed) {
        random = new Random(seed);
        int children = 2 + random.nextInt(seed % 10 == 9 ? 31 : 6);
        sectors = 1 + random.nextInt(6000);
        byte[] common = new byte[sectors * 512];
        random.nextBytes(common);
        boolean sparse = random.nextBoolean();
        for (int child = 0; child < children; child++) {
            int length = random.nextInt(8) == 0 ? random.nextInt(common.length) : common.length;
            MemoryDevice memory = new MemoryDevice(length, false);
            for (int at = 0; at < length; at += 65_536) {
                if (!sparse || at / 65_536 % 3 != 1) {
                    byte[] part = new byte[Math.min(65_536, length - at)];
                    System.arraycopy(common, at, part, 0, part.length);
                    memory.fill(at, part);
                }
            }
            TestDisk disk = new TestDisk(memory);
            damage(disk, length);
            disks.add(disk);
        }
    }

    private void damage(TestDisk disk, int length) {
        int wounds = random.nextInt(12);
        for (int i = 0; i < wounds && length > 0; i++) {
            int at = random.nextInt(length);
            int bytes = Math.min(length - at, 1 + (random.nextBoolean() ? 0 : random.nextInt(20_000)));
            byte[] fill = new byte[bytes];
            Arrays.fill(fill, (byte) random.nextInt(3));
            disk.memory.fill(at, fill);
        }
        if (random.nextInt(3) == 0) {
            for (int i = 0; i < 5; i++) {
                int at = random.nextInt(sectors);
                disk.bad.set(at, at + 1 + random.nextInt(10));
            }
        }
    }

    List<TestDisk> all() {
        return disks;
    }

    /** A part of the device. */
    SectorRange range(long length) {
        long from = random.nextLong(length + 1);
        return new SectorRange(from, random.nextLong(length - from + 1));
    }

    List<String> naiveRuns(SectorRanges wanted, int threshold) {
        List<String> runs = new ArrayList<>();
        for (SectorRange range : wanted.ranges()) {
            long start = -1;
            String before = "";
            for (long sector = range.first(); sector <= range.end(); sector++) {
                String now = sector < range.end() ? judge(sector, threshold) : "";
                if (!now.equals(before)) {
                    if (!before.isEmpty()) {
                        runs.add(start + "+" + (sector - start) + " " + before);
                    }
                    start = sector;
                    before = now;
                }
            }
        }
        return runs;
    }

    /** The vote on one sector alone; empty if all were read and agree. */
    private String judge(long sector, int threshold) {
        Ballot<ByteBuffer> ballot = new Ballot<>();
        List<Integer> unreadable = new ArrayList<>();
        for (int child = 0; child < disks.size(); child++) {
            ByteBuffer bytes = ByteBuffer.allocate(512);
            if (disks.get(child).read(sector * 512, bytes).join().isOk()) {
                ballot.cast(child, bytes);
            } else {
                unreadable.add(child);
            }
        }
        Vote vote = Vote.of(ballot.isEmpty() ? Optional.empty() : Optional.of(ballot.count()), unreadable, threshold);
        return vote.isDivergent()
                ? vote.pattern() + " " + vote.votes().orElse(-1) + " " + vote.verdict()
                : "";
    }
}
