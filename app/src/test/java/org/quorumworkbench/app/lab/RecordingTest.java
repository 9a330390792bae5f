// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.cli.QuorumWorkbench;
import org.quorumworkbench.app.model.BackgroundTask;
import org.quorumworkbench.app.model.QuorumWrites.WriteReport;
import org.quorumworkbench.app.model.Recording;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.Errno;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.fault.DeviceOperation;
import org.quorumworkbench.core.fault.Effect;
import org.quorumworkbench.core.fault.Fault;
import org.quorumworkbench.core.fault.Occurrence;
import org.quorumworkbench.core.fault.When;
import org.quorumworkbench.core.inspect.Inspection;
import org.quorumworkbench.core.session.Recorder;

/** Writes, flushes and overlays at the window, and the way back into what was done. */
class RecordingTest extends WindowTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void showTheTabs() {
        robot.interact(() -> tab("tab-recording"));
        robot.interact(() -> tab("tab-writes"));
    }

    private void tab(String id) {
        TabPane tabs = robot.lookup(".bottom-tabs").queryAs(TabPane.class);
        tabs.getTabs().stream().filter(tab -> id.equals(tab.getId())).findFirst()
                .ifPresent(tabs.getSelectionModel()::select);
    }

    private static Fault fault(String id, Effect effect, DeviceOperation operation) {
        return new Fault(id, id,
                new When(EnumSet.of(operation), Optional.empty(), new Occurrence.Always(), Optional.empty()), effect);
    }

    private void lay(Fault fault, String... children) {
        robot.interact(() -> model.lab().lay(fault, Optional.empty(), Set.of(children)));
        await("laid", () -> Arrays.stream(children).allMatch(child -> model.lab().faultsProperty().get()
                .getOrDefault(child, List.of()).contains(fault)) && model.reading().waitingProperty().get().isEmpty());
    }

    /** Writes a byte over the range from the tab, and waits until it has been read again. */
    private WriteReport write(String bytes) {
        Optional<WriteReport> before = model.writes().lastProperty().get();
        robot.interact(() -> {
            robot.lookup("#write-bytes").queryAs(TextField.class).setText(bytes);
            robot.lookup("#lab-write-given").queryButton().fire();
        });
        return came(before);
    }

    private WriteReport came(Optional<WriteReport> before) {
        await("what came of it", () -> model.writes().lastProperty().get().filter(now -> before.isEmpty()
                || !now.equals(before.get())).isPresent() && model.reading().waitingProperty().get().isEmpty());
        return model.writes().lastProperty().get().orElseThrow();
    }

    private Inspection shown() {
        return model.reading().inspectionProperty().get().orElseThrow();
    }

    private byte[] bytes(int child) {
        return shown().children().get(child).bytes().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    }

    @Test
    void aLostWriteIsOutvotedAndTheOverlaysShowWhoTookIt() {
        lay(fault("lost", new Effect.Stale(), DeviceOperation.WRITE), "c2");
        assertTrue(write("ee").success());
        await("c2 outvoted", () -> accessible("child-c2").contains("outvoted"));
        assertEquals((byte) 0xEE, bytes(0)[0]);
        assertTrue(text("overlay-c0").startsWith("8 sectors: 0-7"), text("overlay-c0"));
        robot.interact(() -> robot.lookup("#discard-c0").queryButton().fire());
        await("discarded", () -> text("overlay-c0").contains("nothing"));
    }

    @Test
    void aStaleMajorityWinsWrongly() {
        lay(fault("lost", new Effect.Stale(), DeviceOperation.WRITE), "c1", "c2", "c3");
        assertTrue(write("ee").success());
        await("the only good child outvoted", () -> accessible("child-c0").contains("outvoted"));
    }

    @Test
    void aFlushThatFailsSaysWhichErrorWon() {
        lay(fault("full", new Effect.Fails(Errno.ENOSPC), DeviceOperation.FLUSH), "c0", "c1", "c2");
        write("01");
        Optional<WriteReport> before = model.writes().lastProperty().get();
        robot.interact(() -> robot.lookup("#lab-write-flush").queryButton().fire());
        WriteReport flush = came(before);
        assertFalse(flush.success());
        assertTrue(flush.outcome().contains("ENOSPC"), flush.outcome());
        assertTrue(text("write-outcome").contains("ENOSPC"), text("write-outcome"));
        assertTrue(flush.events().stream().anyMatch(event -> event.contains("full")), flush.events().toString());
    }

    @Test
    void whatIsNoBytesIsRefusedInWords() {
        robot.interact(() -> {
            robot.lookup("#write-bytes").queryAs(TextField.class).setText("xyz");
            robot.lookup("#lab-write-given").queryButton().fire();
        });
        assertTrue(text("notice-text").contains("hexadecimal"), text("notice-text"));
        assertTrue(model.writes().lastProperty().get().isEmpty());
    }

    @Test
    void aFilesContentIsWrittenFromTheRangesStartOn() throws Exception {
        byte[] content = new byte[700];
        Arrays.fill(content, (byte) 0x5A);
        answers.files = List.of(Files.write(folder.resolve("content.bin"), content).toFile());
        Optional<WriteReport> before = model.writes().lastProperty().get();
        robot.interact(() -> robot.lookup("#lab-write-file").queryButton().fire());
        assertTrue(came(before).success());
        assertArrayEquals(content, Arrays.copyOf(bytes(3), 700));
    }

    @Test
    void anOverlayIsExportedWithWhatWasWrittenAndNoFileIsTouched() throws Exception {
        write("ee");
        Path image = folder.resolve("c0-exported.img");
        robot.interact(() -> model.writes().export("c0", image));
        await("exported", () -> isShown("notice-text") && text("notice-text").contains("c0-exported.img"));
        byte[] exported = Files.readAllBytes(image);
        assertEquals(65536, exported.length);
        assertEquals((byte) 0xEE, exported[4095]);
        robot.interact(() -> model.writes().export("c0", image));
        await("refused", () -> text("notice-text").contains("it is there already"));
    }

    @Test
    void anExportThatIsStoppedLeavesNoPartOfAnImage() {
        Path image = folder.resolve("half.img");
        robot.interact(() -> {
            // As soon as there is something to stop: an export of an empty disk is over at once.
            model.tasks().list()
                    .addListener((ListChangeListener<BackgroundTask>) change -> List.copyOf(change.getList())
                            .forEach(BackgroundTask::cancel));
            model.writes().export("c0", image);
        });
        await("stopped", () -> isShown("notice-text") && text("notice-text").contains("stopped"));
        assertTrue(Files.notExists(image));
        assertTrue(model.tasks().list().isEmpty());
    }

    @Test
    void whoDoesMoreThanIsRecordedIsTold() {
        robot.interact(() -> {
            for (int done = 0; done <= Recorder.MOST; done++) {
                var _ = model.quorum().session().orElseThrow().heal("c0");
            }
        });
        await("told", () -> isShown("notice-text") && text("notice-text").contains(Integer.toString(Recorder.MOST)));
        assertEquals(Recorder.MOST, model.recording().sizeProperty().get());
    }

    @Test
    void oneStepsBackIntoThePastAndComesBack() {
        byte[] old = bytes(0);
        write("ee");
        await("read again", () -> bytes(0)[0] == (byte) 0xEE);
        int size = recorded();
        robot.interact(() -> {
            TabPane lower = robot.lookup(".bottom-tabs").query();
            lower.getTabs().stream().filter(tab -> "tab-recording".equals(tab.getId())).findFirst()
                    .ifPresent(lower.getSelectionModel()::select);
        });
        while (model.recording().momentProperty().get() > 2) {
            robot.interact(() -> robot.lookup("#lab-stepBack").queryButton().fire());
        }
        await("the first picture", () -> Arrays.equals(old, bytes(0)));
        assertTrue(model.recording().isPast());
        robot.interact(() -> robot.lookup("#lab-now").queryButton().fire());
        await("the present", () -> bytes(0)[0] == (byte) 0xEE);
        assertEquals(size, model.recording().sizeProperty().get(), "looking at the past is no operation");
    }

    @Test
    void aForkGoesOnFromAMomentAsIfTheRestHadNotBeen() {
        byte[] old = bytes(1);
        write("ee");
        robot.interact(() -> model.recording().scrub(2));
        await("the past", () -> Arrays.equals(old, bytes(1)));
        robot.interact(model.recording()::fork);
        await("a recording of its own",
                () -> !model.recording().isPast() && model.recording().sizeProperty().get() == 3
                        && model.reading().waitingProperty().get().isEmpty());
        assertArrayEquals(old, bytes(1));
        assertEquals(List.of(), model.writes().overlaysProperty().get().get("c1"));
        write("11");
        await("written", () -> bytes(1)[0] == 0x11);
    }

    @Test
    void whatWasRecordedRunsAgainFromTheCommandLineAndOpensAgain() throws Exception {
        lay(fault("flips", new Effect.FlipsBits(5, 3), DeviceOperation.READ), "c3");
        lay(new Fault("rare", "rare", new When(EnumSet.of(DeviceOperation.READ), Optional.empty(),
                new Occurrence.Chance(0.5, 9), Optional.empty()), new Effect.Junk(4)), "c2");
        write("ee");
        robot.interact(() -> model.reading().goTo(new SectorRange(32, 8)));
        awaitRange(32, 8);
        robot.interact(() -> model.quorum().setThreshold(3));
        await("read again", () -> model.reading().waitingProperty().get().isEmpty());
        byte[] last = bytes(3);
        Path file = folder.resolve("done" + Recording.ENDING);
        robot.interact(() -> model.recording().save(file));
        await("saved", () -> isShown("notice-text") && text("notice-text").contains("done"));

        StringWriter out = new StringWriter();
        int status = QuorumWorkbench.run(List.of("run", "--check", file.toString()), new PrintWriter(out, true),
                new PrintWriter(out, true), _ -> 3);
        assertEquals(0, status, out::toString);
        assertTrue(out.toString().contains("as expected"), out.toString());

        robot.interact(() -> workbench.opening().open(List.of(file.toString())));
        await("opened", () -> model.quorum().openedProperty().get().orElseThrow().configuration().source()
                .contains("done") && model.reading().waitingProperty().get().isEmpty()
                && model.reading().inspectionProperty().get().isPresent());
        assertArrayEquals(last, bytes(3));
        assertEquals(3, model.quorum().openedProperty().get().orElseThrow().quorum().policy().threshold());
    }

    @Test
    void aFileThatNobodyWasAskedAboutIsNotReplaced() throws Exception {
        Path there = Files.writeString(folder.resolve("there" + Recording.ENDING), "mine");
        robot.interact(() -> model.recording().save(folder.resolve("there")));
        await("said", () -> isShown("notice-text") && text("notice-text").contains("is there already"));
        assertEquals("mine", Files.readString(there));
        robot.interact(() -> model.recording().save(there));
        await("replaced", () -> text("notice-text").contains("saved"));
        assertTrue(Files.readString(there).startsWith("{"));
    }

    @Test
    void aScenarioThatCannotBeWorkedWithIsRefusedInWords() throws Exception {
        Path file = Files.writeString(folder.resolve("bad" + Recording.ENDING), "{\"children\": 3}");
        robot.interact(() -> model.recording().open(file));
        await("said", () -> isShown("notice-text") && text("notice-text").contains("children"));
        assertEquals("sample", model.quorum().openedProperty().get().orElseThrow().quorum().name());
    }
}
