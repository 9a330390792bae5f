// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quorumworkbench.core.file.FileName;
import org.quorumworkbench.core.file.KernelText;
import org.quorumworkbench.core.file.TextBytes;
import org.quorumworkbench.core.file.Wording;

class HeldDevicesTest {

    @TempDir
    private Path folder;

    private Path image = Path.of("");

    @BeforeEach
    void makeASystem() throws IOException {
        image = Files.write(folder.resolve("child.img"), new byte[512]).toRealPath();
        put("proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/nothing rw\n");
        put("proc/swaps", "Filename Type Size Used Priority\n");
        put("sys/dev/block/8:0/sda2/partition", "2\n");
        put("sys/dev/block/8:0/sda2/dev", "8:2\n");
        put("sys/dev/block/8:16/holders/md0/dev", "9:0\n");
        put("sys/block/loop3/loop/backing_file", image + "\n");
        put("sys/block/loop3/dev", "7:3\n");
        put("sys/dev/block/7:3/dev", "7:3\n");
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private HeldDevices devices() {
        return new HeldDevices(folder.resolve("proc"), folder.resolve("sys"), folder.resolve("dev"));
    }

    @Test
    void aDeviceIsHeldByAMountOfItOrOfItsPartitions() throws IOException {
        assertEquals(Optional.empty(), devices().userOf("8:0", false).map(Wording::english));
        put("proc/self/mountinfo", "22 1 8:2 / /srv/data rw shared:1 - ext4 /dev/nothing rw\n");
        assertEquals(Optional.of("it is mounted at /srv/data: unmount it first"),
                devices().userOf("8:0", false).map(Wording::english));
    }

    @Test
    void aDeviceIsHeldByWhatIsMadeOfIt() throws IOException {
        assertEquals(Optional.of("it is a part of md0: stop that first"),
                devices().userOf("8:16", false).map(Wording::english));
    }

    @Test
    void aFileIsHeldByTheMountOfALoopDeviceOverIt() throws IOException {
        assertEquals(Optional.empty(), devices().user(image));
        put("proc/self/mountinfo", "22 1 7:3 / /mnt rw - ext4 /dev/loop3 rw\n");
        assertTrue(devices().user(image).map(Wording::english).orElse("")
                .startsWith("the loop device over it is mounted at /mnt"));
    }

    /** Names are bytes: the first is UTF-8, the second is not. */
    @ParameterizedTest
    @ValueSource(strings = {"f\u00fcr.img", "f\udcfcr.img", "two words .img"})
    void aFileWithAnyNameIsHeldByTheMountOfALoopDeviceOverIt(String name) throws IOException {
        Path named = Files.write(FileName.path(folder, name), new byte[512]).toRealPath();
        shownByLoop(named);
        put("proc/self/mountinfo", "22 1 7:3 / /mnt/my\\040disk rw - ext4 /dev/loop3 rw\n");
        assertEquals(Optional.of("the loop device over it is mounted at /mnt/my disk: unmount it first"),
                devices().user(named).map(Wording::english));
    }

    private void shownByLoop(Path file) throws IOException {
        Files.write(folder.resolve("sys/block/loop3/loop/backing_file"), TextBytes.bytes(FileName.text(file) + "\n"));
    }

    @Test
    void aFileIsHeldByAMountOfItUnderAnotherName() throws IOException {
        shownByLoop(Files.createLink(folder.resolve("alias.img"), image));
        put("proc/self/mountinfo", "22 1 7:3 / /mnt rw - ext4 /dev/loop3 rw\n");
        assertTrue(devices().user(image).map(Wording::english).orElse("").contains("mounted at /mnt"));
    }

    /** The folder's file system lies on a loop device over a file with such a name. */
    @ParameterizedTest
    @ValueSource(strings = {"f\u00fcr.img", "f\udcfcr.img", "two words .img"})
    void aFileIsBelowAFolderWhateverTheyAreCalled(String name) throws IOException {
        Path named = Files.write(FileName.path(folder, name), new byte[512]).toRealPath();
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("unix"), "needs numbers of devices");
        String number = KernelText.number((Long) Files.getAttribute(folder, "unix:dev"));
        put("sys/dev/block/" + number + "/loop/backing_file", "");
        Files.write(folder.resolve("sys/dev/block/" + number + "/loop/backing_file"),
                TextBytes.bytes(FileName.text(named) + "\n"));
        assertEquals(Optional.of(named), devices().filesBelow(folder, List.of(image, named)));
        Path alias = Files.createLink(folder.resolve("alias.img"), named);
        assertEquals(Optional.of(alias), devices().filesBelow(folder, List.of(image, alias)));
        assertEquals(Optional.empty(), devices().filesBelow(folder, List.of(image)));
    }

    @Test
    void swapWithASpaceInItsNameIsInUse() throws IOException {
        Path spaced = Files.write(folder.resolve("a swap"), new byte[512]);
        put("proc/swaps", "Filename Type Size Used Priority\n" + spaced.toString().replace(" ", "\\040")
                + " file 1 0 -2\n");
        assertTrue(devices().user(spaced).map(Wording::english).orElse("").contains("swap"));
    }

    @Test
    void swapIsInUse() throws IOException {
        put("proc/swaps", "Filename Type Size Used Priority\n" + image + " file 1 0 -2\n");
        assertTrue(devices().user(image).map(Wording::english).orElse("").contains("swap"));
    }
}
