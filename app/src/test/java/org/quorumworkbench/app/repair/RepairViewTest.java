// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.ScanModel;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.ui.Resources;

/** From the scan to a repaired child and back, in the window. */
class RepairViewTest extends WindowTest {

    private static final int SECTOR = 512;

    @TempDir
    private Path folder;

    private final List<Path> images = new ArrayList<>();
    private byte[] right = new byte[0];

    @AfterEach
    void speakEnglishAgain() {
        Resources.speak(Locale.ENGLISH);
    }

    private void open() throws IOException {
        right = new byte[2048 * SECTOR];
        new Random(5).nextBytes(right);
        for (int child = 0; child < 5; child++) {
            byte[] bytes = right.clone();
            if (child == 3) {
                Arrays.fill(bytes, 100 * SECTOR, 104 * SECTOR, (byte) 0);
                bytes[700 * SECTOR + 9] ^= 2;
            }
            images.add(Files.write(folder.resolve("r" + child + ".img"), bytes));
        }
        robot.interact(() -> workbench.opening().drop(images.stream().map(Path::toFile).toList()));
        await("the images", () -> model.quorum().names().size() == 5
                && model.reading().waitingProperty().get().isEmpty());
        TabPane lower = robot.lookup(".bottom-tabs").query();
        robot.interact(() -> lower.getTabs().stream().filter(tab -> "tab-repair".equals(tab.getId())).findFirst()
                .ifPresent(lower.getSelectionModel()::select));
    }

    private void scan() throws IOException {
        robot.interact(model.scan()::start);
        await("the scan", () -> model.scan().stateProperty().get() == ScanModel.State.IDLE
                && model.whatIf().judgementProperty().get().isPresent());
    }

    private void press(String id) {
        robot.interact(robot.lookup("#repair-" + id).queryButton()::fire);
    }

    private boolean isDisabled(String id) {
        return robot.lookup("#repair-" + id).queryButton().isDisabled();
    }

    private void type(String names) {
        robot.interact(() -> robot.lookup("#repair-typed").queryAs(TextField.class).setText(names));
    }

    /** The path is plan, save, rehearse, type, apply; there is no other. */
    @Test
    void nothingRepairsAtOnce() throws IOException {
        open();
        scan();
        for (String id : List.of("save", "rehearse", "apply")) {
            assertTrue(isDisabled(id), id);
        }
        assertEquals(List.of(),
                actionTitles().stream().filter(title -> title.matches("(?i).*\\b(repair|apply)\\b.*")).toList(),
                "no menu, key or palette entry repairs");
    }

    @Test
    void aPlansLinesAreInTheWindowsLanguage() throws IOException {
        Resources.speak(Locale.GERMAN);
        open();
        scan();
        press("plan");
        await("the plan", () -> model.repair().planProperty().get().isPresent());
        ListView<?> lines = robot.lookup("#repair-lines").queryListView();
        String all = String.join("\n", lines.getItems().stream().map(Object::toString).toList());
        assertTrue(all.contains("gekipptes Bit") && all.contains("4 von 5 <- c0"), all);
    }

    @Test
    void aRepairIsPlannedSavedRehearsedTypedAppliedAndTakenBack() throws IOException {
        open();
        press("plan");
        assertTrue(model.repair().planProperty().get().isEmpty(), "nothing was scanned yet");
        scan();
        byte[] before = Files.readAllBytes(images.get(3));
        assertTrue(isDisabled("save") && isDisabled("rehearse") && isDisabled("apply"));
        press("plan");
        await("the plan", () -> model.repair().planProperty().get().isPresent());
        ListView<?> lines = robot.lookup("#repair-lines").queryListView();
        assertEquals(2, lines.getItems().size());
        assertTrue(robot.lookup("#repair-summary").queryAs(Label.class).getText().startsWith("2 steps, 0 left"));
        assertTrue(isDisabled("rehearse"), "only a saved plan is rehearsed");
        saving = Optional.of(folder.resolve("plan.json"));
        press("save");
        await("the file", () -> model.repair().savedProperty().get().isPresent());
        press("rehearse");
        await("the rehearsal", () -> model.repair().rehearsalProperty().get().isPresent());
        type("c2");
        assertTrue(isDisabled("apply"), "another child's name");
        type("c3");
        assertFalse(isDisabled("apply"));
        assertArrayEquals(before, Files.readAllBytes(images.get(3)), "nothing is written before");
        saving = Optional.of(folder.resolve("journal"));
        press("apply");
        await("the end",
                () -> !model.repair().busyProperty().get() && model.repair().rehearsalProperty().get().isEmpty());
        assertArrayEquals(right, Files.readAllBytes(images.get(3)));
        await("every step in the log", () -> model.repair().log().stream().filter(line -> line.endsWith(" done"))
                .count() == 2);
        assertTrue(isDisabled("apply"), "once");
        assertFalse(isShown("repair-follow"));
        press("undo");
        await("the question", () -> model.repair().journal().askedProperty().get().isPresent());
        press("dismiss");
        assertFalse(isShown("repair-follow"));
        press("undo");
        await("the question again", () -> model.repair().journal().askedProperty().get().isPresent());
        String asked = robot.lookup("#repair-summary").queryAs(Label.class).getText();
        assertTrue(asked.contains(folder.resolve("journal").toString())
                && asked.contains("c3  " + images.get(3).toRealPath()), asked);
        assertEquals(2, lines.getItems().size());
        assertArrayEquals(right, Files.readAllBytes(images.get(3)), "it is asked first");
        assertTrue(isDisabled("follow"));
        type("c2");
        assertTrue(isDisabled("follow"), "another child's name");
        type("c3");
        press("follow");
        await("the way back", () -> !model.repair().busyProperty().get()
                && model.repair().log().stream().filter(line -> line.endsWith("taken back")).count() == 2);
        assertArrayEquals(before, Files.readAllBytes(images.get(3)));
    }

