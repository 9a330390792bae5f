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
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Reply.Done;

class FileDeviceTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251 + 1);
        }
        return Files.write(folder.resolve("image"), bytes);
    }

    private static Errno refused(Path path) {
        return assertThrows(CannotOpen.class, () -> FileDevice.open(path, Runnable::run)).errno();
    }

    @Test
    void anyBytesAreReadAndTheLastSectorIsPaddedWithZeroes() throws Exception {
        try (FileDevice device = FileDevice.open(file(1000), Runnable::run)) {
            assertEquals(Reply.ok(1000L), device.length());
            ByteBuffer into = ByteBuffer.allocate(24);
            assertEquals(Reply.done(), device.read(990, into).join());
            assertEquals((byte) (990 % 251 + 1), into.get(0));
            assertEquals(0, into.get(10));
            assertEquals(0, into.position());
            assertEquals(Reply.failed(Errno.EIO), device.read(1000, ByteBuffer.allocate(25)).join());
        }
    }

    @Test
    void aFileIsNotWrittenUnlessThatWasAskedFor() throws Exception {
        Path file = file(512);
        byte[] before = Files.readAllBytes(file);
        try (FileDevice device = FileDevice.open(file, Runnable::run)) {
            assertTrue(device.isReadOnly());
            assertEquals(Reply.failed(Errno.EROFS), device.write(0, ByteBuffer.allocate(1)).join());
            assertEquals(Reply.failed(Errno.EROFS), device.writeZeroes(0, 1).join());
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        try (FileDevice device = FileDevice.openWritable(file, Runnable::run)) {
            assertEquals(Reply.done(), device.write(1, ByteBuffer.wrap(new byte[]{99})).join());
            assertEquals(Reply.failed(Errno.EIO), device.write(511, ByteBuffer.allocate(2)).join());
            assertEquals(Reply.done(), device.flush().join());
        }
        assertEquals(99, Files.readAllBytes(file)[1]);
        assertEquals(512, Files.size(file));
    }

    @Test
    void whatIsNoFileIsRefusedWithItsReason() {
        assertEquals(Errno.ENOENT, refused(folder.resolve("missing")));
        assertEquals(Errno.EISDIR, refused(folder));
    }

    @Test
    void aReadThatWasCancelledBeforeItBeganIsNotDone() throws Exception {
        Queue<Runnable> later = new ArrayDeque<>();
        try (FileDevice device = FileDevice.open(file(512), later::add)) {
            ByteBuffer into = ByteBuffer.allocate(512);
            CompletableFuture<Reply<Done>> read = device.read(0, into);
            read.cancel(true);
            assertEquals(Reply.failed(Errno.ECANCELED), read.join());
            later.forEach(Runnable::run);
            assertEquals(0, into.get(0));
        }
    }

    @Test
    void aClosedFileAnswersAndDoesNotThrow() throws Exception {
        FileDevice device = FileDevice.open(file(512), Runnable::run);
        device.close();
        assertFalse(device.read(0, ByteBuffer.allocate(512)).join().isOk());
    }

    @Test
    void aFileThatGrewIsSeenWhenItIsReopened() throws Exception {
        Path file = file(512);
        try (FileDevice device = FileDevice.open(file, Runnable::run)) {
            Identity before = device.identity().orElseThrow();
            Files.write(file, new byte[1024]);
            assertEquals(Reply.ok(512L), device.length());
            device.reopen().join();
            assertEquals(Reply.ok(1024L), device.length());
            assertEquals(1024, device.identity().orElseThrow().length());
            assertEquals(512, before.length());
            assertEquals(before.key(), device.identity().orElseThrow().key());
        }
    }

    private FileDevice over(FakeChannel channel, Executor executor) throws IOException {
        return new FileDevice(file(4096), channel, true, executor, 4096, Optional::empty);
    }

    @Test
    void aFileThatWouldHaveToBeAskedAgainAnswersSoAtOnce() throws Exception {
        try (FileDevice device = over(new FakeChannel(() -> 0), Runnable::run)) {
            assertEquals(Reply.failed(Errno.EAGAIN), device.read(0, ByteBuffer.allocate(512)).join());
        }
    }

    @Test
    void closingWaitsForNobody() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        FakeChannel hung = new FakeChannel(() -> {
            never.await();
            return 0;
        });
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            FileDevice device = over(hung, threads);
            CompletableFuture<Reply<Done>> reading = device.read(0, ByteBuffer.allocate(512));
            hung.asked.await();
            device.close();
            assertFalse(hung.closed.await(0, TimeUnit.SECONDS), "the channel waits for its reader");
            assertEquals(Reply.failed(Errno.ECANCELED), device.readOnCaller(0, ByteBuffer.allocate(512)).orElseThrow());
            assertFalse(reading.isDone());
            never.countDown();
            hung.closed.await();
        }
    }

    @Test
    void whatFailedIsAskedForAlone() throws Exception {
        FakeChannel bad = new FakeChannel(() -> {
            throw new IOException("Input/output error");
        });
        Path file = file(4096);
        try (FileDevice device = new FileDevice(file, bad, true, Runnable::run, 4096, () -> LoneReads.open(file))) {
            assertEquals(OptionalInt.empty(), device.smallestRead());
            ByteBuffer into = ByteBuffer.allocate(700);
            Assumptions.assumeTrue(CLibrary.HERE.isPresent());
            assertEquals(Reply.done(), device.read(1000, into).join(), "the neighbours were bad, not this");
            assertEquals(ByteBuffer.wrap(Files.readAllBytes(file), 1000, 700), into);
            assertTrue(device.smallestRead().orElseThrow() >= 512);
        }
        try (FileDevice device = over(bad, Runnable::run)) {
            assertEquals(Reply.failed(Errno.EIO), device.read(0, ByteBuffer.allocate(512)).join());
            assertEquals(OptionalInt.of(4096), device.smallestRead());
        }
    }

    @Test
    void theRestOfTheLastSectorIsZeroHoweverItWasRead() throws Exception {
        Path file = file(1000);
        Optional<LoneReads> opened = LoneReads.open(file);
        Assumptions.assumeTrue(opened.isPresent());
        try (LoneReads reads = opened.get()) {
            ByteBuffer into = ByteBuffer.allocate(1024).put(1023, (byte) 9);
            assertEquals(Optional.empty(), reads.read(0, into, 1000));
            assertEquals((byte) (999 % 251 + 1), into.get(999));
            assertEquals(0, into.get(1023));
        }
    }
}
