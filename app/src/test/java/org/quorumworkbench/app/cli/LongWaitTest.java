// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps a command waiting is said. */
@Timeout(60)
class LongWaitTest {

    @TempDir
    private Path folder;

    private final List<Process> stopped = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    private void awaitTold(String words) {
        long end = System.nanoTime() + 12_000_000_000L;
        while (!err.toString().contains(words)) {
            assertTrue(System.nanoTime() < end, () -> words + ": " + err);
            Thread.onSpinWait();
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

    /** A file whose server stands still. */
    private Path hung() throws Exception {
        Path file = Files.createFile(folder.resolve("hung"));
        Process server = run("nbdfuse", file.toString(), "--command", "nbdkit", "-s", "memory", "64M");
        stopped.add(server);
        while (Files.size(file) == 0) {
            Thread.onSpinWait();
        }
        signal("STOP");
        return file;
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
            server.destroy();
            server.waitFor();
        }
    }

    @Test
    @Tag("devices")
    void everyCommandSaysWhichFileHangs() throws Exception {
        Path hung = hung();
        String images = image("a.img") + " " + image("b.img");
        Path scenario = Files.writeString(folder.resolve("run.json"), """
                {"format": 1, "quorum": {"vote-threshold": 1}, "children": [
                   {"name": "c0", "file": "%s", "size": 4096}, {"name": "c1", "file": "%s", "size": 67108864}],
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
    }

    private Path image(String name) throws IOException {
        return Files.write(folder.resolve(name), new byte[4096]);
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
