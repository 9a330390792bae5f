// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.app.preferences.Preferences;

/** What other programs have noted, as bookmarks. */
class NotedPlacesTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatTheCommandLineNamesIsMarkedOnceTheQuorumIsOpen() throws IOException {
        Path log = Files.writeString(folder.resolve("kern.log"),
                "drbd r0/0 drbd0: Out of sync: start=16, size=8 (sectors)\n");
        Bookmarks marks = new Bookmarks(desk.model.quorum(), desk.model.reading().rangeProperty(), Preferences.none());
        new NotedPlaces(desk.background, desk.model.quorum(), marks, desk.model.messages()).loadOnceOpen(log);
        desk.open(folder, ModelDesk.threeWith(3));
        desk.await("the places", () -> !marks.list().isEmpty());
        assertEquals(List.of(16L), marks.list().stream().map(Bookmark::first).toList());
    }

    @Test
    void aPlaceThatGoesBeyondTheDisksEndIsMarkedUpToItAndThatIsSaid() throws IOException {
        Path log = Files.writeString(folder.resolve("kern.log"),
                "drbd r0/0 drbd0: Out of sync: start=16, size=80000000 (sectors)\n");
        Bookmarks marks = new Bookmarks(desk.model.quorum(), desk.model.reading().rangeProperty(), Preferences.none());
        desk.open(folder, ModelDesk.threeWith(3));
        new NotedPlaces(desk.background, desk.model.quorum(), marks, desk.model.messages()).load(log);
        desk.await("the places", () -> !marks.list().isEmpty());
        String told = String.valueOf(desk.model.messages().noticeProperty().get());
        assertTrue(told.contains("1 place goes beyond this disk's end, and is marked up to it"), told);
        assertTrue(told.contains("WARNING"), told);
    }
}
