// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class DisplayTest {

    @TempDir
    private Path sockets;

    private Optional<String> missing(String display) {
        return Display.missing(Map.of("DISPLAY", display), sockets);
    }

    @Test
    void withoutDisplayThereIsNone() {
        assertEquals(Optional.of("DISPLAY is not set"), Display.missing(Map.of(), sockets));
        assertEquals(Optional.of("DISPLAY is not set"), missing(""));
    }

    @Test
    void aDisplayAtWhichNothingAnswersIsNone() {
        assertEquals(Optional.of("nothing answers at DISPLAY :7319"), missing(":7319"));
    }

    @Test
    void aDisplayThatAnswersIsOne() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(sockets.resolve("X7319")));
            assertEquals(Optional.empty(), missing(":7319.0"));
        }
    }

    @Test
    void aDisplayOfAnotherMachineIsTried() {
        assertEquals(Optional.empty(), missing("other.example:0"));
    }
}
