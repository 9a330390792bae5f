// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.Reply;
import org.quorumworkbench.core.block.Reply.Done;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.Configuration;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.quorum.Event;

/** A client of the served quorum sees what the votes say, and whoever watches sees the client. */
final class ServingTest {

    private static final int LENGTH = 1 << 20;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[LENGTH];
    private final BlockingQueue<ServeEvent> events = new LinkedBlockingQueue<>();
    private PrivateSocket place = new PrivateSocket(Path.of(""));

    /** Three replicas of which the last differs in sector 100, and the first two in sector 200. */
    @BeforeEach
    void makeImages() throws IOException {
        new Random(3).nextBytes(content);
        for (String name : List.of("a", "b", "c")) {
            byte[] own = content.clone();
            own[100 * 512] ^= (byte) (name.equals("c") ? 1 : 0);
            own[200 * 512] ^= (byte) (name.charAt(0) - 'a');
            Files.write(folder.resolve(name), own);
        }
        place = PrivateSocket.create();
    }

    @AfterEach
    void removePlace() {
        place.close();
        assertFalse(Files.exists(place.folder()));
    }

    /** As of all temporary folders: what a killed program leaves, the next one finds by its name. */
    @Test
    void theSocketsFolderIsOneOfThoseThatGoWithTheProgram() {
        String name = place.folder().getFileName().toString();
        assertTrue(name.startsWith("quorum-workbench.serve."), name);
        assertTrue(place.address().socket().toString().length() <= 100);
    }

    private Configuration configuration() throws ConfigurationProblem {
        return new ConfigurationReader(folder, Adjustments.NONE).read(List.of("a", "b", "c"));
    }

    private Serving serve(OpenedQuorum opened, boolean writable) throws NbdProblem {
        return Serving.start(opened.quorum(), place.address(), Optional.empty(), writable, opened.executor(),
                events::add);
    }

    private static Reply<Done> read(NbdDevice device, long sector, ByteBuffer into) {
        return device.read(sector * 512, into).join();
    }

    private ServeEvent.Answered nextAnswer() throws InterruptedException {
        while (true) {
            if (events.take() instanceof ServeEvent.Answered answered) {
                return answered;
            }
        }
    }

    @Test
    void oneRequestIsOneVoteAndItsStoryNamesTheClient() throws Exception {
        try (OpenedQuorum opened = OpenedQuorum.open(configuration(), Access.EXAMINE, _ -> {});
                Serving serving = serve(opened, false);
                NbdDevice device = NbdDevice.open(serving.uri(), opened.executor())) {
            ByteBuffer into = ByteBuffer.allocate(8 * 512);
            assertEquals(Reply.done(), read(device, 96, into));
            assertArrayEquals(Arrays.copyOfRange(content, 96 * 512, 104 * 512), into.array());
            ServeEvent.Answered told = nextAnswer();
            assertEquals(1, told.client().number());
            assertEquals(List.of("READ", 96L * 512, 8L * 512),
                    List.of(told.command(), told.offset(), told.length()));
            assertEquals("c2", ((Event.ReportBad) told.events().getFirst()).child());

            assertEquals(Reply.failed(Errno.EIO), read(device, 200, ByteBuffer.allocate(512)));
            assertEquals(Optional.of("EIO (as the NBD server tells it): quorum: 1 of 3 votes, threshold 2, "
                    + "sectors 200+1"), device.lastError());
            assertEquals(Optional.of("quorum: 1 of 3 votes, threshold 2, sectors 200+1"), nextAnswer().error());
            assertEquals(Reply.done(), read(device, 201, ByteBuffer.allocate(512)), "EIO there and nowhere else");
            nextAnswer();

            ClientCount count = serving.clients().getFirst();
            assertEquals(List.of(3L, 9L * 512, 0L, 1L),
                    List.of(count.requests(), count.bytesRead(), count.bytesWritten(), count.errors()));
            assertEquals(Map.of(512L, 2L, 4096L, 1L), count.readSizes());
        }
        assertTrue(Files.exists(place.folder()));
    }

    @Test
    void theSameDamageHasAnotherFateUnderAnotherRequestSize() throws Exception {
        byte[] other = Files.readAllBytes(folder.resolve("b"));
        other[97 * 512] ^= 1;
        Files.write(folder.resolve("b"), other);
        try (OpenedQuorum opened = OpenedQuorum.open(configuration(), Access.EXAMINE, _ -> {});
                Serving serving = serve(opened, false);
                NbdDevice device = NbdDevice.open(serving.uri(), opened.executor())) {
            assertEquals(Reply.failed(Errno.EIO), read(device, 96, ByteBuffer.allocate(8 * 512)));
            for (int sector = 96; sector < 104; sector++) {
                assertEquals(Reply.done(), read(device, sector, ByteBuffer.allocate(512)));
            }
        }
    }

    @Test
    void aReadOnlyServingTakesNoWrites() throws Exception {
        try (OpenedQuorum opened = OpenedQuorum.open(configuration(), Access.EXAMINE, _ -> {});
                Serving serving = serve(opened, false);
                NbdDevice device = NbdDevice.openWritable(serving.uri(), opened.executor())) {
            assertTrue(device.isReadOnly());
        }
    }

    @Test
    void whatIsWrittenGoesToScratchFilesWithoutANameAndNeverToTheChildren() throws Exception {
        AtomicInteger full = new AtomicInteger();
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        ScratchSpace space = new ScratchSpace(scratch, 3 * 128 * 1024, 3, full::incrementAndGet);
        byte[] before = Files.readAllBytes(folder.resolve("a"));
        byte[] written = new byte[64 * 1024];
        new Random(9).nextBytes(written);
        try (OpenedQuorum opened = OpenedQuorum.open(configuration(), space, _ -> {});
                Serving serving = serve(opened, true);
                NbdDevice device = NbdDevice.openWritable(serving.uri(), opened.executor())) {
            assertEquals(Reply.done(), device.write(512, ByteBuffer.wrap(written)).join());
            assertEquals(Reply.done(), device.flush().join());
            ByteBuffer into = ByteBuffer.allocate(written.length);
            assertEquals(Reply.done(), device.read(512, into).join());
            assertArrayEquals(written, into.array());
            assertEquals(Reply.failed(Errno.ENOSPC), device.write(896 * 1024, ByteBuffer.wrap(written)).join());
            assertEquals(1, full.get(), "said once");
            assertEquals(0, scratch.toFile().list().length, "the files have no name");
        }
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void heldAnswersComeWhenTheyAreLetGo() throws Exception {
        try (OpenedQuorum opened = OpenedQuorum.open(configuration(), Access.EXAMINE, _ -> {});
                Serving serving = serve(opened, false);
                NbdDevice device = NbdDevice.open(serving.uri(), opened.executor())) {
            serving.hold(true);
            CompletableFuture<Reply<Done>> held = device.read(0, ByteBuffer.allocate(512));
            nextAnswer();
            assertFalse(held.isDone());
            serving.hold(false);
            assertEquals(Reply.done(), held.join());
        }
    }

    @Test
    void theLastClientIsMissed() throws Exception {
        try (OpenedQuorum opened = OpenedQuorum.open(configuration(), Access.EXAMINE, _ -> {});
                Serving serving = serve(opened, false)) {
            NbdDevice.open(serving.uri(), opened.executor()).close();
            serving.lastClientGone().join();
            assertEquals(List.of(), serving.clients());
        }
    }
}
