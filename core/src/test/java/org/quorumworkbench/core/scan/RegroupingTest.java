// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quorumworkbench.core.block.SectorRange;

/** What a scan would find if children were given other bytes. */
class RegroupingTest {

    private static final int SECTOR = 512;
    private static final int SECTORS = 6000;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static List<TestDisk> disks(byte[][] content) {
        List<TestDisk> disks = new ArrayList<>();
        for (byte[] one : content) {
            disks.add(new TestDisk(one));
        }
        return disks;
    }

    private static SectorRange range(Random random) {
        int first = random.nextInt(SECTORS - 1);
        return new SectorRange(first, 1 + random.nextInt(Math.min(400, SECTORS - first)));
    }

    /** The bytes are copied, and all is scanned anew. */
    @ParameterizedTest
    @MethodSource("seeds")
    void itIsWhatAScanFindsOnceTheBytesAreCopied(long seed) {
        Random random = new Random(seed);
        byte[] common = new byte[SECTORS * SECTOR];
        random.nextBytes(common);
        byte[][] content = new byte[2 + random.nextInt(5)][];
        for (int child = 0; child < content.length; child++) {
            content[child] = common.clone();
            for (int damage = 0; damage < 6; damage++) {
                SectorRange range = range(random);
                byte[] bytes = new byte[(int) range.length()];
                new Random(random.nextInt(3)).nextBytes(bytes);
                System.arraycopy(bytes, 0, content[child], (int) range.offset(), bytes.length);
            }
        }
        Verdicts before = ScanTest.scan(disks(content), 1);
        byte[][] after = new byte[content.length][];
        for (int child = 0; child < content.length; child++) {
            after[child] = content[child].clone();
        }
        List<Gift> gifts = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            int child = random.nextInt(content.length);
            SectorRange range = range(random);
            if (gifts.stream().anyMatch(gift -> gift.child() == child && gift.range().overlaps(range))) {
                continue;
            }
            int from = (int) range.offset();
            if (random.nextInt(4) == 0) {
                byte[] bytes = new byte[(int) range.length()];
                random.nextBytes(bytes);
                System.arraycopy(bytes, 0, after[child], from, bytes.length);
                gifts.add(new Gift(child, range, OptionalInt.empty()));
            } else {
                int source = random.nextInt(content.length);
                System.arraycopy(content[source], from, after[child], from, (int) range.length());
                gifts.add(new Gift(child, range, OptionalInt.of(source)));
            }
        }
        assertEquals(ScanTest.texts(ScanTest.scan(disks(after), 1)),
                ScanTest.texts(before.of(before.map().given(gifts))));
    }

    @Test
    void theMapItselfStaysAndWhatWasNotScannedIsNotInvented() {
        List<TestDisk> disks = ScanTest.equalDisks(3, 1000);
        disks.get(2).memory.fill(500 * SECTOR, new byte[SECTOR]);
        DivergenceMap blank = DivergenceMap.empty(ScanTest.scan(disks, 2).map().children(), 1000);
        DivergenceMap half = Scan.start(TestDisk.children(disks), blank, SectorRanges.of(new SectorRange(400, 200)),
                ScanOptions.standard()).result().join().map();
        DivergenceMap given = half.given(List.of(new Gift(2, new SectorRange(450, 300), OptionalInt.of(0)),
                new Gift(1, new SectorRange(410, 300), OptionalInt.empty())));
        assertEquals(1, Verdicts.of(half, 2).divergent());
        assertEquals(half.scanned(), given.scanned());
        assertEquals(List.of("410+190 ABA 2 MAJORITY"), ScanTest.texts(Verdicts.of(given, 2)));
    }
}
