// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.Opening;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.preferences.WindowBounds;

/** A window whose process is told to end (SIGTERM) is found again where it was. */
class ToldToEndTest {

    @TempDir
    private Path folder = Path.of("");

    /** A window that says when it has been painted, and then no longer answers. */
    static final class Window {
        private Window() {}

        public static void main(String[] words) {
            WorkbenchApp.show(List.of(), Opening.Manner.USUAL, Optional.empty(), Optional.of(Window::painted));
        }

        private static void painted() {
            System.out.println("painted");
            try {
                // Until its end is closed, which is when the process has ended.
                assertEquals(-1, System.in.read());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theWindowsPlaceDividersAndTabAreKept() throws Exception {
        assumeTrue(File.separatorChar == '/', "needs SIGTERM");
        Path file = Files.createDirectories(folder.resolve("quorum-workbench")).resolve("window.json");
        Files.writeString(file, "{\"place\": {\"x\": 40, \"y\": 30, \"width\": 1100, \"height\": 720}, "
                + "\"tab\": \"tab-bookmarks\", \"edges\": [220, 260, 240], \"welcomed\": true}");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(word -> !word.startsWith("-javaagent")).forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Window.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        Process process = builder.start();
        try {
            assertEquals("painted", process.inputReader().readLine(), () -> said());
            process.toHandle().destroy();
            assertEquals(128 + 15, process.waitFor());
        } finally {
            process.destroyForcibly();
        }

        try (Preferences kept = Preferences.in(file)) {
            assertEquals(Optional.of(new WindowBounds(40, 30, 1100, 720, false)), kept.bounds());
            assertEquals(Optional.of("tab-bookmarks"), kept.tab());
            assertEquals(3, kept.edges().size(), () -> said());
            assertEquals(220, kept.edges().getFirst(), 2);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
