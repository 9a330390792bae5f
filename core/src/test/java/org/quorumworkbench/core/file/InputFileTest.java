// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {

    @TempDir
    private Path folder;

    private static String unfit(Path file) {
        return String.valueOf(
                assertThrows(InputFile.Unfit.class, () -> InputFile.text(file, 100)).getMessage());
    }

    @Test
    void aNamedPipeIsRefusedAndNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertEquals("it is a named pipe, not a regular file", unfit(pipe));
    }

    @Test
    void aDeviceIsRefused() {
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        assertEquals("it is a character device, not a regular file", unfit(Path.of("/dev/zero")));
    }

    @Test
    void whatIsTooLongOrNoTextIsRefused() throws IOException {
        Path file = folder.resolve("f");
        Files.write(file, new byte[101]);
        assertEquals("it is longer than 100 bytes", unfit(file));
        Files.write(file, new byte[100]);
        assertEquals("it is not text", unfit(file));
        assertEquals("it is a directory", unfit(folder));
        assertThrows(NoSuchFileException.class, () -> InputFile.open(folder.resolve("none")));
    }

    @Test
    void whatProcShowsHasNoLengthAndIsReadAllTheSame() throws IOException {
        Path words = Path.of("/proc/self/cmdline");
        assumeTrue(Files.exists(words));
        assertTrue(TextBytes.isNulSeparated(InputFile.read(words, 1 << 20)));
    }

    @Test
    void onlyWhatWasGivenOpenIsReadThoughItIsNoFile() {
        assertTrue(InputFile.isGivenOpen(Path.of("-")) && InputFile.isGivenOpen(Path.of("/dev/fd/63")));
        assertTrue(!InputFile.isGivenOpen(Path.of("/dev/sda")) && !InputFile.isGivenOpen(Path.of("./-x")));
    }
}
