// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quorumworkbench.app.sample.SampleQuorum;
import org.quorumworkbench.core.config.Adjustments;
import org.quorumworkbench.core.config.OpenedQuorum;

/** What comes into the window, and what is refused without anything being lost. */
class OpeningTest extends WindowTest {

    private static final int SECTOR = 512;

    @TempDir
    private Path folder;

    private File file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toFile();
    }

    private File file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toFile();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', value = {"missing; No such file", "directory; Is a directory", "empty; is empty",
            "lengths; Give replicas of one disk", "twice; listed twice", "zero; expects value >= 1",
            "many; threshold may not exceed children count", "string; expects a number", "unknown; unknwon",
            "broken; broken.json:1:"})
    void whatCannotBeOpenedIsSaidAndTheOpenQuorumStays(String what, String reason) throws IOException {
        File a = file("a.img", new byte[4096]);
        File b = file("b.img", new byte[4096]);
        String children = "\"children\": [\"a.img\", \"b.img\"]}";
        List<File> files = switch (what) {
            case "missing" -> List.of(a, folder.resolve("none.img").toFile());
            case "directory" -> List.of(a, folder.toFile());
            case "empty" -> List.of(a, file("empty.img", new byte[0]));
            case "lengths" -> List.of(a, file("long.img", new byte[8192]));
            case "twice" -> List.of(a, a);
            case "zero" -> List.of(file("zero.json", "{\"vote-threshold\": 0, " + children));
            case "many" -> List.of(file("many.json", "{\"vote-threshold\": 3, " + children));
            case "string" -> List.of(file("string.json", "{\"vote-threshold\": \"two\", " + children));
            case "unknown" -> List.of(file("unknown.json", "{\"vote-threshold\": 2, \"unknwon\": 1, " + children));
            default -> List.of(file("broken.json", "{\"vote-threshold\": 2,, " + children));
        };
        assertEquals(4096, b.length());
        robot.interact(() -> workbench.opening().drop(files));
        await("a notice", () -> model.messages().noticeProperty().get().isPresent());
        assertTrue(text("notice-text").contains(reason), text("notice-text"));
        assertTrue(text("verdict").startsWith("Unanimous"), "the sample is still there");
        robot.interact(model.reading()::nextRange);
        awaitRange(8, 8);
    }

    @Test
    void theCommonPartOfUnlikeLengthsIsLookedAtWithOneClick() throws IOException {
        File a = file("a.img", new byte[4096]);
        File longer = file("longer.img", new byte[8192]);
        robot.interact(() -> workbench.opening().drop(List.of(a, longer)));
        await("a notice", () -> model.messages().noticeProperty().get().isPresent());
        assertTrue(text("notice-text").contains("c1 has 8192 bytes, 4096 more"), text("notice-text"));
        assertTrue(isShown("notice-offer"));
        robot.interact(() -> robot.lookup("#notice-offer").queryAs(Button.class).fire());
        await("the common part", () -> model.quorum().sectors() == 8);
        assertTrue(text("notice-text").contains("c1 has 8192 bytes, 4096 more") && text("notice-text").contains("4096"),
                "which part that is stays said: " + text("notice-text"));
        assertFalse(isShown("notice-offer"));
        await("remembered", () -> preferences.recent().size() == 1);
        robot.interact(() -> model.reopening().reload());
        await("read anew", () -> !model.quorum().openingProperty().get());
        assertEquals(8, model.quorum().sectors());
    }

    @Test
    void whatDoesNotComeOpenIsToldAndCanBeGivenUp() throws InterruptedException {
        CountDownLatch answers = new CountDownLatch(1);
        CompletableFuture<Boolean> opened = new CompletableFuture<>();
        robot.interact(() -> {
            var _ = model.quorum().open(() -> {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return SampleQuorum.configuration(Adjustments.NONE);
            }).thenAccept(opened::complete);
        });
        await("it is told among the tasks", () -> !model.tasks().list().isEmpty());
        robot.interact(model.reading()::nextRange);
        awaitRange(8, 8);
        assertTrue(model.quorum().openingProperty().get(), "it is still waited for");
        robot.interact(() -> model.tasks().list().getFirst().cancel());
        assertFalse(opened.join());
        assertFalse(model.quorum().openingProperty().get());
        assertTrue(model.tasks().list().isEmpty());
        assertTrue(text("notice-text").contains("no longer waited for"), text("notice-text"));
        OpenedQuorum before = model.quorum().openedProperty().get().orElseThrow();
        answers.countDown();
        robot.interact(model.reading()::nextRange);
        awaitRange(16, 8);
        assertEquals(before, model.quorum().openedProperty().get().orElseThrow(), "what comes too late is not shown");
    }

    @Test
    void aFaultOfTheProgramItselfIsSaidAndNothingIsLost() {
        robot.interact(() -> model.quorum().open(() -> {
            throw new IllegalStateException("a bug");
        }));
        await("a notice", () -> model.messages().noticeProperty().get().isPresent());
        assertTrue(text("notice-text").contains("a bug"), text("notice-text"));
        assertFalse(model.quorum().openingProperty().get());
        assertTrue(text("verdict").startsWith("Unanimous"), "the sample is still there");
    }

    @Test
    void damagedReplicasOfAFileSystemAreOpenedSearchedAndJudged() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(tree.resolve("note" + i + ".txt"), ("note " + i + "\n").repeat(400));
        }
        Path image = folder.resolve("r0.img");
        assumeTrue(mke2fs(tree, image), "mke2fs is not installed");
        byte[] content = Files.readAllBytes(image);
        content[3000 * SECTOR + 17] ^= 0x20;
        content[9000 * SECTOR] ^= 0x01;
        List<File> replicas = new ArrayList<>(
                List.of(image.toFile(), Files.copy(image, folder.resolve("r1.img")).toFile()));
        replicas.add(file("r2.img", content));
        answers.files = replicas;

        robot.interact(workbench.opening()::chooseImages);
        await("three children",
                () -> model.quorum().openedProperty().get().filter(q -> q.children().size() == 3).isPresent());
        awaitRange(0, 8);
        assertTrue(text("verdict").startsWith("Unanimous"), text("verdict"));
        robot.interact(model.search()::nextDivergence);
        awaitRange(3000, 8);
        assertTrue(accessible("child-c2").contains("version B, outvoted"), accessible("child-c2"));
        robot.interact(model.search()::nextDivergence);
        awaitRange(9000, 8);
        robot.interact(model.search()::previousDivergence);
        awaitRange(3000, 8);
        assertEquals(1, preferences.recent().size());
        assertEquals(3, preferences.recent().getFirst().size());
    }

    private boolean mke2fs(Path tree, Path image) throws IOException, InterruptedException {
        for (String program : List.of("/sbin/mke2fs", "/usr/sbin/mke2fs")) {
            if (Files.isExecutable(Path.of(program))) {
                return new ProcessBuilder(program, "-q", "-t", "ext4", "-d", tree.toString(), image.toString(), "8M")
                        .redirectErrorStream(true).redirectOutput(folder.resolve("mke2fs.log").toFile()).start()
                        .waitFor() == 0;
            }
        }
        return false;
    }
}
