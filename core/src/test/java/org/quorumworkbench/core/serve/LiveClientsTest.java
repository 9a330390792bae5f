// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.ScratchSpace;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.ConfigurationProblem;
import org.quorumworkbench.core.config.ConfigurationReader;
import org.quorumworkbench.core.config.OpenedQuorum;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.FaultedDevice;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.nbd.NbdAddress;
import org.quorumworkbench.core.nbd.NbdProblem;
import org.quorumworkbench.core.nbd.Peer;
import org.quorumworkbench.core.nbd.TestCertificates;
import org.quorumworkbench.core.quorum.Event;

/** Faults that come and go, and clients that die, while other people's programs are at work. */
@Tag("qemu")
final class LiveClientsTest {

    private static final int LENGTH = 8 << 20;
    private static final long LIMIT = 60;

    @TempDir
    private Path folder;

    private final Queue<ServeEvent> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch hundred = new CountDownLatch(100);
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    @BeforeEach
    void makeImages() throws IOException {
        byte[] data = new byte[LENGTH];
        new Random(5).nextBytes(data);
        for (String name : List.of("a", "b", "c")) {
            Files.write(folder.resolve(name), data);
        }
    }

    private OpenedQuorum open() throws ConfigurationProblem {
        return OpenedQuorum.open(new ConfigurationReader(folder, Adjustments.NONE).read(List.of("a", "b", "c")),
                new ScratchSpace(folder, 1L << 30, 3, () -> {}), _ -> {});
    }

    private Serving serve(OpenedQuorum opened, Optional<Path> certificates) throws NbdProblem {
        return Serving.start(opened.quorum(), new NbdAddress.Unix(folder.resolve("s")), certificates, true,
                opened.executor(), event -> {
                    events.add(event);
                    switch (event) {
                        case ServeEvent.Answered _ -> hundred.countDown();
                        case ServeEvent.Gone _ -> gone.complete(null);
                        case ServeEvent.Connected _ -> {
                            // Whoever comes is waited for by its first request.
                        }
                    }
                });
    }

    private Process fio(Serving serving, String... more) throws IOException {
        List<String> words = new java.util.ArrayList<>(List.of("fio", "--name=votes", "--ioengine=nbd",
                "--uri=" + serving.uri(), "--bs=4k", "--size=8m", "--output-format=terse"));
        words.addAll(List.of(more));
        return new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("fio.log").toFile()).start();
    }

    private int end(Process process) throws InterruptedException {
        assertTrue(process.waitFor(LIMIT, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static FaultedDevice child(OpenedQuorum opened, int child) {
        return opened.children().get(child).faults();
    }

    private static CountDownLatch hanging(FaultedDevice child, int times) {
        CountDownLatch fired = new CountDownLatch(times);
        var _ = child.onFiring(_ -> fired.countDown());
        child.put(new Fault("hang", "hangs", When.every(DeviceOperation.READ), new Effect.Hangs()));
        return fired;
    }

    @Test
    void fioFindsNoErrorThoughOneChildLiesAndOneHangsForAWhile() throws Exception {
        try (OpenedQuorum opened = open(); Serving serving = serve(opened, Optional.empty())) {
            child(opened, 0)
                    .put(new Fault("lie", "lies", When.every(DeviceOperation.READ), new Effect.FlipsBits(1, 1)));
            Process fio = fio(serving, "--rw=randrw", "--verify=crc32c", "--verify_fatal=1", "--iodepth=4");
            assertTrue(hundred.await(LIMIT, TimeUnit.SECONDS));
            CountDownLatch hung = hanging(child(opened, 1), 1);
            assertTrue(hung.await(LIMIT, TimeUnit.SECONDS));
            child(opened, 1).take("hang");
            assertEquals(0, end(fio), Files.readString(folder.resolve("fio.log")));
            assertTrue(events.stream().noneMatch(event -> event instanceof ServeEvent.Answered answered
                    && answered.error().isPresent()), "no request fails");
            List<ServeEvent.Answered> reads = events.stream()
                    .flatMap(event -> event instanceof ServeEvent.Answered answered
                            && answered.command().equals("READ") ? Stream.of(answered) : Stream.empty())
                    .toList();
            assertTrue(reads.size() > 100, "fio has read");
            assertTrue(reads.stream().allMatch(answered -> answered.events().stream()
                    .anyMatch(one -> one instanceof Event.ReportBad bad && bad.child().equals("c0"))),
                    "every lie is reported");
        }
    }

    @Test
    void aFaultThatComesWhileFioReadsFailsItThereAndNowhereElse() throws Exception {
        SectorRange bad = new SectorRange(8192, 8);
        try (OpenedQuorum opened = open(); Serving serving = serve(opened, Optional.empty())) {
            Process fio = fio(serving, "--rw=read", "--iodepth=1", "--continue_on_error=read", "--loops=4");
            assertTrue(hundred.await(LIMIT, TimeUnit.SECONDS));
            for (int child : new int[]{0, 1}) {
                child(opened, child).put(new Fault("bad", "bad", When.readOf(bad), new Effect.Fails(Errno.EIO)));
            }
            end(fio);
            List<SectorRange> failed = events.stream().flatMap(event -> event instanceof ServeEvent.Answered answered
                    && answered.error().isPresent()
                            ? Stream.of(SectorRange.ofBytes(answered.offset(), answered.length()))
                            : Stream.empty())
                    .distinct().toList();
            assertEquals(List.of(bad), failed);
            // Version 3 of fio's terse form has the job's error as its fifth field.
            String terse = Files.readString(folder.resolve("fio.log"));
            assertTrue(terse.lines().anyMatch(line -> line.startsWith("3;") && line.split(";", -1)[4].equals("5")),
                    terse);
        }
    }

    @Test
    void aClientThatIsKilledWithSixteenHungRequestsHoldsNobodyUp() throws Exception {
        try (OpenedQuorum opened = open(); Serving serving = serve(opened, Optional.empty())) {
            CountDownLatch hung = hanging(child(opened, 0), 16);
            Process fio = fio(serving, "--rw=randread", "--iodepth=16");
            assertTrue(hung.await(LIMIT, TimeUnit.SECONDS));
            fio.descendants().forEach(ProcessHandle::destroyForcibly);
            fio.destroyForcibly().waitFor();
            gone.get(LIMIT, TimeUnit.SECONDS);
            child(opened, 0).take("hang");
            assertEquals(0, Peer.run(folder, "nbdcopy", serving.uri().toString(), "copy").status());
            assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("copy")));
        }
    }

    @Test
    void clientsThatAskForTlsAreServedAndOthersAreNot() throws Exception {
        Path pki = TestCertificates.make(folder.resolve("pki"), "localhost");
        try (OpenedQuorum opened = open();
                Serving serving = Serving.start(opened.quorum(), new NbdAddress.Tcp("localhost", 0), Optional.of(pki),
                        false, opened.executor(), events::add)) {
            String clear = serving.uri().toString().replace("nbds:", "nbd:");
            assertNotEquals(0, Peer.run(folder, "nbdinfo", "--size", clear).status());
            String uri = serving.uri() + "?tls-certificates=" + pki;
            Peer.Answer size = Peer.run(folder, "nbdinfo", "--size", uri);
            assertEquals(new Peer.Answer(0, LENGTH + "\n"), size);
            assertEquals(0, Peer.run(folder, "nbdcopy", uri, "copy").status());
            assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("copy")));
        }
    }
}
