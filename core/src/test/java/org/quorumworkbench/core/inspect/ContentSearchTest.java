// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.inspect.ContentSearch.Result;
import org.quorumworkbench.core.quorum.Child;

/** Bytes are found on the whole disk, in whichever child has them. */
class ContentSearchTest {

    private static final int SECTOR = 512;
    private static final byte[] WORD = "needle".getBytes(StandardCharsets.US_ASCII);

    private final List<MemoryDevice> disks = new ArrayList<>();
    private final List<FaultedDevice> faulted = new ArrayList<>();
    private long sectors;

    private void disks(int children, long count) {
        sectors = count;
        for (int child = 0; child < children; child++) {
            disks.add(new MemoryDevice(count * SECTOR, false));
            faulted.add(new FaultedDevice(disks.getLast()));
        }
    }

    private ContentSearch search(byte[] wanted) {
        List<Child> children = new ArrayList<>();
        for (FaultedDevice device : faulted) {
            children.add(new Child("children." + children.size(), "c" + children.size(), device));
        }
        return new ContentSearch(children, sectors, Runnable::run, wanted);
    }

    private Result next(byte[] wanted, long from) {
        return search(wanted).next(from).result().join();
    }

    private Result previous(byte[] wanted, long before) {
        return search(wanted).previous(before).result().join();
    }

    @Test
    void aPlaceIsToldOnceWithAllChildrenThatHaveIt() {
        disks(3, 3000);
        disks.get(0).fill(700_000, WORD);
        disks.get(2).fill(700_000, WORD);
        disks.get(1).fill(131_070, WORD);
        ContentSearch.Everywhere all = search(WORD).all(10);
        assertEquals(ContentSearch.End.WHOLE, all.walk().result().join());
        assertEquals(List.of(new ContentSearch.Place(131_070, List.of(1)),
                new ContentSearch.Place(700_000, List.of(0, 2))), all.found());
        ContentSearch.Everywhere one = search(WORD).all(1);
        assertEquals(ContentSearch.End.CUT, one.walk().result().join());
        assertEquals(1, one.found().size());
    }

    @Test
    void lettersAreFoundInEitherCaseIfThatIsAskedFor() {
        disks(1, 8);
        disks.getFirst().fill(600, "NeeDLE".getBytes(StandardCharsets.US_ASCII));
        assertEquals(new Result.None(), next(WORD, 0));
        assertEquals(new Result.Found(0, 600),
                new ContentSearch(List.of(new Child("children.0", "c0", faulted.getFirst())), sectors, Runnable::run,
                        "NEEdle".getBytes(StandardCharsets.US_ASCII), true).next(0).result().join());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyPlaceIsFoundFromEverywhereInBothDirections(long seed) {
        Random random = new Random(seed);
        disks(1 + random.nextInt(3), 1 + random.nextInt(6000));
        int length = (int) (sectors * SECTOR);
        byte[] wanted = Arrays.copyOf(WORD, random.nextInt(3) == 0 ? 1500 : 6);
        byte[][] held = new byte[disks.size()][length];
        for (int i = 0; i < 12; i++) {
            int child = random.nextInt(disks.size());
            int at = random.nextInt(length);
            byte[] part = Arrays.copyOf(wanted, Math.min(wanted.length, length - at));
            System.arraycopy(part, 0, held[child], at, part.length);
            disks.get(child).fill(at, part);
        }
        List<Result.Found> places = new ArrayList<>();
        for (int at = 0; at + wanted.length <= length; at++) {
            for (int child = 0; child < held.length; child++) {
                if (Arrays.equals(held[child], at, at + wanted.length, wanted, 0, wanted.length)) {
                    places.add(new Result.Found(child, at));
                    break;
                }
            }
        }
        ContentSearch.Everywhere all = search(wanted).all(100);
        assertEquals(ContentSearch.End.WHOLE, all.walk().result().join());
        assertEquals(places.stream().map(Result.Found::offset).toList(),
                all.found().stream().map(ContentSearch.Place::offset).toList());
        for (int i = 0; i < 20; i++) {
            long here = random.nextLong(length + 1L);
            assertEquals(places.stream().filter(place -> place.offset() >= here).map(Result.class::cast).findFirst()
                    .orElse(new Result.None()), next(wanted, here), "from " + here);
            assertEquals(places.reversed().stream().filter(place -> place.offset() < here).map(Result.class::cast)
                    .findFirst().orElse(new Result.None()), previous(wanted, here), "before " + here);
        }
    }

    @Test
    void holesAreSkippedAndNeverHideWhatReachesIntoThem() {
        disks(3, 1L << 31);
        disks.get(1).fill((1L << 39) - 3, WORD);
        assertEquals(new Result.Found(1, (1L << 39) - 3), next(WORD, 0));
        byte[] zeroesBefore = Arrays.copyOf(new byte[SECTOR * 2], SECTOR * 2 + 1);
        zeroesBefore[SECTOR * 2] = 'n';
        assertEquals(new Result.Found(1, (1L << 39) - 3 - 2 * SECTOR), next(zeroesBefore, 0));
        assertEquals(new Result.Found(0, 77), next(new byte[]{0}, 77), "a hole reads as zeroes");
    }

    @Test
    void nothingIsFoundInASectorThatCannotBeRead() {
        disks(2, 64);
        disks.get(0).fill(SECTOR - 2, WORD);
        disks.get(1).fill(9 * SECTOR, WORD);
        faulted.get(0).put(new Fault("bad", "bad", When.readOf(new SectorRange(1, 1)), new Effect.Fails(Errno.EIO)));
        assertEquals(new Result.Found(1, 9 * SECTOR), next(WORD, 0));
        assertEquals(new Result.None(), previous(WORD, 9 * SECTOR));
    }

    @Test
    void whatAFaultMakesAChildShowIsFound() {
        disks(2, 5000);
        faulted.get(1).put(new Fault("filled", "filled", When.readOf(new SectorRange(4000, 1)),
                new Effect.Filled(List.of(0xAB))));
        assertEquals(new Result.Found(1, 4000L * SECTOR), next(new byte[]{(byte) 0xAB, (byte) 0xAB}, 0));
    }

    @Test
    void cancellingWaitsForNoChild() throws Exception {
        disks(2, 5000);
        faulted.get(1).put(new Fault("hang", "hangs", When.readOf(new SectorRange(0, 5000)), new Effect.Hangs()));
        try (var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            List<Child> children = List.of(new Child("children.0", "c0", faulted.get(0)),
                    new Child("children.1", "c1", faulted.get(1)));
            DiskWalk<Result> search = new ContentSearch(children, sectors, executor, WORD).next(0);
            assertFalse(search.result().isDone());
            search.cancel();
            assertEquals(new Result.Cancelled(), search.result().join());
        }
    }

    @Test
    void howFarItHasComeIsToldAndEndsAtTheEnd() {
        disks(1, 5000);
        disks.get(0).fill(0, new byte[]{1});
        DiskWalk<Result> search = search(WORD).next(1000 * SECTOR);
        assertEquals(4000, search.atMost());
        assertEquals(new Result.None(), search.result().join());
        assertTrue(search.walked() <= search.atMost());
    }

    @Test
    void nothingAndTooMuchCannotBeLookedFor() {
        disks(1, 1);
        assertThrows(IllegalArgumentException.class, () -> search(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> search(new byte[ContentSearch.MOST_WANTED + 1]));
    }
}