    @Test
    void aFileThatIsNoJournalIsNotFollowed() throws IOException {
        open();
        scan();
        press("plan");
        await("the plan", () -> model.repair().planProperty().get().isPresent());
        String summary = robot.lookup("#repair-summary").queryAs(Label.class).getText();
        Path none = Files.write(folder.resolve("none"), new byte[99]);
        answers.files = List.of(none.toFile());
        press("resume");
        await("the refusal", () -> !model.repair().busyProperty().get());
        assertFalse(isShown("repair-follow"), "it is no journal");
        assertEquals(summary, robot.lookup("#repair-summary").queryAs(Label.class).getText());
    }

    @Test
    void theMapShowsWhatARehearsedRepairWouldLeave() throws IOException {
        open();
        scan();
        press("plan");
        await("the plan", () -> model.repair().planProperty().get().isPresent());
        saving = Optional.of(folder.resolve("plan.json"));
        press("save");
        await("the file", () -> model.repair().savedProperty().get().isPresent());
        String found = text("map-caption");
        assertFalse(isShown("repair-map"));
        press("rehearse");
        await("the rehearsal", () -> model.repair().leftProperty().get().isPresent());
        await("the map", () -> text("map-caption").startsWith("As it would be after the rehearsed repair"));
        CheckBox shows = robot.lookup("#repair-map").queryAs(CheckBox.class);
        assertTrue(shows.isVisible() && shows.isSelected());
        robot.interact(() -> shows.setSelected(false));
        await("what was found", () -> text("map-caption").equals(found));
    }

    private void pick(String table, int... rows) {
        robot.interact(() -> {
            var selection = robot.lookup("#" + table).queryTableView().getSelectionModel();
            selection.clearSelection();
            for (int row : rows) {
                selection.select(row);
            }
        });
    }

    @Test
    void rowsThatArePickedInTheTablesArePlannedAlone() throws IOException {
        open();
        scan();
        await("the findings", () -> model.findings().foundProperty().get().isPresent());
        lookAt("tab-divergences");
        await("the runs", () -> robot.lookup("#divergence-table").queryTableView().getItems().size() == 2);
        pick("divergence-table", 1);
        robot.interact(robot.lookup("#divergence-repair").queryButton()::fire);
        TabPane lower = robot.lookup(".bottom-tabs").query();
        assertEquals("tab-repair", lower.getSelectionModel().getSelectedItem().getId());
        press("plan");
        await("the plan", () -> model.repair().planProperty().get().isPresent());
        assertEquals(List.of("sector=700+1"), model.repair().planProperty().get().orElseThrow().plan().policy().only());
        assertEquals(List.of(700L), model.repair().planProperty().get().orElseThrow().plan().steps().stream()
                .map(step -> step.range().first()).toList());
        lookAt("tab-findings");
        pick("findings-table", 0, 1);
        robot.interact(robot.lookup("#findings-repair").queryButton()::fire);
        press("plan");
        await("the plan", () -> model.repair().planProperty().get()
                .filter(shown -> shown.plan().steps().size() == 2).isPresent());
        assertTrue(model.repair().planProperty().get().orElseThrow().plan().policy().only()
                .contains("child=c3,class=zeroed,sector=100+4"));
    }
}
