// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.ServeWish.Place;
import org.quorumworkbench.app.model.ServeWish.Scratch;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.format.Consent;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdUri;
import org.quorumworkbench.ui.Resources;

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
        serve(new ServeWish(place, "", Optional.empty(), Optional.empty()));
        return NbdDevice.open(NbdUri.parse(clients.servedProperty().get().orElseThrow().uri()), executor);
    }

    private void serve(ServeWish wish) {
        assertEquals(Optional.empty(), refused(wish));
        assertTrue(clients.servedProperty().get().isPresent());
    }

    /** Why it is not served. */
    private Optional<String> refused(ServeWish wish) {
        List<Optional<String>> told = new ArrayList<>();
        clients.start(wish, told::add);
        desk.await("an answer", () -> !told.isEmpty());
        return told.getFirst();
    }

    private NbdDevice connectToWrite(Path scratch, long limit) throws Exception {
        desk.open(folder, ModelDesk.threeWith(3));
        serve(new ServeWish(Place.SOCKET, "", Optional.empty(), Optional.of(new Scratch(scratch, limit))));
        return NbdDevice.openWritable(NbdUri.parse(clients.servedProperty().get().orElseThrow().uri()), executor);
    }

    private byte shown(String child) {
        return desk.model.reading().inspectionProperty().get().orElseThrow().children().stream()
                .filter(one -> one.name().equals(child)).findFirst().orElseThrow().bytes()
                .get(ValueLayout.JAVA_BYTE, 0);
    }

    @Test
    void whatAClientWritesIsSeenInTheWindowAndIsInTheOverlaysThatAreDiscarded() throws Exception {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        try (NbdDevice device = connectToWrite(scratch, 1 << 20)) {
            byte[] one = new byte[512];
            one[0] = 77;
            assertEquals(Reply.done(), device.write(0, ByteBuffer.wrap(one)).join());
            awaitLine("WRITE, 512 bytes at 0");
            clients.tick();
            desk.await("the byte", () -> shown("c1") == 77);
            desk.await("the overlays", () -> desk.model.writes().overlaysProperty().get()
                    .equals(Map.of("c0", List.of(new SectorRange(0, 8)), "c1", List.of(new SectorRange(0, 8)), "c2",
                            List.of(new SectorRange(0, 8)))));
            assertEquals(0, scratch.toFile().list().length, "the files have no name");
            desk.model.writes().discard("c1");
            desk.await("the old byte", () -> shown("c1") != 77);
            assertEquals(77, shown("c0"));
        }
    }

    @Test
    void whatWasTypedBeforeItWasServedIsServed() throws Exception {
        desk.open(folder, ModelDesk.threeWith(3));
        for (String child : List.of("c0", "c1", "c2")) {
            desk.model.typed().type(child, 0, new byte[]{55}, false);
            desk.await("the byte", () -> shown(child) == 55);
        }
        serve(new ServeWish(Place.SOCKET, "", Optional.empty(), Optional.of(new Scratch(folder, 1 << 20))));
        try (NbdDevice device = NbdDevice.open(
                NbdUri.parse(clients.servedProperty().get().orElseThrow().uri()), executor)) {
            ByteBuffer into = ByteBuffer.allocate(512);
            assertEquals(Reply.done(), device.read(0, into).join());
            assertEquals(55, into.get(0));
        }
    }

    @Test
    void beyondTheLimitAWriteFailsAndThatIsSaidOnce() throws Exception {
        try (NbdDevice device = connectToWrite(folder, 3 * 4096)) {
            assertEquals(Reply.done(), device.write(0, ByteBuffer.allocate(4096)).join());
            assertEquals(Reply.failed(Errno.ENOSPC), device.write(4096, ByteBuffer.allocate(4096)).join());
            desk.await("the notice", () -> desk.model.messages().noticeProperty().get().isPresent());
            assertTrue(desk.model.messages().noticeProperty().get().orElseThrow().text().contains("ENOSPC"));
            desk.model.messages().dismiss();
            assertEquals(Reply.failed(Errno.ENOSPC), device.write(8192, ByteBuffer.allocate(4096)).join());
            desk.settle();
            assertEquals(Optional.empty(), desk.model.messages().noticeProperty().get());
        }
    }

    @Test
    void aFolderInWhichNothingCanBeWrittenIsRefusedByName() throws Exception {
        desk.open(folder, ModelDesk.threeWith(3));
        Path none = folder.resolve("none");
        String why = refused(new ServeWish(Place.SOCKET, "", Optional.empty(), Optional.of(new Scratch(none, 1 << 20))))
                .orElseThrow();
        assertTrue(why.contains(none.toString()), why);
        assertEquals(Optional.empty(), clients.servedProperty().get());
    }

    @Test
    void beyondThisMachineItIsServedOnlyWithTls() throws Exception {
        desk.open(folder, ModelDesk.threeWith(3));
        assertTrue(refused(new ServeWish(Place.ADDRESS, "much", Optional.empty(), Optional.empty())).orElseThrow()
                .contains("192.168.1.5:10809"));
        assertTrue(refused(new ServeWish(Place.ADDRESS, "0.0.0.0:0", Optional.empty(), Optional.empty())).orElseThrow()
                .contains("TLS"));
        assertTrue(refused(new ServeWish(Place.ADDRESS, "0.0.0.0:0", Optional.of(folder), Optional.empty()))
                .orElseThrow().contains("server-cert.pem"));
        Path certificates = SelfSigned.in(folder.resolve("tls"));
        serve(new ServeWish(Place.ADDRESS, "localhost:0", Optional.of(certificates), Optional.empty()));
        String uri = clients.servedProperty().get().orElseThrow().uri();
        assertTrue(uri.startsWith("nbds://localhost:"), uri);
        try (NbdDevice device = NbdDevice.open(NbdUri.parse(uri + "?tls-certificates=" + certificates), executor)) {
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
        }
    }

    private void awaitLine(String words) {
        desk.await(words, () -> clients.lines().stream().anyMatch(line -> line.contains(words)));
    }

    @Test
    void whatAClientAsksForIsToldAndTheEventsOfItNameTheClient() throws Exception {
        try (NbdDevice device = connect(Place.LOOPBACK)) {
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(4096)).join());
            awaitLine("connected");
            awaitLine("READ, 4,096 bytes at 0");
            desk.await("the event", () -> desk.model.events().shown().stream()
                    .anyMatch(line -> line.text().contains("[client 1, 127.0.0.1:")
                            && line.text().endsWith("READ, 4,096 bytes at 0]")));
            assertEquals(Reply.failed(Errno.EROFS), device.write(0, ByteBuffer.allocate(512)).join());
        }
        awaitLine("disconnected");
    }

    @Test
    void aGermanWindowSaysInGermanWhoCameAndWent() throws Exception {
        Resources.speak(Locale.GERMAN);
        try {
            try (NbdDevice device = connect(Place.SOCKET)) {
                assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
                awaitLine("Client 1, Benutzer " + System.getProperty("user.name") + ": verbunden");
            }
            awaitLine(": hat die Verbindung beendet");
        } finally {
            Resources.speak(Locale.ENGLISH);
        }
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
    void whoOpensAnotherQuorumUnderClientsIsAsked() throws Exception {
        List<ImageQuestion> asked = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>(List.of(false, true));
        desk.model.quorum().askThrough((question, before) -> {
            asked.add(question);
            return answers.removeFirst() ? Optional.of(before) : Optional.empty();
        });
        var other = ModelDesk.configuration(Files.createDirectory(folder.resolve("other")), ModelDesk.threeWith(1));
        try (NbdDevice device = connect(Place.SOCKET)) {
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join());
            assertFalse(desk.model.quorum().open(() -> other).join());
            assertEquals(List.of(new ImageQuestion.Connected(1)), asked);
            assertEquals(Reply.done(), device.read(0, ByteBuffer.allocate(512)).join(), "it stays");
            CompletableFuture<Boolean> opened = desk.model.quorum().open(() -> other);
            desk.await("the other", opened::isDone);
            assertTrue(opened.join());
        }
        assertEquals(2, asked.size());
        assertTrue(desk.model.quorum().mayBeLeft(), "nobody is connected any more");
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
        return Files.write(Files.createTempDirectory(folder, "images").resolve("a.qcow2"), head.array());
    }

    @Test
    void aChainOfFilesElsewhereIsOneQuestion() throws Exception {
        Path base = Files.write(folder.resolve("base.raw"), new byte[4096]).toRealPath();
        Path middle = leadingOutside(base).toRealPath();
        List<ImageQuestion.Files> asked = new ArrayList<>();
        desk.model.quorum().askThrough((question, before) -> {
            asked.add((ImageQuestion.Files) question);
            return Optional.of(asked.getLast().yes(before));
        });
        // The other replica is not there, so that it fails all the same, but of that.
        assertFalse(open(leadingOutside(middle)));
        assertEquals(List.of(List.of(middle, base)), asked.stream().map(ImageQuestion.Files::outside).toList());
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
