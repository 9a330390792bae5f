// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.file.FileName;

/**
 * A name that is not UTF-8 is spelt alike by every command, and QEMU is told its bytes or nothing.
 */
class FileNamesTest {

    @TempDir
    private Path folder = Path.of("");
    private Path configuration = Path.of("");

    @BeforeEach
    void nameAFileInLatin1() throws IOException {
        Path file = FileName.path(folder, "latin1-\uDCE9.img");
        assumeTrue(!file.toString().contains("\uDCE9"), "needs a system whose names are bytes");
        Files.write(file, new byte[512]);
        byte[] other = new byte[512];
        other[7] = 1;
        Files.write(folder.resolve("b.img"), other);
        configuration = Files.writeString(folder.resolve("q.json"),
                "{\"vote-threshold\": 1, \"children\": [\"latin1-\\uDCE9.img\", \"b.img\"]}");
    }

    private static void assertShown(String text) {
        assertTrue(text.endsWith("latin1-\\xE9.img"), text);
    }

    @Test
    void jsonForPeopleHasTheFormThatTextHas() {
        assertShown(Spoken.of("inspect", configuration, "--sector", "0", "--json").json().get("children").get(0)
                .get("file").asString());
        assertShown(Spoken.of("scan", configuration, "--json").json().get("files").get(0).get("file").asString());
    }

    @Test
    void aPageHasItToo() throws IOException {
        Path page = folder.resolve("r.html");
        Spoken spoken = Spoken.of("scan", configuration, "--report", page);
        assertEquals("", spoken.err());
        assertTrue(Files.readString(page).contains("/latin1-\\xE9.img</td>"), Files.readString(page));
    }

    @Test
    void qemusJsonIsRefusedWithTheReason() {
        for (String form : List.of("qemu-json", "qemu-command")) {
            Spoken spoken = Spoken.of("config", configuration, "--to", form);
            assertEquals(2, spoken.status());
            assertEquals("", spoken.out());
            assertTrue(
                    spoken.err().contains("--to: a file's name is not UTF-8, and JSON cannot say it. Write image-opts"),
                    spoken.err());
        }
    }

    @Test
    void anOptionStringHasTheBytesThatTheNameHas() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = QuorumWorkbench.run(List.of("config", configuration.toString(), "--to", "image-opts"),
                ResultWriter.to(out, () -> false), new PrintWriter(new StringWriter()), _ -> 0);
        assertEquals(0, status);
        String bytes = out.toString(StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("/latin1-\u00E9.img,"), bytes);
        assertTrue(bytes.endsWith("\n"), bytes);
    }
}
