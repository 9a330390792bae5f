// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.bookmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.app.window.WindowTest;

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
        robot.interact(() -> workbench.scene().getWindow().requestFocus());
        await("the focus", () -> workbench.scene().getWindow().isFocused());
        robot.interact(workbench::focusBytes);
        robot.push(KeyCode.CONTROL, KeyCode.D);
        await("its note is asked for", () -> workbench.scene().getFocusOwner() instanceof TextField field
                && "bookmark-note".equals(field.getId()));
        robot.write(note);
        robot.push(KeyCode.ENTER);
        await("the note", () -> table().getItems().stream().anyMatch(mark -> mark.note().equals(note)));
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

    @Test
    void marksAreKeptForTheNextRunOfTheSameQuorum() {
        mark("keep me");
        String source = model.quorum().configuration().orElseThrow().source();
        preferences.close();
        assertEquals(List.of("keep me"),
                Preferences.in(file).bookmarks(source).stream().map(Bookmark::note).toList());
        assertTrue(Preferences.in(file).bookmarks("another quorum").isEmpty());
    }
}
