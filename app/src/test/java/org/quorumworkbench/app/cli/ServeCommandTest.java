// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdUri;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServeCommandTest {

    @TempDir
    private Path folder;

    private Path a = Path.of("");
    private Path b = Path.of("");

    @BeforeEach
    void makeReplicas() throws IOException {
        byte[] content = new byte[64 * 512];
        a = Files.write(folder.resolve("a.img"), content);
        content[9 * 512] = 1;
        b = Files.write(folder.resolve("b.img"), content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --listen 0.0.0.0:0                 | --insecure if that is meant
            --listen example                   | this is no ADDR:PORT
            --scratch .                        | --scratch goes with --writable
            --scratch-limit 1G                 | --scratch-limit goes with --writable
            --writable --scratch-limit much    | this is no size
            --writable --scratch /no/such      | there is no such folder
            --listen 127.0.0.1:0 --tls-certificates /no/such | the certificates in '/no/such' cannot be used
            """)
    void whatIsUnsafeOrMeaninglessIsRefused(String options, String part) {
        Spoken spoken = Spoken.of(Stream
                .concat(Stream.of("serve", a, b), List.of(options.split(" ")).stream()).toArray());
        assertEquals(2, spoken.status(), spoken.err());
        assertTrue(spoken.err().contains(part), spoken.err());
    }

    @Test
    void whatIsToBeKnownOfTheChildrenIsSaidBeforeItServes() throws Exception {
        Path socket = folder.resolve("s");
        Path longer = Files.write(folder.resolve("longer.img"), new byte[65 * 512]);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Spoken> serving = executor
                    .submit(() -> Spoken.of("serve", "--common", a, longer, "--socket", socket, "--once"));
            while (!Files.exists(socket) && !serving.isDone()) {
                Thread.onSpinWait();
            }
            assertFalse(serving.isDone(), () -> serving.resultNow().err());
            NbdDevice.open(NbdUri.parse("nbd+unix:///?socket=" + socket), executor).close();
            assertTrue(serving.get().err().contains("c1 has 33280 bytes, 512 more"), serving.get().err());
            assertTrue(serving.get().out().startsWith("serving quorum (32768 bytes)"), serving.get().out());
        }
    }

    /** Its own answers would be votes. */
    @Test
    void itIsNotServedAtTheSocketThatAChildComesFrom() throws Exception {
        Path socket = folder.resolve("s");
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Spoken> serving = executor.submit(() -> Spoken.of("serve", a, b, "--socket", socket, "--once"));
            while (!Files.exists(socket) && !serving.isDone()) {
                Thread.onSpinWait();
            }
            Spoken again = Spoken.of("serve", a, "nbd+unix:///?socket=" + socket, "--socket", socket);
            assertEquals(2, again.status(), again.err());
            assertTrue(again.err().contains("a server listens at"), again.err());
            assertEquals(0, serving.get().status());
        }
    }

    @Test
    void itServesUntilItsLastClientGoesAndTellsWhatThatMet() throws Exception {
        Path socket = folder.resolve("s");
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Spoken> serving = executor
                    .submit(() -> Spoken.of("serve", a, b, "--threshold", "2", "--socket", socket, "--once", "--json"));
            while (!Files.exists(socket) && !serving.isDone()) {
                Thread.onSpinWait();
            }
            assertFalse(serving.isDone(), () -> serving.resultNow().err());
            NbdUri uri = NbdUri.parse("nbd+unix:///?socket=" + socket);
            try (NbdDevice device = NbdDevice.open(uri, executor)) {
                assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
                assertEquals(Reply.failed(Errno.EIO), device.read(9 * 512, ByteBuffer.allocate(512)).join());
            }
            Spoken spoken = serving.get();
            assertEquals(0, spoken.status(), spoken.err());
            List<JsonNode> lines = spoken.out().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
            assertEquals("serving quorum (32768 bytes) at " + uri, lines.getFirst().get("message").asString());
            JsonNode failed = lines.stream().filter(line -> line.get("event").asString().equals("failed")).findFirst()
                    .orElseThrow();
            assertEquals(List.of("1", "READ", "4608", "512", "quorum: 1 of 2 votes, threshold 2, sectors 9+1"),
                    List.of("client", "request", "offset", "length", "error").stream()
                            .map(name -> failed.get(name).asString()).toList());
            assertEquals("QUORUM_FAILURE", failed.get("events").get(0).get("kind").asString());
            assertFalse(Files.exists(socket));
        }
    }
}
