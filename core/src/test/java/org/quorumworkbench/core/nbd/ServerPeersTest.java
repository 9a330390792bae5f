// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Extent;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/** The client against other people's servers: nbdkit and qemu-storage-daemon. */
@Tag("qemu")
final class ServerPeersTest {

    private static final int LENGTH = 4 << 20;

    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] content = new byte[LENGTH];
    private Path image = Path.of("");
    private Path socket = Path.of("");
    private NbdUri uri = new NbdUri(new NbdAddress.Tcp("", 1), "", Optional.empty());

    /** A disk with data in its first and third MiB and holes elsewhere. */
    @BeforeEach
    void makeImage() throws IOException {
        image = folder.resolve("disk.img");
        socket = folder.resolve("s");
        uri = new NbdUri(new NbdAddress.Unix(socket), "", Optional.empty());
        Random random = new Random(7);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(LENGTH);
            for (int at : new int[]{0, 2 << 20}) {
                byte[] part = new byte[1 << 20];
                random.nextBytes(part);
                System.arraycopy(part, 0, content, at, part.length);
                file.seek(at);
                file.write(part);
            }
        }
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private static byte[] read(NbdDevice device, long offset, int count) {
        ByteBuffer into = ByteBuffer.allocate(count);
        assertEquals(Reply.done(), device.read(offset, into).join());
        return into.array();
    }

    private static Reply<Done> attempt(NbdDevice device, long offset, int count) {
        return device.read(offset, ByteBuffer.allocate(count)).join();
    }

    @Test
    void nbdkitsDiskIsReadByteForByteAndItsHolesAreTold() throws Exception {
        try (Peer _ = Peer.nbdkit(socket, "--readonly", "file", image.toString());
                NbdDevice device = NbdDevice.open(uri, executor)) {
            assertArrayEquals(content, read(device, 0, LENGTH));
            List<Extent> told = new ArrayList<>();
            for (long at = 0; at < LENGTH; at = told.getLast().end()) {
                told.add(((Reply.Ok<Extent>) device.extentOnCaller(at, LENGTH - at).orElseThrow()).value());
            }
            long mib = 1 << 20;
            assertEquals(List.of(new Extent(0, mib, false), new Extent(mib, mib, true),
                    new Extent(2 * mib, mib, false), new Extent(3 * mib, mib, true)), told);
        }
    }

    @Test
    void blockSizesAreObeyed() throws Exception {
        try (Peer _ = Peer.nbdkit(socket, "--readonly", "--filter=blocksize-policy", "file", image.toString(),
                "blocksize-minimum=4096", "blocksize-preferred=4096", "blocksize-maximum=262144",
                "blocksize-error-policy=error");
                NbdDevice device = NbdDevice.open(uri, executor)) {
            assertArrayEquals(content, read(device, 0, LENGTH));
            for (int offset : new int[]{0, 512, 4095, 262143, LENGTH - 512}) {
                assertArrayEquals(Arrays.copyOfRange(content, offset, offset + 512),
                        read(device, offset, 512));
            }
        }
    }

    @Test
    void anErrorIsThatOfOneRequest() throws Exception {
        Path trigger = folder.resolve("trigger");
        try (Peer _ = Peer.nbdkit(socket, "--readonly", "--filter=error", "file", image.toString(),
                "error-pread=EIO", "error-pread-rate=100%", "error-file=" + trigger);
                NbdDevice device = NbdDevice.open(uri, executor)) {
            assertEquals(Reply.done(), attempt(device, 0, 512));
            Files.createFile(trigger);
            assertEquals(Reply.failed(Errno.EIO), attempt(device, 0, 512));
            assertTrue(device.lastError().orElse("").startsWith("EIO (as the NBD server tells it)"));
            Files.delete(trigger);
            assertEquals(Reply.done(), attempt(device, 0, 512));
        }
    }

    @Test
    void aSlowServerDelaysOnlyWhatWaitsForIt() throws Exception {
        try (Peer _ = Peer.nbdkit(socket, "--readonly", "--filter=delay", "file", image.toString(), "rdelay=100ms");
                NbdDevice device = NbdDevice.open(uri, executor)) {
            CompletableFuture<Reply<Done>> read = device.read(0, ByteBuffer.allocate(512));
            assertFalse(read.isDone());
            assertTrue(device.extentOnCaller(0, LENGTH).isPresent());
            assertEquals(Reply.done(), read.join());
        }
    }

    @Test
    void aServerThatIsKilledInMidReadFailsTheReadAndIsFoundAgain() throws Exception {
        BlockingQueue<NbdState> states = new LinkedBlockingQueue<>();
        String[] slow = {"--readonly", "--filter=delay", "file", image.toString(), "rdelay=1000"};
        try (Peer server = Peer.nbdkit(socket, slow); NbdDevice device = NbdDevice.open(uri, executor)) {
            device.onState(states::add);
            CompletableFuture<Reply<Done>> read = device.read(0, ByteBuffer.allocate(512));
            server.kill();
            assertEquals(Reply.failed(Errno.EIO), read.join());
            assertTrue(states.take() instanceof NbdState.Reconnecting);
            Files.delete(socket);
            try (Peer _ = Peer.nbdkit(socket, "--readonly", "file", image.toString())) {
                NbdState next = states.take();
                while (!(next instanceof NbdState.Connected)) {
                    next = states.take();
                }
                assertArrayEquals(content, read(device, 0, LENGTH));
            }
        }
    }

    @Test
    void aServerThatHasEndedWithItsLastClientIsNotThere() throws Exception {
        Path exit = folder.resolve("exit");
        try (Peer server = Peer.nbdkit(socket, "--readonly", "--filter=exitwhen", "file", image.toString(),
                "exit-when-file-created=" + exit, "exit-when-poll=1")) {
            try (NbdDevice device = NbdDevice.open(uri, executor)) {
                Files.createFile(exit);
                assertEquals(Reply.done(), attempt(device, 0, 512));
            }
            assertTrue(server.awaitEnd());
            NbdProblem problem = assertThrows(NbdProblem.class, () -> NbdDevice.open(uri, executor));
            assertTrue(problem.reason().matches("nobody listens there.*|there is no such socket.*"), problem.reason());
        }
    }

    @Test
    void aServersCertificateIsCheckedAgainstTheNameAndTheAuthority() throws Exception {
        Path pki = TestCertificates.make(folder.resolve("pki"), "localhost");
        try (Peer _ = Peer.nbdkit(socket, "--readonly", "--tls=require", "--tls-certificates=" + pki, "file",
                image.toString())) {
            assertEquals("wants TLS: use nbds://",
                    assertThrows(NbdProblem.class, () -> NbdDevice.open(uri, executor)).reason());
            String text = "nbds+unix:///?socket=" + socket + "&tls-certificates=";
            try (NbdDevice device = NbdDevice.open(NbdUri.parse(text + pki), executor)) {
                assertEquals(Optional.of("TLSv1.3"), ((NbdState.Connected) device.state()).offer().tls());
                assertArrayEquals(content, read(device, 0, LENGTH));
            }
            assertEquals("its certificate is not for 'other.example'", assertThrows(NbdProblem.class,
                    () -> NbdDevice.open(NbdUri.parse(text + pki + "&tls-hostname=other.example"), executor)).reason());
            Path others = TestCertificates.make(folder.resolve("others"), "localhost");
            assertEquals("its certificate is not trusted by '" + others.resolve("ca-cert.pem") + "'", assertThrows(
                    NbdProblem.class, () -> NbdDevice.open(NbdUri.parse(text + others), executor)).reason());
        }
    }

    @Test
    void qemusBadSectorEndsOneRequestAndNotTheConnection() throws Exception {
        String node = "{\"driver\":\"raw\",\"node-name\":\"n\",\"read-only\":true,\"file\":{\"driver\":\"blkdebug\","
                + "\"image\":{\"driver\":\"file\",\"filename\":\"" + image + "\"},"
                + "\"inject-error\":[{\"event\":\"none\",\"sector\":7,\"errno\":5}]}}";
        try (Peer _ = Peer.serve(socket, "qemu-storage-daemon", "--blockdev", node, "--nbd-server",
                "addr.type=unix,addr.path=" + socket, "--export", "type=nbd,id=e,node-name=n,name=n");
                NbdDevice device = NbdDevice.open(new NbdUri(uri.address(), "n", Optional.empty()), executor)) {
            List<NbdState> states = new ArrayList<>();
            device.onState(states::add);
            assertEquals(Reply.failed(Errno.EIO), attempt(device, 0, 4096));
            assertEquals(Reply.failed(Errno.EIO), attempt(device, 0, LENGTH));
            assertArrayEquals(Arrays.copyOfRange(content, 4096, LENGTH),
                    read(device, 4096, LENGTH - 4096));
            assertEquals(List.of(), states, "the connection has lived through it");
        }
    }
}
