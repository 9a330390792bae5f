// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.MemoryDevice;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;

/**
 * A dead, lying, slow or hostile server is a child that failed or was refused, by name and reason.
 */
final class HostileServerTest {

    private static final Patience SHORT = new Patience(Duration.ofSeconds(10), Duration.ofMillis(1),
            Duration.ofMillis(1), Duration.ofMillis(2));

    @TempDir
    private Path folder;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    private ScriptedServer server(ScriptedServer.Script... scripts) throws IOException {
        return ScriptedServer.start(folder.resolve("s"), executor, scripts);
    }

    private String refusal(ScriptedServer.Script script) throws IOException {
        try (ScriptedServer server = server(script)) {
            return assertThrows(NbdProblem.class, () -> NbdDevice.open(server.uri(), executor)).reason();
        }
    }

    @Test
    void aServerOfAnotherKindIsShownByWhatItSays() throws IOException {
        assertEquals("speaks no NBD (greeting \"SSH-2.0-OpenSSH_9.2\")",
                refusal(link -> ScriptedServer.say(link, "SSH-2.0-OpenSSH_9.2\r\n")));
    }

    @Test
    void anOldstyleServerIsCalledSo() throws IOException {
        assertEquals("is an oldstyle NBD server", refusal(
                link -> link.send(ByteBuffer.allocate(152).putLong(Wire.GREETING).putLong(Wire.OLDSTYLE).clear())));
    }

    @Test
    void aServerWithoutFixedNewstyleIsRefused() throws IOException {
        assertEquals("is an NBD server without fixed newstyle", refusal(link -> link.send(
                ByteBuffer.allocate(18).putLong(Wire.GREETING).putLong(Wire.OPTION).putShort((short) 0).flip())));
    }

    @Test
    void aServerThatHangsUpIsToldFromOneThatIsNotThere() throws IOException {
        assertEquals("hung up before it said what it has", refusal(link -> {}));
        assertEquals("there is no such socket (ENOENT)", assertThrows(NbdProblem.class,
                () -> NbdDevice.open(NbdUri.parse("nbd+unix:///x?socket=" + folder.resolve("none")), executor))
                .reason());
        NbdUri dead;
        try (ScriptedServer server = ScriptedServer.start(folder.resolve("dead"), executor)) {
            dead = server.uri();
        }
        assertEquals("nobody listens there (ECONNREFUSED)",
                assertThrows(NbdProblem.class, () -> NbdDevice.open(dead, executor)).reason());
    }

