// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.TextBytes;

class StorageTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsItselfUnderEveryName() throws IOException {
        Path file = Files.write(folder.resolve("a"), new byte[1]);
        Path link = Files.createSymbolicLink(folder.resolve("b"), file);
        assertEquals(Storage.of(file), Storage.of(link));
        assertNotEquals(Storage.of(file), Storage.of(Files.write(folder.resolve("c"), new byte[1])));
        assertEquals(Optional.empty(), Storage.deviceNumber(file));
    }

    @Test
    void partsOverlapIfTheyShareAByteOfWhatLiesBelow() {
        Storage file = new Storage("f", 0, OptionalLong.empty(), Optional.empty());
        Storage loop = new Storage("f", 1024, OptionalLong.of(1024), Optional.empty());
        OptionalLong all = OptionalLong.empty();
        assertTrue(file.overlaps(0, all, loop, 0, all));
        assertTrue(loop.overlaps(0, all, file, 2047, OptionalLong.of(1)));
        assertFalse(loop.overlaps(0, all, file, 2048, all));
        assertFalse(file.overlaps(0, OptionalLong.of(1024), loop, 0, all));
        assertFalse(file.overlaps(512, OptionalLong.of(1024), loop, 512, all));
        assertTrue(file.overlaps(512, OptionalLong.of(1025), loop, 512, all));
        assertFalse(file.overlaps(0, all, new Storage("g", 0, all, Optional.empty()), 0, all));
    }

    /** Names are bytes: the first is UTF-8, the second is not. */
    @ParameterizedTest
    @ValueSource(strings = {"f\u00fcr.img", "f\udcfcr.img", "ends with a space "})
    void aLoopDeviceIsTheFileThatItShowsWhateverThatIsCalled(String name) throws IOException {
        Path image = Files.write(FileName.path(folder, name), new byte[4096]);
        Path loop = Files.createDirectory(folder.resolve("loop"));
        Files.write(loop.resolve("backing_file"), TextBytes.bytes(FileName.text(image) + "\n"));
        Files.writeString(loop.resolve("offset"), "512\n");
        Files.writeString(loop.resolve("sizelimit"), "0\n");
        Storage shown = new Storage("block 7:3", 0, OptionalLong.empty(), Optional.empty()).behind(loop, 0);
        assertTrue(shown.overlaps(0, OptionalLong.of(512), Storage.of(image), 512, OptionalLong.of(512)));
        assertEquals(Optional.of(image), shown.backing());
    }

    @Test
    void aCharacterDeviceIsNoBlockDevice() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "needs a character device");
        assertFalse(Storage.isBlockDevice(device));
        assertFalse(Storage.isBlockDevice(folder));
    }
}
