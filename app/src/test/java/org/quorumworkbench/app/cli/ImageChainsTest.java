// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What images only lead to is as safe as what the command line names. */
@Tag("qemu")
class ImageChainsTest {

    @TempDir
    private Path folder;

    private void run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"repair plan -o", "diagnose --report", "scan --report", "render --out"})
    void aBackingFileIsNotWrittenOver(String command) throws Exception {
        byte[] bytes = new byte[1 << 20];
        bytes[5000] = 7;
        String name = command.startsWith("render") ? "base.png" : "base.json";
        Path base = Files.write(folder.resolve(name), bytes);
        run("qemu-img", "create", "-f", "qcow2", "-b", name, "-F", "raw", "top.qcow2");
        Path other = Files.write(folder.resolve("b.img"), bytes);
        List<Object> words = new ArrayList<>(List.of(command.split(" ", -1)));
        Object option = words.removeLast();
        words.addAll(List.of(folder.resolve("top.qcow2"), other, option, base));
        Spoken spoken = Spoken.of(words.toArray());
        assertEquals(2, spoken.status(), spoken.err());
        assertTrue(spoken.err().contains(name), spoken.err());
        assertArrayEquals(bytes, Files.readAllBytes(base));
    }
}
