// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.file.SavedFile.Outcome;

/** What a process that is killed half way leaves, and who cleans it. */
final class KilledTest {

    @TempDir
    private Path folder = Path.of("");

    /** A process that writes half a file and then waits to be killed. */
    static final class HalfWay {
        private HalfWay() {}

        public static void main(String[] words) throws IOException {
            Path folder = Path.of(words[0]);
            TemporaryFolder.make(folder, "sample").put("c0.img", new ByteArrayInputStream(new byte[512]));
            SavedFile.replacing(folder.resolve("report.csv")).bytes(out -> {
                out.write(new byte[1 << 20]);
                System.out.println("half way");
                // Until its end is closed, which is when it is killed.
                assertEquals(-1, System.in.read());
            });
        }
    }

    @Test
    void whoIsKilledLeavesTheOldFileAndThePartIsCleanedByTheNext() throws Exception {
        Path file = Files.writeString(folder.resolve("report.csv"), "old");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), HalfWay.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertEquals("half way", process.inputReader().readLine());
            assertEquals(1, parts().size());

            SavedFile.replacing(file).text("another's");
            assertEquals(1, parts().size(), "a process that is at work keeps its file");
            TemporaryFolder.make(folder, "sample");
            assertEquals(2, folders().size(), "and its folder");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals("another's", Files.readString(file));
        Path left = parts().getFirst();

        Outcome done = SavedFile.replacing(file).text("new");
        TemporaryFolder.make(folder, "sample");

        assertEquals(List.of(folder.toRealPath().resolve(left.getFileName())), done.cleaned());
        assertEquals(List.of(), parts());
        assertEquals(2, folders().size());
        assertEquals("new", Files.readString(file));
    }

    @Test
    void aFileThatOnlyResemblesAPartIsLeftAlone() throws IOException {
        List<String> names = List.of("report.csv.part", "quorum-workbench.saving.part",
                "quorum-workbench.saving.0.1.2.3.part",
                // Another machine's, which may be at work.
                "quorum-workbench.saving.00000000.4194305.0123456789abcdef.1.part");
        for (String name : names) {
            Files.writeString(folder.resolve(name), "somebody's");
        }

        Outcome done = SavedFile.fresh(folder.resolve("report.csv")).text("new");

        assertEquals(List.of(), done.cleaned());
        for (String name : names) {
            assertTrue(Files.exists(folder.resolve(name)), name);
        }
    }

    @Test
    void aPartOfAnEarlierRunThatHadThisProcessesNumberIsLeft() throws IOException {
        Path left = Files.writeString(folder.resolve(ofAnEarlierRun()), "half");

        Outcome done = SavedFile.fresh(folder.resolve("report.csv")).text("new");

        assertEquals(List.of(folder.toRealPath().resolve(left.getFileName())), done.cleaned());
        assertFalse(Files.exists(left));
    }

    @Test
    void anImageThatIsCalledLikeALeftPartIsSpared() throws IOException {
        Path image = Files.writeString(folder.resolve(ofAnEarlierRun()), "evidence");
        Path link = Files.createSymbolicLink(folder.resolve("c0.img"), image);

        SavedFile.fresh(folder.resolve("report.csv")).sparing(Spared.children(List.of(link))).text("new");

        assertEquals("evidence", Files.readString(image));
    }

    /** A name with this process's number, drawn by another run. */
    private static String ofAnEarlierRun() {
        String mine = Maker.newName("saving", ".part");
        String run = Maker.of(mine).orElseThrow().run();
        return mine.replace(run, "0123456789abcdef");
    }

    private List<Path> parts() throws IOException {
        return named("quorum-workbench.saving.");
    }

    private List<Path> folders() throws IOException {
        return named("quorum-workbench.sample.");
    }

    private List<Path> named(String beginning) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning)).toList();
        }
    }
}
