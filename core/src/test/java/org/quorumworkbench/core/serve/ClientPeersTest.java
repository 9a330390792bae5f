// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.Peer;
import org.quorumworkbench.core.quorum.Event;

/** Other people's clients read and write through the votes: libnbd's, QEMU's and fio. */
@Tag("qemu")
final class ClientPeersTest {

    private static final int LENGTH = 4 << 20;

    @TempDir
    private Path folder;

    private final Queue<ServeEvent> events = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void makeImages() throws IOException {
        byte[] data = new byte[1 << 20];
        new Random(5).nextBytes(data);
        for (String name : List.of("a", "b", "c")) {
            try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                file.setLength(LENGTH);
                file.seek(1 << 20);
                file.write(data);
            }
        }
    }

    private OpenedQuorum open() throws ConfigurationProblem {
        return OpenedQuorum.open(new ConfigurationReader(folder, Adjustments.NONE).read(List.of("a", "b", "c")),
                new ScratchSpace(folder, 1L << 30, 3, () -> {}), _ -> {});
    }

    private Serving serve(OpenedQuorum opened) throws NbdProblem {
        return Serving.start(opened.quorum(), new NbdAddress.Unix(folder.resolve("s")),
                Optional.empty(), true, opened.executor(), events::add);
    }

    private Peer.Answer run(String... words) throws IOException, InterruptedException {
        return Peer.run(folder, words);
    }

    @Test
    void nbdinfoFindsTheHolesAndNbdcopyTheBytes() throws Exception {
        try (OpenedQuorum opened = open(); Serving serving = serve(opened)) {
            Peer.Answer map = run("nbdinfo", "--map", serving.uri().toString());
            assertEquals(List.of("0 1048576 3 hole,zero", "1048576 1048576 0 data", "2097152 2097152 3 hole,zero"),
                    map.text().lines().map(line -> line.strip().replaceAll(" +", " ")).toList(), map.text());
            assertEquals(0, run("nbdcopy", serving.uri().toString(), "copy").status());
            assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("copy")));
            byte[] other = new byte[LENGTH];
            new Random(6).nextBytes(other);
            Files.write(folder.resolve("other"), other);
            assertEquals(new Peer.Answer(0, ""), run("nbdcopy", "other", serving.uri().toString()));
            assertEquals(0, run("nbdcopy", serving.uri().toString(), "back").status());
            assertEquals(-1, Files.mismatch(folder.resolve("other"), folder.resolve("back")));
            assertNotEquals(-1, Files.mismatch(folder.resolve("other"), folder.resolve("a")), "the child is as it was");
            Peer.Answer same = run("qemu-img", "compare", "-f", "raw", "-F", "raw", "other", serving.uri().toString());
            assertEquals(new Peer.Answer(0, "Images are identical.\n"), same);
        }
    }

    @Test
    void fiosVerifyFindsNothingThoughOneChildLiesInEverySector() throws Exception {
        try (OpenedQuorum opened = open(); Serving serving = serve(opened)) {
            opened.children().getLast().faults()
                    .put(new Fault("lie", "lies", When.every(DeviceOperation.READ), new Effect.FlipsBits(1, 1)));
            Peer.Answer answer = run("fio", "--name=votes", "--ioengine=nbd", "--uri=" + serving.uri(), "--rw=randrw",
                    "--bs=4k", "--size=1m", "--verify=crc32c", "--verify_fatal=1", "--iodepth=4",
                    "--output-format=terse");
            assertEquals(0, answer.status(), answer.text());
            assertTrue(events.stream().anyMatch(event -> event instanceof ServeEvent.Answered answered
                    && answered.events().stream().anyMatch(one -> one instanceof Event.ReportBad bad
                            && bad.child().equals("c2"))),
                    "the lie is reported, with the client that met it");
            assertTrue(events.stream().noneMatch(event -> event instanceof ServeEvent.Answered answered
                    && answered.error().isPresent()), "no request fails");
        }
    }
}
