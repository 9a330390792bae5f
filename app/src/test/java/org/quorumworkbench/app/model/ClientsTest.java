// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.Clients.Place;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdUri;

/** The open quorum as a server, and what is asked before images are opened. */
class ClientsTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final Clients clients = desk.model.clients();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        desk.close();
        executor.shutdownNow();
    }

    private NbdDevice connect(Place place) throws Exception {
        desk.open(folder, ModelDesk.threeWith(3));
        clients.start(place, false);
        desk.await("the server", () -> clients.servedProperty().get().isPresent());
        return NbdDevice.open(NbdUri.parse(clients.servedProperty().get().orElseThrow().uri()), executor);
    }

    private void awaitLine(String words) {
        desk.await(words, () -> clients.lines().stream().anyMatch(line -> line.contains(words)));
    }

    @Test
    void whatAClientAsksForIsToldAndTheEventsOfItNameTheClient() throws Exception {
        try (NbdDevice device = connect(Place.LOOPBACK)) {
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(4096)).join());
            awaitLine("connected");
            awaitLine("READ, 4096 bytes at 0");
            desk.await("the event", () -> desk.model.events().shown().stream()
                    .anyMatch(line -> line.text().contains("[client 1, 127.0.0.1:")
                            && line.text().endsWith("READ, 4096 bytes at 0]")));
            assertEquals(Reply.failed(Errno.EROFS), device.write(0, ByteBuffer.allocate(512)).join());
        }
        awaitLine("disconnected");
    }

    @Test
    void heldAnswersComeWhenTheyAreReleased() throws Exception {
        try (NbdDevice device = connect(Place.SOCKET)) {
            clients.hold(true);
            CompletableFuture<Reply<Reply.Done>> answer = device.read(0, ByteBuffer.allocate(512));
            awaitLine("READ, 512 bytes at 0");
            assertFalse(answer.isDone(), "the quorum has answered, and the client does not know");
            clients.hold(false);
            assertEquals(Reply.done(), answer.join());
        }
    }

    @Test
    void theSocketGoesWithTheServerAndWithTheQuorum() throws Exception {
        Path socket;
        try (NbdDevice device = connect(Place.SOCKET)) {
            String uri = device.uri().toString();
            socket = Path.of(uri.substring(uri.indexOf("socket=") + 7));
            assertTrue(Files.exists(socket));
            clients.stop();
            desk.await("the server's end", () -> !Files.exists(socket));
        }
        assertEquals(Optional.empty(), clients.servedProperty().get());
    }

    @Test
    void whatAClientWouldHaveSeenDependsOnHowMuchItReads() throws Exception {
        desk.open(folder, ModelDesk.threeWith(3));
        desk.model.reading().goTo(new SectorRange(1, 1));
        clients.look(512);
        desk.await("the small one", () -> clients.sightProperty().get().isPresent());
        assertEquals(new SectorRange(1, 1), clients.sightProperty().get().orElseThrow().request());
        clients.look(4096);
        desk.await("the larger one",
                () -> clients.sightProperty().get().orElseThrow().request().equals(new SectorRange(0, 8)));
        assertEquals(Optional.empty(), clients.sightProperty().get().orElseThrow().error());
    }

    /** A qcow2 whose header names a backing file elsewhere, and an encryption that nobody opens. */
    private Path leadingOutside(Path base) throws Exception {
        byte[] name = base.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(65536);
        head.put(new byte[]{'Q', 'F', 'I', (byte) 0xFB}).putInt(4, 2).putLong(8, 80).putInt(16, name.length)
                .putInt(20, 16).putLong(24, 4096).position(80);
        head.put(name);
        return Files.write(Files.createDirectory(folder.resolve("images")).resolve("a.qcow2"), head.array());
    }

    private boolean open(Path image) {
        CompletableFuture<Boolean> opened = desk.model.quorum().open(() -> new ConfigurationReader(folder,
                Adjustments.NONE).read(List.of(image.toString(), folder.resolve("none.img").toString())));
        desk.await("the answer", opened::isDone);
        return opened.join();
    }

    @Test
    void aPersonIsAskedForTheFilesOutsideAndNothingIsOpenedWithoutAYes() throws Exception {
        Path base = Files.write(folder.resolve("base.raw"), new byte[4096]).toRealPath();
        List<ImageQuestion> asked = new ArrayList<>();
        desk.model.quorum().askThrough((question, before) -> {
            asked.add(question);
            return Optional.empty();
        });
        assertFalse(open(leadingOutside(base)));
        assertEquals(1, asked.size());
        assertEquals(List.of(base), ((ImageQuestion.Files) asked.getFirst()).outside());
        assertTrue(desk.model.messages().noticeProperty().get().orElseThrow().text().contains(base.toString()));
    }

    @Test
    void aYesIsAgreedToOnce() throws Exception {
        Path base = Files.write(folder.resolve("base.raw"), new byte[4096]).toRealPath();
        List<Consent> agreed = new ArrayList<>();
        desk.model.quorum().askThrough((question, before) -> {
            agreed.add(((ImageQuestion.Files) question).yes(before));
            return Optional.of(agreed.getLast());
        });
        // The other replica is not there, so that it fails all the same, but of that.
        assertFalse(open(leadingOutside(base)));
        assertEquals(1, agreed.size());
        assertEquals(List.of(base), agreed.getFirst().files());
    }

    @Test
    void whatIsOpenedAfterAYesIsOpenedToWhoeverAskedForIt() throws Exception {
        Path image = leadingOutside(Files.write(folder.resolve("base.raw"), new byte[4096]).toRealPath());
        var sound = ModelDesk.configuration(Files.createDirectory(folder.resolve("sound")), ModelDesk.threeWith(1));
        List<ImageQuestion> asked = new ArrayList<>();
        desk.model.quorum().askThrough((question, before) -> {
            asked.add(question);
            return Optional.of(((ImageQuestion.Files) question).yes(before));
        });
        // Whatever it is that can be opened after the answer.
        CompletableFuture<Boolean> opened = desk.model.quorum().open(() -> asked.isEmpty()
                ? new ConfigurationReader(folder, Adjustments.NONE)
                        .read(List.of(image.toString(), folder.resolve("none.img").toString()))
                : sound);
        desk.await("the quorum", () -> desk.model.quorum().openedProperty().get().isPresent());
        desk.await("the answer", opened::isDone);
        assertEquals(1, asked.size());
        assertTrue(opened.join());
    }
}