    @Test
    void aServerThatSaysNothingIsWaitedForOnlySoLong() throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (ScriptedServer server = server(link -> over.join())) {
            NbdProblem problem = assertThrows(NbdProblem.class, () -> NbdDevice.open(server.uri(), executor,
                    new Patience(Duration.ofMillis(20), Duration.ZERO, Duration.ZERO, Duration.ZERO), false));
            assertEquals("gave no answer within 0 s (waiting for the greeting)", problem.reason());
            assertEquals(Errno.ETIMEDOUT, problem.errno());
        }
        over.complete(null);
    }

    @Test
    void aNameThatIsNotThereIsToldWithThoseThatAre() throws NbdProblem {
        NbdUri uri = new NbdUri(new NbdAddress.Unix(folder.resolve("s")), "x", Optional.empty());
        try (NbdServer _ = NbdServer.start(uri.address(),
                List.of(new DeviceExport("a", new MemoryDevice(512, true), true),
                        new DeviceExport("b", new MemoryDevice(512, true), true)),
                Optional.empty(), executor, NbdServerListener.NONE)) {
            assertEquals("has no export 'x'; it has: a, b",
                    assertThrows(NbdProblem.class, () -> NbdDevice.open(uri, executor)).reason());
        }
    }

    @Test
    void aServerThatWantsTlsIsNotTalkedToWithout() throws IOException {
        assertEquals("wants TLS: use nbds://", refusal(link -> {
            ScriptedServer.greet(link);
            ScriptedServer.answer(link, Wire.TLS_REQUIRED);
        }));
    }

    @Test
    void whereTlsIsAskedForNothingElseWillDo() throws IOException {
        try (ScriptedServer server = server(link -> {
            ScriptedServer.greet(link);
            ScriptedServer.answer(link, Wire.UNSUPPORTED);
            link.u64();
        })) {
            NbdUri tls = new NbdUri(server.uri().address(), "disk", Optional.of(NbdTls.STANDARD));
            assertEquals("offers no TLS (UNSUP)",
                    assertThrows(NbdProblem.class, () -> NbdDevice.open(tls, executor)).reason());
        }
    }

    @Test
    void aLengthThatNoDiskHasIsRefused() throws IOException {
        assertEquals("broke the protocol: it tells a length of 18446744073709551615 bytes",
                refusal(link -> ScriptedServer.negotiate(link, -1, 0)));
    }

    /** Ways to answer a read of 1024 bytes wrongly, and what is said of each. */
    enum Lie {
        TWICE("sent the same bytes twice, at 512") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.data(link, false, cookie, 0, 520);
                ScriptedServer.data(link, true, cookie, 512, 512);
            }
        },
        SHORT_OF_BYTES("left out bytes of a read of 1024 at 0") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.data(link, true, cookie, 0, 1000);
            }
        },
        OUTSIDE("sent 1024 bytes at 8 when asked for 1024 at 0") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.data(link, true, cookie, 8, 1024);
            }
        },
        NO_COOKIE("answered what was not asked") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.data(link, true, cookie + 9, 0, 1024);
            }
        },
        SIMPLY("answered simply where structured replies were agreed on") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                link.send(new Answer.Simple(0, cookie).encoded(), ByteBuffer.allocate(1024));
            }
        },
        NO_ANSWER("what came is no answer") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.say(link, "HTTP/1.1 200 OK");
            }
        },
        ERROR_ZERO("failed with error 0") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.chunk(link, true, Wire.CHUNK_ERROR, cookie, ByteBuffer.allocate(6));
            }
        },
        LONG_TEXT("sent an error whose text is longer than the error") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.chunk(link, true, Wire.CHUNK_ERROR, cookie,
                        ByteBuffer.allocate(6).putInt(5).putShort((short) -1).flip());
            }
        },
        HUGE_ERROR("sent an error in 4294967295 bytes") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                link.send(new Answer.Chunk(Wire.DONE, Wire.CHUNK_ERROR, cookie, -1).encoded());
            }
        },
        HOLES("tells of holes without being asked") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                ScriptedServer.chunk(link, true, Wire.CHUNK_STATUS, cookie, ByteBuffer.allocate(12));
            }
        },
        DIES("the server closed it") {
            @Override
            void tell(Link link, long cookie) throws IOException {
                link.send(new Answer.Chunk(Wire.DONE, Wire.CHUNK_DATA, cookie, 1032).encoded(),
                        ByteBuffer.allocate(100));
            }
        };

        private final String said;

        Lie(String said) {
            this.said = said;
        }

        abstract void tell(Link link, long cookie) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Lie.class)
    void aWrongAnswerFailsWhatIsUnderWayAndIsNamed(Lie lie) throws IOException, NbdProblem, InterruptedException {
        BlockingQueue<NbdState> states = new LinkedBlockingQueue<>();
        try (ScriptedServer server = server(link -> {
            ScriptedServer.negotiate(link, 4096, Wire.SEND_DF);
            Request first = Request.receive(link);
            Request.receive(link);
            lie.tell(link, first.cookie());
        }); NbdDevice device = NbdDevice.open(server.uri(), executor, SHORT, false)) {
            device.onState(states::add);
            CompletableFuture<Reply<Done>> one = device.read(0, ByteBuffer.allocate(1024));
            CompletableFuture<Reply<Done>> other = device.read(2048, ByteBuffer.allocate(1024));
            assertEquals(Reply.failed(Errno.EIO), one.join());
            assertEquals(Reply.failed(Errno.EIO), other.join());
            NbdState.Reconnecting state = (NbdState.Reconnecting) states.take();
            assertTrue(state.why().english().contains(lie.said), state.why().english());
            assertEquals(Reply.failed(Errno.EIO), device.read(0, ByteBuffer.allocate(512)).join(),
                    "nobody is waited for while there is no connection");
        }
    }

    @Test
    void partsOfAReadMayComeInAnyOrder() throws IOException, NbdProblem {
        try (ScriptedServer server = server(link -> {
            ScriptedServer.negotiate(link, 4096, 0);
            long cookie = Request.receive(link).cookie();
            ScriptedServer.chunk(link, false, Wire.CHUNK_DATA, cookie,
                    ByteBuffer.allocate(9).putLong(1023).put((byte) 3).flip());
            ScriptedServer.chunk(link, false, Wire.CHUNK_HOLE, cookie,
                    ByteBuffer.allocate(12).putLong(1).putInt(1022).flip());
            ScriptedServer.chunk(link, false, Wire.CHUNK_DATA, cookie,
                    ByteBuffer.allocate(9).putLong(0).put((byte) 1).flip());
            ScriptedServer.chunk(link, true, Wire.CHUNK_NONE, cookie, ByteBuffer.allocate(0));
            link.u64();
        }); NbdDevice device = NbdDevice.open(server.uri(), executor)) {
            byte[] expected = new byte[1024];
            expected[0] = 1;
            expected[1023] = 3;
            ByteBuffer into = ByteBuffer.allocate(1024);
            assertEquals(Reply.done(), device.read(0, into).join());
            assertEquals(ByteBuffer.wrap(expected), into);
        }
    }

    /** Without it QEMU hangs up at the first bad sector, and one read may be several below. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyReadAsksForOnePieceWhereThatIsOffered(boolean offered) throws IOException, NbdProblem {
        BlockingQueue<Integer> flags = new LinkedBlockingQueue<>();
        try (ScriptedServer server = server(link -> {
            ScriptedServer.negotiate(link, 4096, offered ? Wire.SEND_DF : 0);
            for (int read = 0; read < 2; read++) {
                Request request = Request.receive(link);
                flags.add(request.flags());
                ScriptedServer.data(link, true, request.cookie(), request.offset(), 512);
            }
            link.u64();
        }); NbdDevice device = NbdDevice.open(server.uri(), executor)) {
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
            assertEquals(Reply.done(), device.read(1024, ByteBuffer.allocate(512)).join());
        }
        int expected = offered ? Wire.DF : 0;
        assertEquals(List.of(expected, expected), List.copyOf(flags));
    }

    @Test
    void anErrorIsToldInTheServersWordsAndEndsNothing() throws IOException, NbdProblem {
        byte[] words = "sector 7 is\nbad".getBytes(StandardCharsets.UTF_8);
        try (ScriptedServer server = server(link -> {
            ScriptedServer.negotiate(link, 4096, 0);
            // ESTALE has no number on the wire.
            ScriptedServer.chunk(link, true, Wire.CHUNK_ERROR, Request.receive(link).cookie(),
                    ByteBuffer.allocate(6 + words.length).putInt(116).putShort((short) words.length).put(words)
                            .flip());
            ScriptedServer.data(link, true, Request.receive(link).cookie(), 0, 512);
            link.u64();
        }); NbdDevice device = NbdDevice.open(server.uri(), executor)) {
            assertEquals(Reply.failed(Errno.EINVAL), device.read(0, ByteBuffer.allocate(512)).join());
            assertEquals(Optional.of("EINVAL (as the NBD server tells it): sector 7 is bad"), device.lastError());
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
        }
    }

    @Test
    void aConnectionIsMadeAgainAndHasToFindTheSameDisk() throws IOException, NbdProblem, InterruptedException {
        BlockingQueue<NbdState> states = new LinkedBlockingQueue<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        try (ScriptedServer server = server(link -> {
            ScriptedServer.negotiate(link, 4096, 0);
            Request.receive(link);
        }, link -> {
            ScriptedServer.negotiate(link, 4096, 0);
            ScriptedServer.data(link, true, Request.receive(link).cookie(), 0, 512);
            second.join();
        }, link -> ScriptedServer.negotiate(link, 8192, 0));
                NbdDevice device = NbdDevice.open(server.uri(), executor,
                        SHORT, false)) {
            device.onState(states::add);
            assertEquals(Reply.failed(Errno.EIO), device.read(0, ByteBuffer.allocate(512)).join());
            assertTrue(states.take() instanceof NbdState.Reconnecting);
            assertTrue(states.take() instanceof NbdState.Connected);
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
            second.complete(null);
            assertTrue(states.take() instanceof NbdState.Reconnecting);
            assertEquals("the server came back with 8192 bytes instead of 4096",
                    assertInstanceOf(NbdState.Refused.class, states.take()).why().english());
            assertEquals(Reply.failed(Errno.EIO), device.read(0, ByteBuffer.allocate(512)).join());
        }
    }

    @Test
    void aServerThatDoesNotTellItsHolesInTimeIsReadInstead() throws IOException, NbdProblem {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (ScriptedServer server = server(link -> {
            ScriptedServer.negotiate(link, 4096, 0);
            over.join();
        }); NbdDevice device = NbdDevice.open(server.uri(), executor, SHORT, false)) {
            assertEquals(Optional.empty(), device.extentOnCaller(0, 4096));
            assertEquals(Optional.empty(), device.extentOnCaller(0, 4096));
        }
        over.complete(null);
    }

    @Test
    void randomAnswersToTheNegotiationAreRefusedInASentence() throws IOException {
        Random random = new Random(20261128);
        byte[] good = NegotiationBytes.ofServer();
        for (int i = 0; i < 10_000; i++) {
            ClientFuzzing.negotiate(NegotiationBytes.damaged(good, random));
        }
    }

    @Test
    void randomAnswersToRequestsAreTakenOrEndTheConnection() {
        Random random = new Random(20261129);
        byte[] good = NegotiationBytes.ofAnswers();
        for (int i = 0; i < 10_000; i++) {
            ClientFuzzing.answers(NegotiationBytes.damaged(good, random));
        }
    }
}
