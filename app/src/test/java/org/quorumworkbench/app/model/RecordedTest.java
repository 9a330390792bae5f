// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.core.block.SectorRange;

/** What was written and recorded, the way back into it, and its files. */
class RecordedTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final QuorumWrites writes = desk.model.writes();
    private final Recording recording = desk.model.recording();

    @BeforeEach
    void open() {
        desk.open(folder, ModelDesk.threeWith());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void fill(int value) {
        writes.fill(value, false);
        awaitShown(value);
    }

    private void awaitShown(int value) {
        desk.await("filled with " + value, () -> desk.model.reading().waitingProperty().get().isEmpty()
                && desk.shown(0, 0) == (byte) value);
    }

    @Test
    void whatIsWrittenStaysInOverlaysAndCanBeThrownAway() throws IOException {
        fill(0xEE);
        assertTrue(writes.lastProperty().get().orElseThrow().success());
        // The overlays are looked at in the background, and the range is read again: either may come first.
        desk.await("what was written", () -> List.of(new SectorRange(0, 8))
                .equals(writes.overlaysProperty().get().get("c1")));
        assertEquals(ModelDesk.content()[0], Files.readAllBytes(folder.resolve("0.img"))[0]);
        writes.discard("c0");
        awaitShown(ModelDesk.content()[0]);
        desk.await("discarded", () -> writes.overlaysProperty().get().get("c0").isEmpty());
    }

    @Test
    void patternsZeroesAndFilesAreWrittenOverTheRange() throws IOException {
        writes.pattern("0102", true);
        awaitShown(1);
        assertEquals(2, desk.shown(0, 1));
        writes.zeroes();
        awaitShown(0);
        writes.file(Files.write(folder.resolve("bytes"), new byte[]{77, 78}), false);
        awaitShown(77);
        assertEquals(0, desk.shown(0, 2));
        writes.file(Files.createFile(folder.resolve("nothing")), false);
        desk.awaitTold("nothing");
        writes.file(folder.resolve("nowhere"), false);
        desk.awaitTold("nowhere");
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
        writes.flush();
        desk.await("flushed", () -> writes.lastProperty().get().orElseThrow().what().contains("flush"));
    }

    @Test
    void aChildIsSavedAsItIsNowUnderANewName() throws IOException {
        fill(0x21);
        Path image = folder.resolve("saved.img");
        writes.export("c1", image);
        desk.awaitTold("saved.img");
        assertTrue(desk.model.tasks().list().isEmpty());
        assertEquals(0x21, Files.readAllBytes(image)[0]);
        desk.model.messages().dismiss();
        writes.export("c1", folder.resolve("0.img"));
        desk.awaitTold("0.img");
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
        assertEquals(ModelDesk.content()[0], Files.readAllBytes(folder.resolve("0.img"))[0]);
    }

    @Test
    void oneStepsBackIntoThePastAndComesBack() {
        fill(0x31);
        fill(0x32);
        // The first read, and a write and a read for each filling; counted when the recording was heard of.
        int all = 5;
        desk.await("all of it", () -> recording.sizeProperty().get() == all);
        recording.scrub(3);
        awaitShown(0x31);
        assertTrue(recording.isPast());
        recording.back();
        desk.await("before", () -> recording.momentProperty().get() == 2);
        recording.forward();
        recording.now();
        awaitShown(0x32);
        assertFalse(recording.isPast());
        assertEquals(all, recording.momentProperty().get());
    }

    @Test
    void whoReadsAgainIsInThePresent() {
        fill(0x31);
        recording.scrub(1);
        awaitShown(ModelDesk.content()[0]);
        desk.model.reading().reread();
        awaitShown(0x31);
        assertFalse(recording.isPast());
    }

    @Test
    void oneGoesOnFromAMomentOfThePast() {
        fill(0x31);
        fill(0x32);
        recording.scrub(3);
        awaitShown(0x31);
        recording.fork();
        desk.await("opened anew", () -> recording.sizeProperty().get() == 4 && !recording.isPast());
        awaitShown(0x31);
    }

    @Test
    void aRecordingIsSavedAndDoneAgain() {
        fill(0x41);
        Path file = folder.resolve("kept" + Recording.ENDING);
        recording.save(file);
        desk.awaitTold("kept");
        desk.model.messages().dismiss();
        recording.open(file);
        desk.await("opened", () -> desk.model.quorum().openedProperty().get()
                .filter(open -> open.configuration().source().contains("kept")).isPresent());
        awaitShown(0x41);
        assertEquals("", desk.told(), "it came out the same");
    }

    @Test
    void aFileThatNobodyWasAskedAboutIsNotReplaced() throws IOException {
        Path there = Files.writeString(folder.resolve("kept" + Recording.ENDING), "mine");
        recording.save(folder.resolve("kept"));
        desk.awaitTold("kept");
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
        assertEquals("mine", Files.readString(there));
    }

    @Test
    void whatIsNoRecordingIsExplained() throws IOException {
        recording.open(folder.resolve("gone" + Recording.ENDING));
        desk.awaitTold("gone");
        Path two = Files.writeString(folder.resolve("broken" + Recording.ENDING), "{");
        recording.open(two);
        desk.awaitTold("broken");
        assertEquals(Optional.of(Notice.Kind.ERROR), desk.kind());
    }

    @Test
    void neitherAnImageNorTheConfigurationIsSavedOver() throws IOException {
        Saver saver = desk.model.saver();
        for (String name : List.of("1.img", "quorum.json")) {
            desk.model.messages().dismiss();
            byte[] before = Files.readAllBytes(folder.resolve(name));
            saver.save(folder.resolve(name), saved -> {
                saved.text("over it");
                return new Notice(Notice.Kind.INFORMATION, "saved");
            }, why -> name + " refused: " + why);
            desk.awaitTold(name + " refused");
            assertEquals(before.length, Files.size(folder.resolve(name)));
        }
        saver.saveConfiguration(folder.resolve("quorum.json"), saved -> {
            saved.text("{}");
            return new Notice(Notice.Kind.INFORMATION, "configured");
        }, why -> why);
        desk.awaitTold("configured");
        saver.saveNew(folder.resolve("quorum.json"), saved -> {
            saved.text("{}");
            return new Notice(Notice.Kind.INFORMATION, "saved");
        }, why -> "not new: " + why);
        desk.awaitTold("not new");
    }
}
