// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Reply.Done;

class OverlayDeviceTest {

    private static final int LENGTH = 40_000;

    private final byte[] truth = content(1);
    private final MemoryDevice below = MemoryDevice.of(truth);
    private final OverlayDevice overlay = new OverlayDevice(below, 1 << 20);

    private static byte[] content(long seed) {
        byte[] bytes = new byte[LENGTH];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] all(BlockDevice device) {
        ByteBuffer into = ByteBuffer.allocate(LENGTH);
        assertEquals(Reply.done(), device.read(0, into).join());
        return into.array();
    }

    private static Reply<Done> write(BlockDevice device, long offset, byte[] bytes) {
        return device.write(offset, ByteBuffer.wrap(bytes)).join();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itReadsAsADiskThatWasWrittenAndTheOneBelowStaysAsItWas(long seed) {
        Random random = new Random(seed);
        byte[] expected = truth.clone();
        for (int i = 0; i < 50; i++) {
            int offset = random.nextInt(LENGTH);
            byte[] bytes = new byte[1 + random.nextInt(Math.min(9000, LENGTH - offset))];
            random.nextBytes(bytes);
            assertEquals(Reply.done(), write(overlay, offset, bytes));
            System.arraycopy(bytes, 0, expected, offset, bytes.length);
            assertArrayEquals(expected, all(overlay));
        }
        assertArrayEquals(truth, all(below));
    }

    @Test
    void whatWasWrittenIsToldInPagesAndCanBeDiscarded() {
        write(overlay, 100, new byte[10]);
        write(overlay, 4096, new byte[4096]);
        write(overlay, 20_480, new byte[1]);
        assertEquals(List.of(new SectorRange(0, 16), new SectorRange(40, 8)), overlay.written());
        assertEquals(Reply.done(), overlay.discard().join());
        assertEquals(List.of(), overlay.written());
        assertArrayEquals(truth, all(overlay));
    }

    @Test
    void aWriteThatWouldTakeTooMuchMemoryIsRefusedAndOneInPlaceIsNot() {
        OverlayDevice small = new OverlayDevice(below, 2 * 4096);
        assertEquals(Reply.done(), write(small, 0, new byte[8192]));
        assertEquals(Reply.failed(Errno.ENOSPC), write(small, 8192, new byte[1]));
        assertEquals(Reply.done(), write(small, 0, new byte[8192]));
    }

    /** A scratch disk that hangs once a page is written to it. */
    private static final class Hanging implements PageStore {
        private final Pages pages = new Pages(1 << 20);
        private final CountDownLatch hangs = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        public boolean has(long number) {
            return pages.has(number);
        }

        @Override
        public @Nullable Long nextPage(long number) {
            return pages.nextPage(number);
        }

        @Override
        public void make(long number) {
            pages.make(number);
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            pages.read(offset, into);
        }

        @Override
        public void write(long offset, ByteBuffer from) {
            hangs.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            pages.write(offset, from);
        }

        @Override
        public boolean hasRoom(long more) {
            return pages.hasRoom(more);
        }

        @Override
        public void clear() {
            pages.clear();
        }

        @Override
        public void close() {
            pages.close();
        }
    }

    @Test
    @Timeout(20)
    void whoeverAsksDoesNotWaitForAScratchDiskThatHangs() throws Exception {
        Hanging scratch = new Hanging();
        try (ExecutorService threads = Executors.newCachedThreadPool();
                OverlayDevice slow = new OverlayDevice(below, scratch, threads)) {
            CompletableFuture<Reply<Done>> written = slow.write(0, ByteBuffer.wrap(new byte[4096]));
            scratch.hangs.await();
            ByteBuffer into = ByteBuffer.allocate(4096);
            List<CompletableFuture<? extends Reply<?>>> asked = List.of(slow.write(4096, ByteBuffer.allocate(4096)),
                    slow.read(0, into), slow.extent(0, 4096), slow.discard());
            assertFalse(written.isDone() || asked.stream().anyMatch(CompletableFuture::isDone), "all of them wait");
            scratch.goesOn.countDown();
            assertEquals(Reply.done(), written.join());
            for (CompletableFuture<? extends Reply<?>> answer : asked) {
                assertTrue(answer.join().isOk());
            }
        }
    }

    @Test
    void whoeverAsksAfterTheEndIsAnswered() {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (OverlayDevice ended = new OverlayDevice(below, new Pages(1 << 20), threads)) {
            threads.shutdown();
            assertEquals(Reply.failed(Errno.ECANCELED), write(ended, 0, new byte[10]));
            assertEquals(Reply.failed(Errno.ECANCELED), ended.read(0, ByteBuffer.allocate(10)).join());
            assertEquals(Reply.failed(Errno.ECANCELED), ended.discard().join());
        }
    }

    @Test
    void whatWasWrittenMovesIntoAScratchSpaceAndOutOfItToAnother(@TempDir Path one, @TempDir Path other)
            throws IOException {
        write(overlay, 0, content(3));
        byte[] before = all(overlay);
        for (Path folder : List.of(one, other, other)) {
            overlay.keepIn(new ScratchSpace(folder, 1 << 20, 1, () -> {}), Runnable::run);
            assertArrayEquals(before, all(overlay));
            assertEquals(List.of(new SectorRange(0, 80)), overlay.written());
        }
        assertEquals(Reply.done(), overlay.discard().join());
        assertArrayEquals(truth, all(overlay));
        overlay.close();
    }

    @Test
    void whatDoesNotFitIntoAScratchSpaceStaysWhereItIs(@TempDir Path folder) {
        write(overlay, 0, content(3));
        byte[] before = all(overlay);
        assertThrows(IOException.class,
                () -> overlay.keepIn(new ScratchSpace(folder, 4096, 1, () -> {}), Runnable::run));
        assertThrows(IOException.class, () -> overlay
                .keepIn(new ScratchSpace(folder.resolve("none"), 1 << 20, 1, () -> {}), Runnable::run));
        assertArrayEquals(before, all(overlay));
    }

    @Test
    void aNewBoundInTheSameFolderCountsForWhatIsThere(@TempDir Path folder) throws IOException {
        overlay.keepIn(new ScratchSpace(folder, 2 * 4096, 1, () -> {}), Runnable::run);
        assertEquals(Reply.done(), write(overlay, 0, new byte[8192]));
        assertEquals(Reply.failed(Errno.ENOSPC), write(overlay, 8192, new byte[1]));
        overlay.keepIn(new ScratchSpace(folder, 3 * 4096, 1, () -> {}), Runnable::run);
        assertEquals(Reply.done(), write(overlay, 8192, new byte[1]));
        overlay.close();
    }

    @Test
    void aWritePastTheEndIsRefusedAndTheRestOfTheLastSectorReadsAsZeroes() {
        assertEquals(Reply.failed(Errno.EIO), write(overlay, LENGTH - 1, new byte[2]));
        write(overlay, LENGTH - 1, new byte[]{7});
        ByteBuffer tail = ByteBuffer.allocate(512);
        assertEquals(Reply.done(), overlay.read(LENGTH / 512 * 512, tail).join());
        assertEquals(7, tail.get(LENGTH % 512 - 1));
        assertArrayEquals(new byte[512 - LENGTH % 512], Arrays.copyOfRange(tail.array(), LENGTH % 512, 512));
    }

    @Test
    void aReadOnlyDiskBelowIsWrittenAllTheSame() {
        OverlayDevice over = new OverlayDevice(new MemoryDevice(LENGTH, true), 1 << 20);
        assertFalse(over.isReadOnly());
        assertEquals(Reply.done(), write(over, 0, new byte[]{1}));
    }

    @Test
    void itIsExportedWithWhatLiesBelow(@TempDir Path folder) throws CannotOpen, IOException {
        write(overlay, 5000, content(2));
        byte[] patch = {1, 2, 3};
        write(overlay, 5000, patch);
        List<Long> progress = new ArrayList<>();
        Path image = folder.resolve("image");
        new ImageExport(overlay, image).run(progress::add, () -> false);
        assertArrayEquals(all(overlay), Files.readAllBytes(image));
        assertEquals((long) LENGTH, progress.getLast());
    }

    @Test
    void holesAreExportedAsHoles(@TempDir Path folder) throws CannotOpen, IOException {
        OverlayDevice sparse = new OverlayDevice(new MemoryDevice(1L << 34, true), 1 << 20);
        write(sparse, 1L << 33, new byte[]{42});
        Path image = folder.resolve("image");
        new ImageExport(sparse, image).run(done -> {}, () -> false);
        assertEquals(1L << 34, Files.size(image));
        try (FileDevice exported = FileDevice.open(image, Runnable::run)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            exported.read(1L << 33, one).join();
            assertEquals(42, one.get(0));
        }
    }

    @Test
    void anExportTouchesNoFileThatIsThere(@TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("image"), new byte[]{9});
        CannotOpen problem = assertThrows(CannotOpen.class,
                () -> new ImageExport(overlay, image).run(done -> {}, () -> false));
        assertEquals(image + ": it was not saved: it is there already, and nobody was asked whether it may be replaced",
                problem.getMessage());
        assertArrayEquals(new byte[]{9}, Files.readAllBytes(image));
    }

    @Test
    void anExportThatIsStoppedLeavesNothingBehind(@TempDir Path folder) {
        Path image = folder.resolve("image");
        CannotOpen problem = assertThrows(CannotOpen.class,
                () -> new ImageExport(overlay, image).run(done -> {}, () -> true));
        assertEquals(Errno.ECANCELED, problem.errno());
        assertFalse(Files.exists(image));
    }
}
