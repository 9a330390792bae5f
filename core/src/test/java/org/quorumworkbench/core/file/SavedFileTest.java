// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.file.SavedFile.Outcome;

final class SavedFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aNewFileIsWrittenAndSaysSo() throws IOException {
        Path file = folder.resolve("report.csv");

        Outcome done = SavedFile.fresh(file).text("first;count\n");

        assertEquals("first;count\n", Files.readString(file));
        assertEquals(new Outcome(file.toRealPath(), false, 12, true, List.of()), done);
        assertOnly("report.csv");
    }

    @Test
    void aFileThatIsReplacedIsReplacedAsAWhole() throws IOException {
        Path file = file("report.csv", "a much longer text than the new one");

        Outcome done = SavedFile.replacing(file).text("new\n");

        assertEquals("new\n", Files.readString(file));
        assertTrue(done.replaced());
        assertOnly("report.csv");
    }

    @Test
    void textIsUtf8AndMayBeWrittenBitByBitAndClosed() throws IOException {
        Path file = folder.resolve("note");

        SavedFile.fresh(file).text(out -> {
            out.write("Grüße, ");
            out.append("磁盘");
            out.close();
        });

        assertEquals("Grüße, 磁盘", Files.readString(file, StandardCharsets.UTF_8));
    }

    @Test
    void aFileMayBeWrittenAnywhereAndKeepsItsHoles() throws IOException {
        Path file = folder.resolve("disk.img");

        SavedFile.fresh(file).places(channel -> channel.write(ByteBuffer.wrap(new byte[]{7}), (1 << 20) - 1));

        assertEquals(1 << 20, Files.size(file));
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(7, bytes[bytes.length - 1]);
        assertEquals(0, bytes[0]);
    }

    @Test
    void aFileThatNobodyWasAskedAboutIsLeftAlone() throws IOException {
        Path file = file("out-c0.map", "somebody's");

        NotSaved refused = assertThrows(NotSaved.class, () -> SavedFile.fresh(file).text("new"));

        assertTrue(refused.isRefused());
        assertEquals(file + ": it is there already, and nobody was asked whether it may be replaced",
                refused.getMessage());
        assertEquals("somebody's", Files.readString(file));
    }

    @Test
    void aFileThatComesWhileItIsWrittenIsLeftAloneUnlessItWasAskedFor() throws IOException {
        Path file = folder.resolve("out-c0.map");

        NotSaved refused = assertThrows(NotSaved.class, () -> SavedFile.fresh(file).text(out -> {
            out.write("new");
            file("out-c0.map", "somebody's");
        }));

        assertTrue(refused.isRefused());
        assertEquals("somebody's", Files.readString(file));
        assertOnly("out-c0.map");
    }

    @Test
    void aChildsImageIsRefusedHoweverItIsSpelled() throws IOException {
        Path image = file("c0.img", "evidence");
        Path hard = Files.createLink(folder.resolve("hard.img"), image);
        Path soft = Files.createSymbolicLink(folder.resolve("soft.img"), Path.of("c0.img"));
        Files.createDirectory(folder.resolve("sub"));
        Path roundabout = folder.resolve("sub/../c0.img");

        for (Path spelling : List.of(image, hard, soft, roundabout)) {
            for (Path spared : List.of(image, hard, soft, roundabout)) {
                NotSaved refused = assertThrows(NotSaved.class, () -> SavedFile.replacing(spelling)
                        .sparing(Spared.children(List.of(spared))).text("new"));
                assertEquals(spelling + ": " + Spared.CHILD, refused.getMessage());
                assertTrue(refused.isRefused());
            }
        }
        assertEquals("evidence", Files.readString(image));
        assertOnly("c0.img", "hard.img", "soft.img", "sub");
    }

    @Test
    void aChildsImageThatTheNameComesToMeanWhileItIsWrittenIsLeftAlone() throws IOException {
        Path image = file("c0.img", "evidence");
        Path file = folder.resolve("report.html");

        assertThrows(NotSaved.class,
                () -> SavedFile.replacing(file).sparing(Spared.children(List.of(image))).text(out -> {
                    out.write("new");
                    Files.createSymbolicLink(file, image);
                }));

        assertEquals("evidence", Files.readString(image));
        assertOnly("c0.img", "report.html");
    }

    @Test
    void whatWasReadIsRefusedWithItsOwnReason() throws IOException {
        Path mapfile = file("c0.map", "0x0 0x200 +");

        NotSaved refused = assertThrows(NotSaved.class, () -> SavedFile.replacing(mapfile)
                .sparing(Spared.NOTHING.andInputs(mapfile)).text("new"));

        assertEquals(Spared.INPUT, refused.reason());
        assertEquals(mapfile, refused.file());
    }

    @Test
    void aChildIsKnownByWhatItWasSoThatSavingDoesNotAskForItAgain() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path mounted = Files.createSymbolicLink(folder.resolve("mounted"), disk);
        Path image = Files.writeString(mounted.resolve("c0.img"), "evidence");
        Path hard = Files.createLink(disk.resolve("hard.img"), image);
        Spared spared = Spared.children(List.of(image));
        // From now on nothing is known of the name that the child was given with.
        Files.delete(mounted);

        for (Path same : List.of(disk.resolve("c0.img"), hard)) {
            NotSaved refused = assertThrows(NotSaved.class,
                    () -> SavedFile.replacing(same).sparing(spared).text("new"));
            assertEquals(Spared.CHILD, refused.reason());
        }
        SavedFile.replacing(disk.resolve("report.html")).sparing(spared).text("new");
        assertEquals("evidence", Files.readString(hard));
    }

    @Test
    void anImageThatIsNotThereYetIsSparedByItsName() {
        Path image = folder.resolve("c0.img");

        assertThrows(NotSaved.class, () -> SavedFile.fresh(image)
                .sparing(Spared.children(List.of(folder.resolve("./c0.img")))).text("new"));
        assertFalse(Files.exists(image));
    }

    @Test
    void aFolderADeviceAndAPipeAreRefused() throws Exception {
        assertRefused(folder, "it is a folder");
        assertRefused(Path.of("/"), "it is a folder");
        assumeTrue(Files.exists(Path.of("/dev/null")), "needs Unix");
        assertRefused(Path.of("/dev/null"), "it is a device, a pipe or a socket, and only regular files are written");
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertRefused(pipe, "it is a device, a pipe or a socket, and only regular files are written");
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
        assertRefused(link, "it is a device, a pipe or a socket, and only regular files are written");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path file = folder.resolve("none/report.csv");

        NotSaved refused = assertThrows(NotSaved.class, () -> SavedFile.fresh(file).text("new"));

        assertEquals(file + ": there is no folder " + folder.resolve("none"), refused.getMessage());
        assertTrue(refused.isRefused());
    }

    @Test
    void aWriteProtectedFileIsRefused() throws IOException {
        Path file = file("report.csv", "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeTrue(!Files.isWritable(file), "root may write everything");

        assertRefused(file, "it is write-protected");
    }

    @Test
    void permissionsAreKept() throws IOException {
        Set<PosixFilePermission> odd = PosixFilePermissions.fromString("rw-r-x--x");
        Path file = file("report.csv", "old");
        Files.setPosixFilePermissions(file, odd);

        SavedFile.replacing(file).text("new");

        assertEquals(odd, Files.getPosixFilePermissions(file));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void whatReplacesASecretIsSecretWhileItIsWritten() throws IOException {
        Path file = file("report.csv", "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        SavedFile.replacing(file).text(out -> assertEquals(PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(part())));
    }

    @Test
    void symbolicLinksAreFollowedAndStay() throws IOException {
        Files.createDirectory(folder.resolve("elsewhere"));
        Path file = file("elsewhere/real.csv", "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere/real.csv"));
        Path twice = Files.createSymbolicLink(folder.resolve("twice"), link);

        Outcome done = SavedFile.replacing(twice).text("new");

        assertEquals("new", Files.readString(file));
        assertEquals(file.toRealPath(), done.file());
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(twice));
    }

    @Test
    void aLinkToNothingMakesWhatItNames() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("new.csv"));

        SavedFile.fresh(link).text("new");

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(folder.resolve("new.csv")));
    }

    @Test
    void linksThatGoInACircleAreRefused() throws IOException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

        NotSaved refused = assertThrows(NotSaved.class, () -> SavedFile.replacing(one).text("new"));

        assertEquals(one + ": it cannot be examined: too many symbolic links", refused.getMessage());
    }

    @Test
    void whatFailsHalfWayLeavesTheOldFileAndNoPart() throws IOException {
        Path file = file("report.csv", "old");

        NotSaved failed = assertThrows(NotSaved.class, () -> SavedFile.replacing(file).text(out -> {
            out.write("x".repeat(1 << 20));
            throw new IOException("No space left on device");
        }));

        assertEquals(file + ": No space left on device", failed.getMessage());
        assertFalse(failed.isRefused());
        assertEquals("old", Files.readString(file));
        assertOnly("report.csv");
    }

    @Test
    void aMistakeOfTheWritersLeavesTheOldFileAndNoPart() throws IOException {
        Path file = file("report.csv", "old");
        IllegalStateException mistake = new IllegalStateException();

        assertSame(mistake, assertThrows(IllegalStateException.class, () -> SavedFile.replacing(file).text(_ -> {
            throw mistake;
        })));

        assertEquals("old", Files.readString(file));
        assertOnly("report.csv");
    }

    @Test
    void aFullDiskLeavesTheOldFileAndIsNamed() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()) == 0,
                "needs the right to mount");
        try {
            Path file = file("small/report.csv", "old");

            NotSaved failed = assertThrows(NotSaved.class,
                    () -> SavedFile.replacing(file).text(out -> out.write("x".repeat(1 << 20))));

            assertEquals(file + ": No space left on device", failed.getMessage());
            assertEquals("old", Files.readString(file));
            assertEquals(List.of("report.csv"), names(small));
        } finally {
            assertEquals(0, run("umount", small.toString()));
        }
    }

    @Test
    void ofManyWhoReplaceAFileAtOnceOneIsThereWhole() throws Exception {
        Path file = file("report.csv", "old");
        List<String> texts = IntStream.range(0, 16).mapToObj(i -> Character.toString('a' + i).repeat(300_000)).toList();

        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome> done : writers.invokeAll(texts
                    .stream().<java.util.concurrent.Callable<Outcome>>map(
                            text -> () -> SavedFile.replacing(file).text(text))
                    .toList())) {
                assertTrue(done.get().replaced());
            }
        }

        assertTrue(texts.contains(Files.readString(file)));
        assertOnly("report.csv");
    }

    @Test
    void ofManyWhoMakeAFileAtOnceOneDoesAndTheOthersHearIt() throws Exception {
        Path file = folder.resolve("out-c0.map");
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = writers
                    .invokeAll(IntStream.range(0, 16).<java.util.concurrent.Callable<Boolean>>mapToObj(
                            i -> () -> isSaved(file, "text " + i)).toList());
            int saved = 0;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).get()) {
                    saved++;
                    assertEquals("text " + i, Files.readString(file));
                }
            }
            assertEquals(1, saved);
        }
        assertOnly("out-c0.map");
    }

    private static boolean isSaved(Path file, String text) {
        try {
            SavedFile.fresh(file).text(text);
            return true;
        } catch (NotSaved refused) {
            assertTrue(refused.isRefused());
            return false;
        }
    }

    @Test
    void aNameAsLongAsNamesMayBeIsWritten() throws IOException {
        Path file = folder.resolve("n".repeat(255));

        SavedFile.fresh(file).text("new");

        assertArrayEquals("new".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(file));
    }

    @Test
    void whatWillBeRefusedIsRefusedBeforeAnythingIsMade() throws IOException {
        Path image = file("c0.img", "evidence");

        assertThrows(NotSaved.class,
                () -> SavedFile.replacing(image).sparing(Spared.children(List.of(image))).check());
        assertEquals(folder.toRealPath().resolve("new"), SavedFile.fresh(folder.resolve("new")).check());
        assertOnly("c0.img");
    }

    private void assertRefused(Path file, String reason) {
        NotSaved refused = assertThrows(NotSaved.class, () -> SavedFile.replacing(file).text("new"));
        assertEquals(reason, refused.reason().english());
        assertTrue(refused.isRefused());
    }

    private Path part() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).findFirst().orElseThrow();
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void assertOnly(String... names) throws IOException {
        assertEquals(List.of(names), names(folder));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static int run(String... words) throws Exception {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException noSuchProgram) {
            return -1;
        }
    }
}
