// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.block.Unanswered;
import org.quorumworkbench.core.nbd.NbdDevice;
import org.quorumworkbench.core.nbd.NbdUri;

/** Who keeps a command waiting is said. */
@Timeout(180)
class LongWaitTest {

    @TempDir
    private Path folder;

    private final List<Process> stopped = new ArrayList<>();
    private final List<Path> mounts = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    private void awaitTold(String words) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!err.toString().contains(words)) {
            assertTrue(System.nanoTime() < end, () -> words + ": " + err);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void whoDoesNotAnswerIsToldOnce() {
        try (LongWait _ = LongWait.of(new PrintWriter(err), "--at x\ny", Duration.ofMillis(5))) {
            awaitTold("waiting. Ctrl-C gives up");
            long end = System.nanoTime() + 50_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
        assertEquals(List.of("quorum-workbench: --at x\\u000Ay does not answer; waiting. Ctrl-C gives up"),
                err.toString().lines().toList());
    }

    @Test
    void whoAnswersInTimeIsNotTold() {
        try (LongWait _ = LongWait.of(new PrintWriter(err), "x", Duration.ofDays(1))) {
            assertEquals("", err.toString());
        }
    }

    @Test
    void whatWasAskedBeforeAnybodyWaitedForItIsToldToo() {
        long since = System.nanoTime();
        try (Unanswered.Question _ = Unanswered.of(() -> "a slow file");
                LongWait _ = LongWait.overFiles(new PrintWriter(err), since)) {
            awaitTold("a slow file does not answer");
        }
    }

    /** A file whose server stands still. */
    private Path hung() throws Exception {
        Path file = served("hung", "memory", "64M");
        signal("STOP");
        return file;
    }

    private Path served(String name, String... plugin) throws Exception {
        Path file = Files.createFile(folder.resolve(name));
        Process server = run(Stream.concat(Stream.of("nbdfuse", file.toString(), "--command", "nbdkit", "-s"),
                Stream.of(plugin)).toArray(String[]::new));
        stopped.add(server);
        mounts.add(file);
        await(name + " is served", () -> Files.size(file) > 0);
        return file;
    }

    private static void await(String what, Callable<Boolean> there) throws Exception {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!there.call()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static Process run(String... words) throws IOException {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void signal(String signal) throws Exception {
        for (Process server : stopped) {
            for (ProcessHandle each : server.descendants().toList()) {
                run("kill", "-" + signal, Long.toString(each.pid())).waitFor();
            }
            run("kill", "-" + signal, Long.toString(server.pid())).waitFor();
        }
    }

    @AfterEach
    void letGo() throws Exception {
        signal("CONT");
        for (Process server : stopped) {
            // What hangs below it would keep it from ending.
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroy();
            if (!server.waitFor(10, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
        }
        for (Path mount : mounts) {
            run("fusermount3", "-uz", mount.toString()).waitFor();
        }
    }

    @Test
    @Tag("devices")
    void everyCommandSaysWhichFileHangs() throws Exception {
        Path hung = hung();
        String images = image("a.img") + " " + image("b.img");
        Path scenario = Files.writeString(folder.resolve("run.json"), """
                {"format": 1, "quorum": {"vote-threshold": 1}, "children": [
                   {"name": "c0", "file": "%s", "size": 8192}, {"name": "c1", "file": "%s", "size": 67108864}],
                 "operations": [{"op": "read", "offset": 0, "length": 512}]}""".formatted(folder.resolve("a.img"),
                hung));
        told(hung + " does not answer", "config " + images + " " + hung);
        told("--at " + hung + " does not answer", "scan " + images + " --at " + hung);
        told("--rescued c0=" + hung + " does not answer", "scan " + images + " --rescued c0=" + hung);
        told("--resume " + hung + " does not answer", "scan " + images + " --resume " + hung);
        told(hung + " does not answer", "config " + hung);
        told(hung + " does not answer", "repair show " + hung);
        told(hung + " does not answer", "run " + hung);
        told("c1 (" + hung + ") does not answer", "run " + scenario);
        told(hung + " does not answer", "identify " + hung + " " + images);
        told(hung + " does not answer", "diagnose " + images + " " + hung);
        told(hung + " does not answer", "where --sector 0 " + images + " " + hung);
        told(hung + " does not answer", "serve " + images + " " + hung);
        told(hung + " does not answer", "scan --members " + images + " " + hung);
        told(hung + " does not answer", "repair plan " + images + " " + hung + " -o " + folder.resolve("p"));
        Path answers = Files.createDirectory(folder.resolve("class"));
        Path sheet = Files.createSymbolicLink(answers.resolve("ann.quorum-answers"), hung);
        told(sheet + " does not answer", "run --grade " + answers);
    }

    @Test
    @Tag("devices")
    void aFileThatHangsInReadingIsToldByEveryCommandThatReads() throws Exception {
        String others = sparse("a.img") + " " + sparse("b.img") + " ";
        for (String command : List.of("inspect --sector 65536 ", "diagnose --no-progress ", "scan --no-progress ",
                "repair plan --no-progress -o " + folder.resolve("p") + " ")) {
            Path hung = late(command.substring(0, command.indexOf(' ')));
            told(hung + " does not answer", command + others + hung);
        }
    }

    @Test
    @Tag("devices")
    void aFileThatHangsUnderAClientIsToldByServe() throws Exception {
        String others = sparse("a.img") + " " + sparse("b.img") + " ";
        Path hung = late("serve");
        Path socket = folder.resolve("socket");
        told("", "serve --socket " + socket + " " + others + hung);
        await("the socket", () -> Files.exists(socket));
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                NbdDevice client = NbdDevice.open(NbdUri.parse("nbd+unix:///?socket=" + socket), executor)) {
            var _ = client.read(32 << 20, ByteBuffer.allocate(512));
            awaitTold(hung + " does not answer");
        }
    }

    /**
     * A file that hangs in the middle: to open it, its beginning and its end are read. One for each
     * command, since its server answers nobody else any more.
     */
    private Path late(String name) throws Exception {
        return served(name, "eval", "get_size=echo 67108864",
                "pread=if [ $4 -ge 8388608 -a $4 -lt 62914560 ]; then exec tail -f /dev/null; fi;"
                        + " dd if=/dev/zero count=$3 iflag=count_bytes status=none");
    }

    private Path sparse(String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), (64 << 20) - 1);
        }
        return file;
    }

    @Test
    @Tag("devices")
    void aChildThatHangsInARepairIsTold() throws Exception {
        Path hung = served("hung", "memory", "64M");
        try (FileChannel channel = FileChannel.open(hung, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[]{1}), 5000);
        }
        Path plan = folder.resolve("p");
        Path journal = folder.resolve("j");
        Spoken planned = Spoken.of("repair", "plan", sparse("a.img"), sparse("b.img"), hung, "--allow", "margin",
                "--allow", "unknown", "-o", plan);
        assertEquals(0, planned.status(), planned.err());
        Spoken applied = Spoken.of("repair", "apply", plan, "--journal", journal);
        assertEquals(0, applied.status(), applied.err() + applied.out());
        signal("STOP");
        for (String command : List.of("rehearse " + plan, "apply " + plan + " --journal " + folder.resolve("k"),
                "undo " + journal, "verify " + journal)) {
            told(hung + " does not answer", "repair " + command);
        }
    }

    /** Where FUSE is not to be had a simulated fault hangs. */
    @ParameterizedTest
    @ValueSource(strings = {"inspect --sector 8", "scan --no-progress", "diagnose --no-progress", "where --sector 8"})
    void aChildThatHangsByAFaultIsTold(String command) throws Exception {
        image("a.img");
        image("b.img");
        Path config = Files.writeString(folder.resolve("c.json"), """
                {"vote-threshold": 2, "children": ["a.img", {"file": "b.img", "faults": [
                   {"id": "stuck", "effect": "hang"}]}]}""");
        told("a child, by the simulated fault 'stuck', does not answer", command + " " + config);
    }

    private Path image(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[8192]);
    }

    /**
     * The command stays where it stands: nothing but the end of the program or the file's answer frees
     * it.
     */
    private void told(String words, String command) {
        err.getBuffer().setLength(0);
        Thread.ofPlatform().daemon().start(() -> QuorumWorkbench.run(List.of(command.split(" ")),
                new PrintWriter(new StringWriter()), new PrintWriter(err), _ -> 0));
        awaitTold(words);
    }
}
