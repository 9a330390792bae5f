// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.Main;

/** What a signal means to a program that runs by itself. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class InterruptionTest {

    private static final int SIGTERM = 15;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPoliteKillIsHonouredThoughNobodyTakesTheResultAndTheFilesAreThere() throws Exception {
        byte[] content = new byte[8192 * 512];
        new Random(5).nextBytes(content);
        Path a = Files.write(folder.resolve("a.img"), content);
        for (int at = 0; at < content.length; at += 1024) {
            content[at] ^= 1;
        }
        Path b = Files.write(folder.resolve("b.img"), content);
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            // Some 300 KB of text, and a pipe takes 64 KiB: nobody reads it.
            Process scan = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED", "-classpath", System.getProperty("java.class.path"),
                    Main.class.getName(), "scan", a.toString(), b.toString(), "--no-progress", "--resume",
                    folder.resolve("s.scan").toString(), "--report", folder.resolve("r.csv").toString()).start();
            try {
                awaitFile(watch, "r.csv");
                assertTrue(scan.isAlive(), "it waits for a reader");
                // Not the process's own: that would close the pipe too, and a pipe nobody has an end of is an
                // error.
                scan.toHandle().destroy();
                assertTrue(scan.waitFor(1, TimeUnit.MINUTES), "it ends");
                assertEquals(128 + SIGTERM, scan.exitValue());
            } finally {
                scan.destroyForcibly();
            }
        }
        assertEquals(1 + 4096, Files.readAllLines(folder.resolve("r.csv")).size(), "a line for each run");
        assertEquals("quorum-workbench-scan 2", Files.readAllLines(folder.resolve("s.scan")).getFirst());
    }

    /** The virtual machine by itself waits 300 ms for a thread that hangs in a system call. */
    @Test
    @Tag("devices")
    void aKillIsHonouredAtOnceWhileAFileHangsInBeingOpened() throws Exception {
        Path a = Files.write(folder.resolve("a.img"), new byte[4096]);
        Path hung = Files.createFile(folder.resolve("hung"));
        Process server = new ProcessBuilder("nbdfuse", hung.toString(), "--command", "nbdkit", "-s", "memory", "4096")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            while (Files.size(hung) == 0) {
                Thread.onSpinWait();
            }
            signal(server, "STOP");
            long best = Long.MAX_VALUE;
            for (int turn = 0; turn < 3; turn++) {
                best = Math.min(best, nanosToEnd(a, hung));
            }
            assertTrue(best < 250_000_000, best / 1_000_000 + " ms");
        } finally {
            signal(server, "CONT");
            server.destroy();
            server.waitFor();
        }
    }

    private static long nanosToEnd(Path a, Path hung) throws IOException, InterruptedException {
        Process scan = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-classpath", System.getProperty("java.class.path"),
                Main.class.getName(), "scan", a.toString(), hung.toString()).start();
        try (BufferedReader err = scan.errorReader()) {
            String said = String.valueOf(err.readLine());
            assertTrue(said.contains(hung + " does not answer"), said);
            long begun = System.nanoTime();
            scan.toHandle().destroy();
            assertTrue(scan.waitFor(1, TimeUnit.MINUTES), "it ends");
            assertEquals(128 + SIGTERM, scan.exitValue());
            return System.nanoTime() - begun;
        } finally {
            scan.destroyForcibly();
        }
    }

    private static void signal(Process server, String signal) throws IOException, InterruptedException {
        for (ProcessHandle each : Stream.concat(server.descendants(), Stream.of(server.toHandle())).toList()) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(each.pid())).start().waitFor();
        }
    }

    private static void awaitFile(WatchService watch, String name) throws IOException, InterruptedException {
        for (boolean there = false; !there;) {
            var key = watch.poll(1, TimeUnit.MINUTES);
            if (key == null) {
                throw new IOException(name + " does not come");
            }
            there = key.pollEvents().stream().map(event -> String.valueOf(event.context())).toList().containsAll(
                    List.of(name));
            key.reset();
        }
    }
}
