// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.ExclusiveUse;

/** A repair and QEMU keep each other out. */
@Tag("qemu")
class QemuLockTest {

    private static final Path QEMU_IO = Path.of("/usr/bin/qemu-io");

    @TempDir
    private Path folder;

    private Path image() throws IOException {
        assumeTrue(Files.isExecutable(QEMU_IO), "qemu-io is not installed");
        return Files.write(folder.resolve("a.img"), new byte[1 << 20]);
    }

    private static ExclusiveUse use(Path image) throws IOException {
        try (SystemFiles.Open open = SystemFiles.open(image, true)) {
            return ExclusiveUse.of(image, open.channel());
        }
    }

    @Test
    void whatQemuHasOpenIsNotRepaired() throws Exception {
        Path image = image();
        Process qemu = new ProcessBuilder(QEMU_IO.toString(), "-f", "raw", image.toString()).redirectErrorStream(true)
                .start();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(qemu.getInputStream(), StandardCharsets.UTF_8))) {
            qemu.getOutputStream().write("read 0 512\n".getBytes(StandardCharsets.UTF_8));
            qemu.getOutputStream().flush();
            String line = out.readLine();
            assertTrue(line != null && line.contains("512/512"), line);
            IOException refused = assertThrows(IOException.class, () -> use(image).close());
            assertTrue(String.valueOf(refused.getMessage()).contains("another program has it open"),
                    refused.getMessage());
        } finally {
            qemu.getOutputStream().close();
            qemu.waitFor();
        }
        use(image).close();
    }

    @Test
    void whatIsBeingRepairedQemuDoesNotOpen() throws Exception {
        Path image = image();
        assertEquals(1, read(image, use(image)), "held");
        assertEquals(0, read(image, () -> {}), "let go");
    }

    /** The exit status of a qemu-io that only reads. */
    private static int read(Path image, AutoCloseable held) throws Exception {
        try (held) {
            return new ProcessBuilder(QEMU_IO.toString(), "-r", "-f", "raw", "-c", "read 0 512", image.toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        }
    }
}
