// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.config.OpenedQuorum.Access;
import org.quorumworkbench.core.file.SavedFile;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.inspect.Inspector;
import org.quorumworkbench.core.quorum.Child;
import org.quorumworkbench.core.quorum.Request;
import org.quorumworkbench.core.scan.DivergenceMap;
import org.quorumworkbench.core.scan.Scan;
import org.quorumworkbench.core.scan.ScanOptions;
import org.quorumworkbench.core.scan.SectorRanges;

/** Files in a file system whose server stands still: nothing here may wait for them. Needs FUSE. */
@Tag("devices")
@Timeout(100)
class HungFileTest {

    @TempDir
    private Path folder;

    private final List<Process> servers = new ArrayList<>();

    private static Process run(String... words) throws IOException {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /**
     * A file of 64 MiB, of which no cache holds much; its server is a process of its own, which can be
     * stopped.
     */
    private Path served(String name) throws Exception {
        Path file = Files.createFile(folder.resolve(name));
        Process server = run("nbdfuse", file.toString(), "--command", "nbdkit", "-s", "memory", "64M");
        servers.add(server);
        while (Files.size(file) == 0) {
            assertTrue(server.isAlive(), "nbdfuse has ended");
            Thread.onSpinWait();
        }
        return file;
    }

    private void signal(String signal) throws Exception {
        for (Process server : servers) {
            for (ProcessHandle each : server.descendants().toList()) {
                run("kill", "-" + signal, Long.toString(each.pid())).waitFor();
            }
            run("kill", "-" + signal, Long.toString(server.pid())).waitFor();
        }
    }

    @AfterEach
    void letGo() throws Exception {
        signal("CONT");
        for (Process server : servers) {
            server.destroy();
            server.waitFor();
        }
    }

    private Configuration with(Path hung) throws Exception {
        for (String name : List.of("a.img", "b.img")) {
            try (RandomAccessFile image = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
                image.setLength(64 << 20);
            }
        }
        return new ConfigurationReader(folder, Adjustments.NONE).read(List.of("a.img", hung.toString(), "b.img"));
    }

    @Test
    void aHungChildIsNamedAndClosingDoesNotWaitForIt() throws Exception {
        OpenedQuorum opened = OpenedQuorum.open(with(served("hung.img")), Access.EXAMINE, _ -> {});
        signal("STOP");
        // As many as there are threads that carry virtual threads, and more.
        List<Request<Inspection>> looking = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
            looking.add(new Inspector(opened.quorum()).inspect(new SectorRange(65536 + i * 2048L, 8)));
        }
        for (Request<Inspection> one : looking) {
            while (!one.waitingFor().equals(List.of("c1"))) {
                Thread.onSpinWait();
            }
            one.cancel();
            Inspection seen = one.result().join();
            assertEquals(List.of(false, true, false), seen.children().stream().map(child -> child.pending()).toList());
        }
        opened.close();
    }

    @Test
    void aScanNamesWhoHangsAndWhatItFoundIsSavedAllTheSame() throws Exception {
        try (OpenedQuorum opened = OpenedQuorum.open(with(served("hung.img")), Access.EXAMINE, _ -> {})) {
            List<Child> children = opened.quorum().children();
            DivergenceMap blank = Scan.blank(children);
            signal("STOP");
            Scan scan = Scan.start(children, blank, SectorRanges.of(opened.disk()), ScanOptions.standard());
            while (!scan.waitingFor().equals(List.of("c1"))) {
                Thread.onSpinWait();
            }
            scan.cancel();
            assertEquals(List.of("c1"), scan.result().join().silent());
            Path report = folder.resolve("report.txt");
            SavedFile.replacing(report).sparing(opened.spared()).text("found");
            assertEquals("found", Files.readString(report));
        }
    }

    @Test
    void membersThatHangAreWaitedForNoLongerThanSaid() throws Exception {
        Path hung = served("hung.img");
        Configuration configuration = with(hung);
        signal("STOP");
        ConfigurationProblem problem = assertThrows(ConfigurationProblem.class,
                () -> MembersConfiguration.areas(configuration, Optional.empty(), Duration.ofSeconds(1)));
        assertTrue(problem.getMessage().contains("'" + hung + "' has not answered after 1 seconds"),
                problem.getMessage());
        assertEquals(Optional.of(Errno.ETIMEDOUT), problem.errno());
    }

    @Test
    void aFileThatHangsWhileItIsOpenedIsNamed() throws Exception {
        Path hung = served("hung.img");
        Configuration configuration = with(hung);
        signal("STOP");
        PendingQuorum pending = PendingQuorum.begin(configuration, Access.EXAMINE, _ -> {});
        while (!pending.waitingFor().equals(Optional.of(hung))) {
            assertEquals(Optional.empty(), pending.await(Duration.ofMillis(1)));
        }
        assertTrue(
                pending.gaveUp("2 seconds").getMessage().contains("'" + hung + "' has not answered after 2 seconds"));
        pending.giveUp();
    }
}
