// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.file.SharedFile.Found;

final class SharedFileTest {

    private static final int MOST = 4096;

    @TempDir
    private Path folder = Path.of("");

    /** Adds a character to a file, often. */
    static final class Adding {
        private Adding() {}

        public static void main(String[] words) throws IOException {
            SharedFile file = new SharedFile(Path.of(words[0]), MOST);
            for (int i = 0; i < 50; i++) {
                file.change(found -> Optional.of((found instanceof Found.Text(String text) ? text : "") + words[1]));
            }
        }
    }

    @Test
    void processesThatChangeItAtOnceLoseNothingOfEachOther() throws Exception {
        Path path = folder.resolve("new/shared");
        List<Process> processes = new ArrayList<>();
        for (String word : List.of("a", "b", "c")) {
            processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), Adding.class.getName(), path.toString(), word)
                    .inheritIO().start());
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }

        String text = Files.readString(path);
        assertEquals(150, text.length());
        for (String word : List.of("a", "b", "c")) {
            assertEquals(50, text.replaceAll("[^" + word + "]", "").length());
        }
    }

    @Test
    void whatIsTooLongIsNeitherReadNorWritten() throws IOException {
        Path path = Files.writeString(folder.resolve("shared"), "x".repeat(MOST));
        SharedFile file = new SharedFile(path, MOST);
        assertEquals(new Found.Text("x".repeat(MOST)), file.read());

        NotSaved refused = assertThrows(NotSaved.class, () -> file.change(_ -> Optional.of("y".repeat(MOST + 1))));
        assertEquals(path + ": it would be longer than the 4096 bytes that are read again", refused.getMessage());
        assertEquals("x".repeat(MOST), Files.readString(path));

        Files.writeString(path, "x".repeat(MOST + 1));
        assertEquals(new Found.Unreadable("it is longer than 4096 bytes"), file.read());
    }

    @Test
    void whatIsNoTextOrNoFileIsSaid() throws IOException {
        Path path = Files.write(folder.resolve("shared"), new byte[]{'a', (byte) 0xFF});
        assertEquals(new Found.Unreadable("it is no UTF-8 text"), new SharedFile(path, MOST).read());
        assertEquals(new Found.Unreadable("it is no regular file"), new SharedFile(folder, MOST).read());
        assertEquals(new Found.Nothing(), new SharedFile(folder.resolve("none"), MOST).read());
    }

    @Test
    void whatIsPutAsideGetsANameThatNothingHad() throws IOException {
        Path path = folder.resolve("shared");
        SharedFile file = new SharedFile(path, MOST);
        for (String name : List.of("shared.unreadable", "shared.unreadable-2", "shared.unreadable-3")) {
            Files.writeString(path, name);
            assertEquals(folder.resolve(name), file.setAside());
            assertEquals(name, Files.readString(folder.resolve(name)));
        }
    }
}
