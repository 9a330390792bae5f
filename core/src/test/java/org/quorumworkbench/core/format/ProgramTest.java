// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the storage daemon is looked for, and what is said where it is not. */
class ProgramTest {

    @TempDir
    private Path folder;

    @Test
    void theFirstExecutableInAbsoluteFoldersIsTaken() throws IOException {
        Path program = Files.createFile(folder.resolve("daemon"));
        String path = "relative" + File.pathSeparator + File.pathSeparator + folder;
        assertEquals(Optional.empty(), Program.find("daemon", path, List.of()), "it cannot be executed");
        assertEquals(true, program.toFile().setExecutable(true));
        assertEquals(Optional.of(program), Program.find("daemon", path, List.of()));
        assertEquals(Optional.of(program), Program.find("daemon", "", List.of(folder.toString())));
        assertEquals(Optional.empty(), Program.find("daemon", "", List.of()));
    }

    @Test
    void whereItIsNotOneSentenceSaysWhichPackageBringsIt() {
        FormatProblem problem = Program.missing(DiskFormat.QCOW2);
        assertEquals("images of format 'qcow2' are opened by qemu-storage-daemon, which is not installed",
                problem.reason());
        assertEquals("Install it (Debian 12: package qemu-system-common; Fedora: qemu-img; macOS: brew install qemu),"
                + " or convert the image (qemu-img convert -O raw IN OUT).", problem.remedy().english());
    }
}
