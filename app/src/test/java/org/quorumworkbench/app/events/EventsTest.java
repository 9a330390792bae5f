// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.block.SectorRange;
import org.quorumworkbench.core.quorum.Event;
import org.quorumworkbench.core.quorum.RequestKind;

/** The log of events at the window. */
class EventsTest extends WindowTest {

    private static final int BURST = 100_000;

    @TempDir
    private Path folder = Path.of("");

    private ListView<?> list() {
        return robot.lookup("#event-list").query();
    }

    private static Event bad(long number, String child) {
        return new Event.ReportBad(number, Instant.EPOCH.plusMillis(number), RequestKind.READ, child,
                new SectorRange(8, 8), Optional.empty());
    }

    /** Two children are outvoted, and something that QEMU does not tell. */
    private void three() {
        robot.interact(() -> robot.lookup("#event-filter").queryAs(TextField.class).setText("new-"));
        model.events().heard(bad(1, "new-c1"));
        model.events().heard(new Event.Rewritten(2, Instant.EPOCH, "new-c1", new SectorRange(16, 8), Optional.empty()));
        model.events().heard(bad(3, "new-c2"));
        await("three", () -> list().getItems().size() == 3);
    }

    @SuppressWarnings("unchecked")
    private void choose(String box, String choice) {
        robot.interact(() -> robot.lookup("#" + box).queryAs(ComboBox.class).getSelectionModel().select(choice));
    }

    private List<String> saved(String shape) throws IOException {
        Path file = folder.resolve(shape);
        saving = Optional.of(file);
        MenuItem item = robot.lookup("#event-export").queryAs(MenuButton.class).getItems().stream()
                .filter(one -> one.getId().endsWith(shape)).findFirst().orElseThrow();
        robot.interact(item::fire);
        await("saved", () -> text("notice-text").contains(file.toString()));
        return Files.readAllLines(file);
    }

    @Test
    void aFilterShowsWhatPassesAndSaysOfHowMany() {
        three();
        choose("event-kinds", "QUORUM_REPORT_BAD");
        assertEquals(2, list().getItems().size());
        choose("event-children", "new-c2");
        assertEquals(1, list().getItems().size());
        assertTrue(text("event-count").startsWith("1 of "), text("event-count"));
    }

    @Test
    void whatIsShownIsSavedAsLinesOrAsQemuTellsIt() throws IOException {
        three();
        List<String> lines = saved("lines");
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).contains("\"kind\":\"REWRITE\""), lines.get(1));
        List<String> qmp = saved("qmp");
        assertEquals(2, qmp.size(), "a rewrite is not in QMP");
        assertTrue(qmp.getFirst().startsWith("{\"timestamp\":{\"seconds\":0,\"microseconds\":1000},"
                + "\"event\":\"QUORUM_REPORT_BAD\",\"data\":{"), qmp.getFirst());
    }

    @Test
    void theKeyboardGoesToTheRangeOfALineAndCopiesLines() {
        three();
        robot.interact(() -> {
            list().requestFocus();
            list().getSelectionModel().clearAndSelect(1);
        });
        robot.push(KeyCode.ENTER);
        awaitRange(16, 8);
        robot.interact(() -> list().getSelectionModel().selectAll());
        robot.push(KeyCode.CONTROL, KeyCode.C);
        await("copied", () -> String.valueOf(Clipboard.getSystemClipboard().getString()).lines().count() == 3);
    }

    @Test
    void everyEventOfABurstIsThereAndTheOldestGoAndAreCounted() {
        for (int number = 0; number < BURST + 10; number++) {
            model.events().heard(bad(number, "c" + number % 3));
        }
        await("the newest", () -> text("event-count").startsWith(String.format(Locale.ROOT, "%,d events", BURST))
                && String.valueOf(list().getItems().getLast()).contains("sequence=" + (BURST + 9)));
        assertEquals(BURST, list().getItems().size());
        assertTrue(text("event-count").contains(", 10 older events are gone"), text("event-count"));
        robot.interact(() -> robot.lookup("#event-filter").queryAs(TextField.class).setText("no such words"));
        assertTrue(list().getItems().isEmpty());
    }

    @Test
    void whoFollowsSeesTheWholeOfTheNewestEventAboveTheBarThatItsLengthBrings() {
        robot.interact(() -> robot.lookup("#event-filter").queryAs(TextField.class).setText("long-"));
        for (int number = 0; number < 500; number++) {
            model.events().heard(bad(number, "long-" + "x".repeat(400)));
        }
        await("the newest, whole", () -> {
            Optional<Bounds> newest = robot.lookup("#event-list .event-line").queryAllAs(ListCell.class).stream()
                    .filter(cell -> cell.isVisible() && cell.getIndex() == 499)
                    .map(cell -> cell.localToScene(cell.getLayoutBounds())).findFirst();
            Node bar = robot.lookup("#event-list .scroll-bar:horizontal").query();
            return bar.isVisible() && newest.isPresent()
                    && newest.get().getMaxY() <= bar.localToScene(bar.getLayoutBounds()).getMinY() + 0.5;
        });
    }

    @Test
    void theLinesStayWhereTheyAreReadIfNobodyFollows() {
        three();
        robot.interact(() -> {
            robot.lookup("#event-follow").queryAs(CheckBox.class).setSelected(false);
            list().scrollTo(0);
        });
        for (int number = 4; number < 500; number++) {
            model.events().heard(bad(number, "new-c1"));
        }
        await("all", () -> list().getItems().size() == 499);
        assertTrue(robot.lookup("#event-list .event-line").queryAll().stream()
                .anyMatch(line -> line.toString().contains("overwritten with the winner")));
    }

    @Test
    void whereOneGoesTheNewestEventThereIsSelectedUnlessAnotherOneThereWasChosen() {
        robot.interact(() -> robot.lookup("#event-filter").queryAs(TextField.class).setText("at-"));
        model.events().heard(bad(1, "at-c1"));
        model.events().heard(bad(2, "at-c2"));
        await("both", () -> list().getItems().size() == 2);
        assertEquals(-1, list().getSelectionModel().getSelectedIndex(), "nothing has happened where one is");
        robot.interact(() -> model.reading().goTo(new SectorRange(8, 8)));
        awaitRange(8, 8);
        assertEquals(1, list().getSelectionModel().getSelectedIndex());
        model.events().heard(bad(3, "at-c2"));
        await("a newer one", () -> list().getSelectionModel().getSelectedIndex() == 2);
        robot.interact(() -> list().getSelectionModel().clearAndSelect(0));
        model.events().heard(bad(4, "at-c2"));
        await("the newest", () -> list().getItems().size() == 4);
        assertEquals(0, list().getSelectionModel().getSelectedIndex(), "a person has chosen it");
        robot.interact(() -> model.reading().goTo(new SectorRange(32, 8)));
        awaitRange(32, 8);
        await("nothing there", () -> list().getSelectionModel().getSelectedIndex() == -1);
    }
}
