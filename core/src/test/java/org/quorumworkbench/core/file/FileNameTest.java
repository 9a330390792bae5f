// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names with bytes that are no UTF-8; only some file systems have such. */
class FileNameTest {

    private static final String KEPT = "caf\uDCE9.img";

    @TempDir
    private Path folder;

    @BeforeEach
    void unixAlone() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
    }

    @Test
    void aNameThatIsNoUtf8NamesItsFile() throws IOException {
        Path file = FileName.path(folder, KEPT);
        Files.writeString(file, "x");
        assertEquals(folder.toAbsolutePath() + "/caf\\xE9.img", FileName.shown(file));
        assertEquals(folder.toAbsolutePath() + "/" + KEPT, FileName.text(file));
        assertEquals(file, FileName.path(Path.of("anywhere"), FileName.text(file)));
    }

    @Test
    void aWordThatJavaCouldNotDecodeNamesTheOneFileThatLooksSo() throws IOException {
        Path file = Files.writeString(FileName.path(folder, KEPT), "x");
        assertEquals(file, FileName.path(folder, "caf\uFFFD.img"));
        assertEquals(file, FileName.path(Path.of("").toAbsolutePath(), folder + "/caf\uFFFD.img"));
        Files.writeString(FileName.path(folder, "caf\uDCE8.img"), "y");
        assertTrue(assertThrows(InvalidPathException.class, () -> FileName.path(folder, "caf\uFFFD.img")).getReason()
                .startsWith("two files' names look alike here: "));
    }

    @Test
    void oneThatIsReallyCalledSoIsNotReadInTheOthersPlace() throws IOException {
        Files.writeString(FileName.path(folder, KEPT), "x");
        Files.writeString(FileName.path(folder, "caf\uDCEF\uDCBF\uDCBD.img"), "y");
        assertThrows(InvalidPathException.class, () -> FileName.path(folder, "caf\uFFFD.img"));
    }

    @Test
    void theBytesThatJavaLostAreThoseOfTheProcess() {
        byte[] line = TextBytes.bytes("java\0Main\0scan\0x-\uDCE9.img\0x-\uFFFD.img\0");
        assertEquals(List.of("scan", "x-\uDCE9.img", "x-\uDCEF\uDCBF\uDCBD.img"),
                CommandWords.exact(List.of("scan", "x-\uFFFD.img", "x-\uFFFD.img"), line));
        List<String> others = List.of("scan", "y-\uFFFD.img");
        assertEquals(others, CommandWords.exact(others, line), "they are not these words");
        List<String> more = List.of("a", "b", "c", "d", "e", "\uFFFD");
        assertEquals(more, CommandWords.exact(more, line));
    }

    @Test
    void nothingIsSavedUnderANameThatWasLost() throws Exception {
        NotSaved refused = assertThrows(NotSaved.class,
                () -> SavedFile.replacing(folder.resolve("r-\uFFFD.csv")).text("x"));
        assertTrue(refused.reason().english().startsWith("U+FFFD in the name stands for what could not be read of it"));
        assertTrue(refused.isRefused());
        for (String name : List.of("r-\uDCE9.csv", "r-\uDCE8.csv")) {
            SavedFile.replacing(FileName.path(folder, name)).text(name.substring(3));
        }
        assertTrue(Files.exists(FileName.path(folder, "r-\uDCE9.csv")));
        assertTrue(Files.exists(FileName.path(folder, "r-\uDCE8.csv")));
    }

    @Test
    void aPlainNameStaysWhatItIs() {
        assertEquals(folder.resolve("a+b %41.img"), FileName.path(folder, "a+b %41.img"));
        assertEquals("a+b %41.img", FileName.text(Path.of("a+b %41.img")));
        assertThrows(InvalidPathException.class, () -> FileName.path(folder, "a\0b"));
        assertThrows(InvalidPathException.class, () -> FileName.path(folder, "\uDCE9\0b"));
    }

    @Test
    void nothingThatATerminalObeysIsShown() {
        assertEquals("new#000Aline #001B[31m #202E #0085 é 盤 #000A".replace("#", "\\u"),
                Printable.line("new\nline \u001B[31m \u202E \u0085 é 盤 \n"));
        assertEquals("#D800".replace("#", "\\u"), Printable.line("\uD800"));
        assertTrue(Printable.line("\uD83D\uDC80").codePointCount(0, 2) == 1);
    }
}
