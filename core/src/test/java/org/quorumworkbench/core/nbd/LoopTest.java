// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.BlockDevice;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** The client against the server: what one writes is what the other reads. */
final class LoopTest {

    private static final int LENGTH = 256 << 10;

    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private NbdServer serve(BlockDevice device, boolean readOnly) throws NbdProblem {
        return NbdServer.start(new NbdAddress.Unix(folder.resolve("s")),
                List.of(new DeviceExport("disk", device, readOnly)), Optional.empty(), executor,
                NbdServerListener.NONE);
    }

    private NbdUri uri(String export) {
        return new NbdUri(new NbdAddress.Unix(folder.resolve("s")), export, Optional.empty());
    }

    private static byte[] random(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void whoClosesAsSoonAsTheLastAnswerIsThereSaysGoodbye() throws Exception {
        BlockingQueue<String> reasons = new LinkedBlockingQueue<>();
        NbdServerListener listener = new NbdServerListener() {
            @Override
            public void disconnected(NbdClient client, Parting parting) {
                reasons.add(parting.words());
            }
        };
        try (NbdServer server = NbdServer.start(new NbdAddress.Unix(folder.resolve("s")),
                List.of(new DeviceExport("disk", new MemoryDevice(LENGTH, false), true)), Optional.empty(), executor,
                listener)) {
            assertEquals(server.address(), uri("").address());
            for (int round = 0; round < 20; round++) {
                NbdDevice device = NbdDevice.open(uri("disk"), executor);
                // On the very thread that has received the answer.
                device.read(0, ByteBuffer.allocate(512)).thenRun(device::close).join();
                assertEquals("disconnected", reasons.poll(30, TimeUnit.SECONDS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsWrittenIsReadLikeFromADeviceInMemory(long seed) throws NbdProblem {
        Random random = new Random(seed);
        MemoryDevice model = new MemoryDevice(LENGTH, false);
        try (NbdServer server = serve(new MemoryDevice(LENGTH, false), false);
                NbdDevice device = NbdDevice.openWritable(uri("disk"), executor)) {
            assertEquals(server.address(), uri("").address());
            for (int i = 0; i < 400; i++) {
                int offset = 512 * random.nextInt(LENGTH / 512);
                int count = 512 * (1 + random.nextInt(Math.min(64, (LENGTH - offset) / 512)));
                Function<BlockDevice, Reply<Done>> step = step(random, offset, count);
                assertEquals(step.apply(model), step.apply(device));
                assertArrayEquals(readAll(model, offset, count), readAll(device, offset, count));
            }
            assertArrayEquals(readAll(model, 0, LENGTH), readAll(device, 0, LENGTH));
            assertSameHoles(model, device);
        }
    }

    private static Function<BlockDevice, Reply<Done>> step(Random random, int offset, int count) {
        byte[] bytes = random(random, count);
        return switch (random.nextInt(4)) {
            case 0, 1 -> device -> device.write(offset, ByteBuffer.wrap(bytes)).join();
            case 2 -> device -> device.writeZeroes(offset, count).join();
            default -> device -> device.flush().join();
        };
    }

    private static byte[] readAll(BlockDevice device, long offset, int count) {
        ByteBuffer into = ByteBuffer.allocate(count);
        assertEquals(Reply.done(), device.read(offset, into).join());
        return into.array();
    }

    private static void assertSameHoles(BlockDevice model, NbdDevice device) {
        for (long at = 0; at < LENGTH;) {
            Extent told = extent(model.extent(at, LENGTH - at).join());
            assertEquals(told, extent(device.extent(at, LENGTH - at).join()));
            assertEquals(told, extent(device.extentOnCaller(at, LENGTH - at).orElseThrow()));
            at = told.end();
        }
    }

    private static Extent extent(Reply<Extent> reply) {
        return ((Reply.Ok<Extent>) reply).value();
    }

    @Test
    void aReadOfAnyBytesOfAnyLengthOfDiskIsAnswered() throws NbdProblem {
        Random random = new Random(5);
        byte[] content = random(random, 3 * 512 + 100);
        try (NbdServer _ = serve(MemoryDevice.of(content), true);
                NbdDevice device = NbdDevice.open(uri(""), executor)) {
            byte[] padded = Arrays.copyOf(content, 4 * 512);
            for (int offset = 0; offset < padded.length; offset += 37) {
                byte[] expected = Arrays.copyOfRange(padded, offset, padded.length);
                assertArrayEquals(expected, readAll(device, offset, expected.length));
            }
            assertEquals(Reply.failed(Errno.EIO), device.read(2048, ByteBuffer.allocate(1)).join());
        }
    }

    @Test
    void aReadLargerThanTheServersLargestIsSplit() throws NbdProblem {
        MemoryDevice memory = new MemoryDevice(80L << 20, false);
        memory.fill((64L << 20) - 3, new byte[]{1, 2, 3, 4, 5, 6});
        try (NbdServer _ = serve(memory, true); NbdDevice device = NbdDevice.open(uri("disk"), executor)) {
            byte[] all = readAll(device, 0, 80 << 20);
            assertArrayEquals(new byte[]{0, 1, 2, 3, 4, 5, 6, 0},
                    Arrays.copyOfRange(all, (64 << 20) - 4, (64 << 20) + 4));
        }
    }

    @Test
    void aDeviceIsNeverWrittenToUnlessItWasOpenedForThat() throws NbdProblem {
        MemoryDevice memory = new MemoryDevice(4096, false);
        try (NbdServer _ = serve(memory, false); NbdDevice device = NbdDevice.open(uri("disk"), executor)) {
            assertTrue(device.isReadOnly());
            assertEquals(Reply.failed(Errno.EROFS), device.write(0, ByteBuffer.allocate(512)).join());
            assertEquals(Reply.failed(Errno.EROFS), device.writeZeroes(0, 512).join());
        }
        try (NbdServer _ = serve(memory, true); NbdDevice device = NbdDevice.openWritable(uri("disk"), executor)) {
            assertTrue(device.isReadOnly(), "the server takes no writes");
        }
    }

    @Test
    void aHungRequestKeepsNobodyWaitingWhoGivesItUp() throws NbdProblem {
        HangingDevice hanging = new HangingDevice(8192);
        try (NbdServer _ = serve(hanging, true); NbdDevice device = NbdDevice.open(uri("disk"), executor)) {
            ByteBuffer into = ByteBuffer.allocate(512);
            CompletableFuture<Reply<Done>> hung = device.read(0, into);
            hanging.asked().join();
            // Others are answered meanwhile.
            assertEquals(Reply.done(), device.read(4096, ByteBuffer.allocate(512)).join());
            hung.cancel(true);
            assertEquals(Reply.failed(Errno.ECANCELED), hung.join());
            hanging.answer((byte) 7);
            assertEquals(Reply.done(), device.read(4096, ByteBuffer.allocate(512)).join());
            assertArrayEquals(new byte[512], into.array(), "what came too late went nowhere");
        }
    }

    @Test
    void fourRequestsAreOnTheirWayAndTheOthersWait() {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        Queue<Runnable> tasks = new ArrayDeque<>();
        NbdOffer offer = new NbdOffer(1 << 20, Wire.HAS_FLAGS, true, OptionalInt.empty(), BlockSizes.DEFAULT,
                Optional.empty());
        NbdConnection connection = new NbdConnection(
                new Dial.Connected(new Link(new BytesChannel(new byte[0], wire)), offer), tasks::add, (_, _) -> {});
        for (int request = 0; request < 7; request++) {
            connection.submit(new Exchange(Wire.READ, 0, request * 512L, 512, ByteBuffer.allocate(512)));
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        assertEquals(4 * 28, wire.size());
    }

    @Test
    void twoServersCannotHaveOneSocket() throws NbdProblem {
        try (NbdServer _ = serve(new MemoryDevice(512, true), true)) {
            NbdProblem problem = assertThrows(NbdProblem.class, () -> serve(new MemoryDevice(512, true), true));
            assertTrue(problem.reason().contains("a server listens at"), problem.reason());
        }
        try (NbdServer _ = serve(new MemoryDevice(512, true), true)) {
            assertEquals(1, List.of(folder.toFile().list()).size());
        }
        assertEquals(0, folder.toFile().list().length, "the socket goes with its server");
    }

    @Test
    void heldAnswersComeWhenTheyAreLetGo() throws NbdProblem {
        try (NbdServer server = serve(new MemoryDevice(4096, true), true);
                NbdDevice device = NbdDevice.open(uri("disk"), executor)) {
            // Once it has answered, the server knows what its client chose; while it is only greeted, perhaps
            // not yet.
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
            server.hold(true);
            CompletableFuture<Reply<Done>> read = device.read(0, ByteBuffer.allocate(512));
            assertTrue(server.clients().getFirst().isHeld());
            assertEquals("disk", server.clients().getFirst().export());
            assertEquals(false, read.isDone());
            server.hold(false);
            assertEquals(Reply.done(), read.join());
        }
    }
}
