// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.bookmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener.Change;
import javafx.collections.ObservableList;
import javafx.scene.AccessibleAttribute;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.model.Bookmarks;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.window.WindowTest;
import org.quorumworkbench.core.config.Images;

/** Places that a person marks, with notes. */
class BookmarksTest extends WindowTest {

    @TempDir
    private static Path folder;

    private final Path file = folder.resolve("window-" + System.nanoTime() + ".json");

    BookmarksTest() {
        preferences = Preferences.in(file);
    }

    private TableView<Bookmark> table() {
        return robot.lookup("#bookmark-table").query();
    }

    private void mark(String note) {
        focusTheWindow();
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.CONTROL, KeyCode.D);
        await("its note is asked for", () -> workbench.scene().getFocusOwner() instanceof TextField field
                && "bookmark-note".equals(field.getId()));
        robot.write(note);
        robot.push(KeyCode.ENTER);
        await("the note", () -> table().getItems().stream().anyMatch(mark -> mark.note().equals(note)));
    }

    @Test
    void theMarkWhereOneIsIsSelectedAndStandsAtItsSectors() {
        robot.interact(() -> model.reading().goTo("64"));
        awaitRange(64, 8);
        mark("the tie");
        robot.interact(() -> model.reading().goTo("8"));
        awaitRange(8, 8);
        await("none", () -> table().getSelectionModel().isEmpty());
        robot.interact(() -> model.reading().goTo("64"));
        awaitRange(64, 8);
        await("the mark", () -> table().getSelectionModel().getSelectedIndex() == 0);
        await("its sectors are marked", () -> robot.lookup(node -> node instanceof Canvas row
                && row.queryAccessibleAttribute(AccessibleAttribute.TEXT) instanceof String words
                && words.contains("\u2605")).tryQuery().isPresent());
    }

    @Test
    void aRangeIsMarkedWithANoteFoundAgainAndForgotten() {
        robot.interact(() -> model.reading().goTo("24"));
        awaitRange(24, 8);
        mark("the tie");
        robot.interact(() -> model.reading().goTo("8"));
        awaitRange(8, 8);
        mark("outvoted");
        assertEquals(List.of(8L, 24L), table().getItems().stream().map(Bookmark::first).toList());
        robot.interact(() -> table().getSelectionModel().select(1));
        robot.interact(() -> robot.lookup("#bookmarks-go").queryAs(Button.class).fire());
        awaitRange(24, 8);
        robot.interact(() -> robot.lookup("#bookmarks-remove").queryAs(Button.class).fire());
        assertEquals(List.of("outvoted"), table().getItems().stream().map(Bookmark::note).toList());
    }

    private void open(Path... images) {
        answers.files = Stream.of(images).map(Path::toFile).toList();
        robot.interact(() -> workbench.opening().chooseImages());
        await("they are open", () -> model.quorum().openedProperty().get()
                .filter(open -> Images.of(open.configuration()).files().equals(List.of(images))).isPresent());
    }

    private List<String> notes() {
        return table().getItems().stream().map(Bookmark::note).toList();
    }

    @Test
    void marksBelongToTheDiskHoweverItIsOpened() throws IOException {
        Path a = Files.write(folder.resolve("a.img"), new byte[4096]);
        Path b = Files.write(folder.resolve("b.img"), new byte[4096]);
        Path c = Files.write(folder.resolve("c.img"), new byte[4096]);
        Path link = Files.createSymbolicLink(folder.resolve("link.img"), a);
        open(a, b);
        awaitRange(0, 8);
        mark("of a and b");
        open(a, c);
        assertEquals(List.of(), notes());
        open(b, link);
        assertEquals(List.of("of a and b"), notes());
    }

    @Test
    void marksOfImagesThatAnEarlierReleaseKeptGoToTheOnlyDiskThatWasOpenedSo() throws IOException {
        Path a = Files.write(folder.resolve("only-a.img"), new byte[4096]);
        Path b = Files.write(folder.resolve("only-b.img"), new byte[4096]);
        Path c = Files.write(folder.resolve("only-c.img"), new byte[4096]);
        Path old = Files.writeString(folder.resolve("old.json"), "{\"recent\": [[\"" + a + "\", \"" + b + "\"]], "
                + "\"bookmarks\": {\"command line\": [{\"first\": 0, \"count\": 1, \"note\": \"old\"}]}}");
        try (Preferences earlier = Preferences.in(old)) {
            robot.interact(() -> {
                ObservableList<Bookmark> list = new Bookmarks(model.quorum(), model.reading().rangeProperty(), earlier)
                        .list();
                list.addListener((Change<? extends Bookmark> change) -> seen = List.copyOf(list));
            });
            open(a, c);
            assertEquals(List.of(), seen);
            open(b, a);
            assertEquals(List.of("old"), seen.stream().map(Bookmark::note).toList());
        }
    }

    @Test
    void placesThatOthersHaveNotedAreMarked() throws IOException {
        mark("mine");
        StringBuilder log = new StringBuilder("drbd r0: Online verify done (total 1 sec; paused 0 sec; 2 K/sec)\n");
        for (long start : List.of(24L, 0L, 16L, 1L << 40)) {
            log.append("[ 12.3] drbd r0/0 drbd0: Out of sync: start=").append(start).append(", size=8 (sectors)\n");
        }
        answers.files = List.of(Files.writeString(folder.resolve("kern.log"), log).toFile());
        robot.interact(() -> robot.lookup("#bookmarks-load").queryAs(Button.class).fire());
        await("they are told", () -> model.messages().noticeProperty().get().isPresent());
        assertEquals(List.of(0L, 16L, 24L), table().getItems().stream().map(Bookmark::first).toList());
        assertEquals(List.of("mine", "DRBD: out of sync", "DRBD: out of sync"), notes(), "a note stays as it is");
        assertTrue(text("notice-text").contains("3 places are marked")
                && text("notice-text").contains("1 place is not on this disk"), text("notice-text"));
        answers.files = List.of(Files.writeString(folder.resolve("odd.log"), "nothing here\n").toFile());
        perform("Mark places from a file...");
        await("it is told", () -> text("notice-text").contains("notes no sectors"));
        assertEquals(3, table().getItems().size());
    }

    private List<Bookmark> seen = List.of();

    @Test
    void marksAreKeptForTheNextRunOfTheSameQuorum() {
        mark("keep me");
        List<String> images = model.quorum().openedProperty().get().orElseThrow().images();
        preferences.close();
        assertEquals(List.of("keep me"),
                Preferences.in(file).bookmarks(images).stream().map(Bookmark::note).toList());
        assertTrue(Preferences.in(file).bookmarks(List.of("another.img")).isEmpty());
    }
}
