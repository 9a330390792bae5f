// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.SectorRange;

/** Properties of random faults under random operations; each seed is a case of its own. */
class SameSeedSameFaultsTest {

    private static final int SECTOR = 512;
    private static final int SECTORS = 128;

    private static byte[] content(Random random) {
        byte[] bytes = new byte[SECTORS * SECTOR];
        random.nextBytes(bytes);
        return bytes;
    }

    private static SectorRange range(Random random) {
        int first = random.nextInt(SECTORS);
        return new SectorRange(first, 1 + random.nextInt(Math.min(16, SECTORS - first)));
    }

    private static Effect effect(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> new Effect.FlipsBits(1 + random.nextInt(9), random.nextLong());
            case 1 -> new Effect.StuckBit(random.nextInt(8), random.nextBoolean(), 16, random.nextInt(16));
            case 2 -> new Effect.Filled(List.of(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
            case 3 -> new Effect.Junk(random.nextLong());
            case 4 -> new Effect.Shifted(1 + random.nextInt(700));
            case 5 -> new Effect.Swapped(4);
            case 6 -> new Effect.Misdirected(random.nextInt(SECTORS));
            case 7 -> new Effect.Torn(SECTOR, OptionalLong.empty(), random.nextLong());
            default -> new Effect.Fails(random.nextBoolean() ? Errno.EIO : Errno.ENOSPC);
        };
    }

    private static List<Fault> faults(Random random, DeviceOperation... operations) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            faults.add(new Fault("f" + i, "f" + i, new When(Set.of(operations), Optional.of(range(random)),
                    random.nextBoolean()
                            ? new Occurrence.Chance(0.5, random.nextLong())
                            : new Occurrence.NthOfRange(1 + random.nextInt(2)),
                    Optional.empty()), effect(random)));
        }
        return faults;
    }

    private static String word(Reply<Done> reply, ByteBuffer bytes) {
        return reply instanceof Reply.Failed<Done>(Errno errno)
                ? errno.name()
                : Integer.toHexString(bytes.hashCode());
    }

    /** What each range's reads answered, sorted, since equal reads cannot be told apart. */
    private static List<String> answers(List<Fault> faults, byte[] content, List<SectorRange> reads,
            ExecutorService threads) {
        FaultedDevice device = new FaultedDevice(MemoryDevice.of(content), Timer.none(), faults);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (SectorRange read : reads) {
            answers.add(CompletableFuture.supplyAsync(() -> {
                ByteBuffer into = ByteBuffer.allocate((int) read.length());
                return read + " " + word(device.read(read.offset(), into).join(), into);
            }, threads));
        }
        return answers.stream().map(CompletableFuture::join).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theSameSeedGivesTheSameFaultsWhateverTheThreadsDo(long seed) {
        Random random = new Random(seed);
        byte[] content = content(random);
        List<Fault> faults = faults(random, DeviceOperation.READ);
        List<SectorRange> reads = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            SectorRange range = range(random);
            reads.addAll(Collections.nCopies(1 + random.nextInt(3), range));
        }
        try (ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<String> expected = answers(faults, content, reads, one);
            for (int round = 0; round < 5; round++) {
                Collections.shuffle(reads, random);
                assertEquals(expected, answers(faults, content, reads, many));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anotherSeedGivesOtherFaults(long seed) {
        When when = When.every(DeviceOperation.READ);
        TreeMap<Long, Integer> fired = new TreeMap<>();
        List<List<Boolean>> runs = new ArrayList<>();
        for (long other : new long[]{seed, seed + 1}) {
            FaultedDevice device = new FaultedDevice(new MemoryDevice(SECTORS * SECTOR, true), Timer.none(),
                    List.of(new Fault("f", "f", when.with(new Occurrence.Chance(0.25, other)),
                            new Effect.Fails(Errno.EIO))));
            List<Boolean> run = new ArrayList<>();
            for (int sector = 0; sector < SECTORS; sector++) {
                run.add(device.read((long) sector * SECTOR, ByteBuffer.allocate(SECTOR)).join().isOk());
            }
            fired.put(other, Collections.frequency(run, false));
            runs.add(run);
        }
        assertNotEquals(runs.get(0), runs.get(1));
        // A quarter of 128, give or take four standard deviations.
        fired.values().forEach(count -> assertTrue(count > 12 && count < 52, fired.toString()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void theOwnBytesAreAlwaysWhatWasWritten(long seed) {
        Random random = new Random(seed);
        byte[] expected = content(random);
        MemoryDevice own = MemoryDevice.of(expected);
        FaultedDevice device = new FaultedDevice(own, Timer.none(), faults(random, DeviceOperation.READ,
                DeviceOperation.WRITE, DeviceOperation.WRITE_ZEROES));
        device.capture("a moment");
        List<String> log = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            SectorRange range = range(random);
            int from = (int) range.offset() + (random.nextBoolean() ? 0 : random.nextInt(SECTOR));
            int count = (int) (range.end() * SECTOR) - from;
            ByteBuffer data = ByteBuffer.allocate(count);
            switch (random.nextInt(3)) {
                case 0 -> device.read(from, data).join();
                case 1 -> {
                    random.nextBytes(data.array());
                    if (device.write(from, data).join().isOk()) {
                        data.get(0, expected, from, count);
                    }
                }
                default -> {
                    if (device.writeZeroes(from, count).join().isOk()) {
                        Arrays.fill(expected, from, from + count, (byte) 0);
                    }
                }
            }
            log.add(from + "+" + count);
        }
        ByteBuffer held = ByteBuffer.allocate(expected.length);
        own.read(0, held).join();
        assertArrayEquals(expected, held.array(), log.toString());
        device.faults().forEach(fault -> device.take(fault.id()));
        device.heal();
        ByteBuffer shown = ByteBuffer.allocate(expected.length);
        device.read(0, shown).join();
        assertArrayEquals(expected, shown.array(), log.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aCorrelatedFaultDoesTheSameToSeveralChildrenAtOnce(long seed) {
        Random random = new Random(seed);
        byte[] content = content(random);
        List<Fault> faults = faults(random, DeviceOperation.READ);
        List<List<String>> seen = new ArrayList<>();
        for (int child = 0; child < 3; child++) {
            FaultedDevice device = new FaultedDevice(MemoryDevice.of(content), Timer.none(), faults);
            List<String> answers = new ArrayList<>();
            for (int sector = 0; sector < SECTORS; sector++) {
                ByteBuffer into = ByteBuffer.allocate(SECTOR);
                answers.add(word(device.read((long) sector * SECTOR, into).join(), into));
            }
            seen.add(answers);
        }
        assertEquals(seen.get(0), seen.get(1));
        assertEquals(seen.get(0), seen.get(2));
    }
}
