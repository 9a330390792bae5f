// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.inspect.DivergenceSearch.Result;
import org.quorumworkbench.core.quorum.Child;

class DivergenceSearchTest {

    private static final int SECTOR = 512;

    private static List<Child> children(List<? extends BlockDevice> devices) {
        List<Child> children = new ArrayList<>();
        for (BlockDevice device : devices) {
            children.add(new Child("children." + children.size(), "c" + children.size(), device));
        }
        return children;
    }

    private static Result next(List<? extends BlockDevice> devices, long sectors, long from) {
        return new DivergenceSearch(children(devices), sectors, Runnable::run).next(from).result().join();
    }

    private static Result previous(List<? extends BlockDevice> devices, long sectors, long before) {
        return new DivergenceSearch(children(devices), sectors, Runnable::run).previous(before).result().join();
    }

    private static byte[] filled(int count, int value) {
        byte[] bytes = new byte[count];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRunIsFoundFromEverywhereInBothDirections(long seed) {
        Random random = new Random(seed);
        int sectors = 1 + random.nextInt(700);
        BitSet divergent = new BitSet();
        List<MemoryDevice> devices = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            devices.add(new MemoryDevice((long) sectors * SECTOR, false));
        }
        for (int sector = 0; sector < sectors; sector++) {
            boolean differs = random.nextInt(100) < (sector / 40 % 2 == 0 ? 3 : 60);
            if (random.nextBoolean()) {
                byte[] common = filled(SECTOR, random.nextInt(256));
                for (MemoryDevice device : devices) {
                    device.fill((long) sector * SECTOR, common);
                }
            }
            if (differs) {
                divergent.set(sector);
                byte[] one = new byte[1];
                int victim = random.nextInt(devices.size());
                long at = (long) sector * SECTOR + random.nextInt(SECTOR);
                devices.get(victim).read(at, ByteBuffer.wrap(one)).join();
                one[0] ^= (byte) (1 << random.nextInt(8));
                devices.get(victim).fill(at, one);
            }
        }
        for (int from = 0; from <= sectors; from++) {
            Result next = new Result.None();
            for (int s = from; s < sectors; s++) {
                if (divergent.get(s) && (s == 0 || !divergent.get(s - 1))) {
                    next = new Result.Found(s);
                    break;
                }
            }
            assertEquals(next, next(devices, sectors, from), "next from " + from);
            Result previous = new Result.None();
            for (int s = from - 1; s >= 0; s--) {
                if (divergent.get(s) && (s == 0 || !divergent.get(s - 1))) {
                    previous = new Result.Found(s);
                    break;
                }
            }
            assertEquals(previous, previous(devices, sectors, from), "previous before " + from);
        }
    }

    @Test
    void anUnreadableSectorIsDivergentAndItsNeighboursAreNot() {
        MemoryDevice good = new MemoryDevice(200 * SECTOR, false);
        BlockDevice bad = new BadSector(new MemoryDevice(200 * SECTOR, false), 101);
        good.fill(0, filled(SECTOR * 200, 7));
        bad.write(0, ByteBuffer.wrap(filled(SECTOR * 200, 7))).join();
        assertEquals(new Result.Found(101), next(List.of(good, bad), 200, 0));
        assertEquals(new Result.None(), next(List.of(good, bad), 200, 102));
        assertEquals(new Result.Found(101), previous(List.of(good, bad), 200, 200));
    }

    @Test
    void holesOfATebibyteAreNotRead() {
        long length = 1L << 40;
        MemoryDevice one = new MemoryDevice(length, false);
        MemoryDevice other = new MemoryDevice(length, false);
        other.fill(900L << 30, filled(1, 1));
        assertEquals(new Result.Found((900L << 30) / SECTOR), next(List.of(one, other), length / SECTOR, 0));
        assertEquals(new Result.Found((900L << 30) / SECTOR),
                previous(List.of(one, other), length / SECTOR, length / SECTOR));
    }

    @Test
    void aChildThatHangsIsNotWaitedForOnceTheSearchIsCancelled() {
        MemoryDevice good = new MemoryDevice(64 * SECTOR, false);
        BlockDevice hung = new Hung(new MemoryDevice(64 * SECTOR, false));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            DiskWalk<Result> search = new DivergenceSearch(children(List.of(good, hung)), 64, executor).next(0);
            assertFalse(search.result().isDone());
            search.cancel();
            assertEquals(new Result.Cancelled(), search.result().join());
        }
    }

    /** A device one sector of which cannot be read. */
    private static final class BadSector extends Filter {
        private final long bad;

        BadSector(BlockDevice below, long bad) {
            super(below);
            this.bad = bad;
        }

        @Override
        public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
            boolean hit = offset / SECTOR <= bad && offset + into.remaining() > bad * SECTOR;
            return hit ? CompletableFuture.completedFuture(Reply.failed(Errno.EIO)) : super.read(offset, into);
        }
    }

    /** A device that never answers a read. */
    private static final class Hung extends Filter {
        Hung(BlockDevice below) {
            super(below);
        }

        @Override
        public CompletableFuture<Reply<Done>> read(long offset, ByteBuffer into) {
            return new CompletableFuture<>();
        }
    }
}
