// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop device is the file that it stands for. The tree is laid out as sysfs has it. */
final class BackingFilesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theFileBehindALoopDeviceItsPartitionAndWhatIsMappedOntoThemIsFound() throws IOException {
        Path devices = Files.createDirectories(folder.resolve("dev/block"));
        Path loop = Files.createDirectories(folder.resolve("devices/virtual/block/loop3"));
        Path part = Files.createDirectories(loop.resolve("loop3p1"));
        Path mapped = Files.createDirectories(folder.resolve("devices/virtual/block/dm-0"));
        Path plain = Files.createDirectories(folder.resolve("devices/pci/sda"));
        Files.createDirectories(loop.resolve("loop"));
        Files.writeString(loop.resolve("loop/backing_file"), "/images/c 0.img\n");
        Files.createSymbolicLink(Files.createDirectories(mapped.resolve("slaves")).resolve("loop3p1"), part);
        Files.createSymbolicLink(devices.resolve("7:3"), loop);
        Files.createSymbolicLink(devices.resolve("259:0"), part);
        Files.createSymbolicLink(devices.resolve("252:0"), mapped);
        Files.createSymbolicLink(devices.resolve("8:0"), plain);
        List<Path> image = List.of(Path.of("/images/c 0.img"));

        assertEquals(image, BackingFiles.of(devices, 7, 3));
        assertEquals(image, BackingFiles.of(devices, 259, 0));
        assertEquals(image, BackingFiles.of(devices, 252, 0));
        assertEquals(List.of(), BackingFiles.of(devices, 8, 0));
        assertEquals(List.of(), BackingFiles.of(devices, 8, 16));
    }

    @Test
    void aRegularFileHasNoneBehindIt() throws IOException {
        assertEquals(List.of(), BackingFiles.of(Files.createFile(folder.resolve("c0.img"))));
    }

    @Test
    void nothingIsSavedOverTheFileBehindAChildThatIsALoopDevice() throws Exception {
        Path image = Files.write(folder.resolve("c0.img"), new byte[1 << 16]);
        Process losetup;
        try {
            losetup = new ProcessBuilder("losetup", "--find", "--show", "--read-only", image.toString()).start();
        } catch (IOException noSuchProgram) {
            assumeTrue(false, "needs losetup");
            return;
        }
        String device = losetup.inputReader().readLine();
        assumeTrue(losetup.waitFor() == 0 && device != null, "needs the right to make loop devices");
        try {
            Spared spared = Spared.children(List.of(Path.of(String.valueOf(device))));
            Path hard = Files.createLink(folder.resolve("hard.img"), image);
            for (Path spelling : List.of(image, hard)) {
                NotSaved refused = assertThrows(NotSaved.class,
                        () -> SavedFile.replacing(spelling).sparing(spared).text("new"));
                assertEquals("it holds the bytes of " + device + ", and " + Spared.CHILD, refused.reason().english());
            }
        } finally {
            new ProcessBuilder("losetup", "--detach", String.valueOf(device)).start().waitFor();
        }
        assertEquals(1 << 16, Files.size(image));
    }
}
