// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that lead elsewhere, on the command line, where nobody is asked. */
class ForeignImageCommandTest {

    @TempDir
    private Path images;
    @TempDir
    private Path elsewhere;

    private static Path over(Path image, Path base) throws IOException {
        byte[] name = base.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(65536);
        head.put(new byte[]{'Q', 'F', 'I', (byte) 0xFB}).putInt(4, 2).putLong(8, 80).putInt(16, name.length)
                .putInt(20, 16).putLong(24, 4096).position(80);
        head.put(name);
        return Files.write(image, head.array());
    }

    @Test
    void everyFileOutsideIsNamedByItsFullPathAndOpenedOnlyByAllow() throws IOException {
        Path bottom = Files.write(elsewhere.resolve("bottom.raw"), new byte[4096]).toRealPath();
        Path middle = over(elsewhere.resolve("middle.qcow2"), bottom).toRealPath();
        Path top = over(images.resolve("a.qcow2"), middle);
        Path raw = Files.write(images.resolve("b.img"), new byte[4096]);
        for (String command : List.of("inspect", "scan", "diagnose")) {
            Spoken refused = Spoken.of(command, top, raw);
            assertEquals(2, refused.status(), refused.err());
            assertTrue(refused.err().contains("--allow " + middle) && refused.err().contains("--allow " + bottom),
                    refused.err());
        }
        Spoken half = Spoken.of("scan", top, raw, "--allow", middle);
        assertEquals(2, half.status());
        assertTrue(half.err().contains("--allow " + bottom), half.err());
        assertFalse(half.err().contains("--allow " + middle), half.err());
        Spoken allowed = Spoken.of("scan", top, raw, "--allow", middle, "--allow", bottom, "--no-progress");
        assertFalse(allowed.err().contains("--allow"), allowed.err());
    }
}
