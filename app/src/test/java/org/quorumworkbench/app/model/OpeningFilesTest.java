// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quorumworkbench.app.preferences.Bookmark;
import org.quorumworkbench.app.preferences.Preferences;
import org.quorumworkbench.core.block.SectorRange;

/**
 * Files that are chosen or dropped, the bookmarks of what was opened, and which files those are.
 */
class OpeningFilesTest {

    @TempDir
    private Path folder;

    private final ModelDesk desk = new ModelDesk();
    private final Preferences preferences = Preferences.none();
    private List<File> answer = List.of();
    private final Opening opening = desk.model.opening(preferences, new Opening.Chooser() {
        @Override
        public List<File> configuration() {
            return answer;
        }

        @Override
        public List<File> images() {
            return answer;
        }

        @Override
        public List<File> file(String title) {
            return answer;
        }

        @Override
        public List<File> folder(String title) {
            return answer;
        }
    }, () -> ModelDesk.configuration(folder, ModelDesk.threeWith(1)));

    @AfterEach
    void close() {
        desk.close();
    }

    private List<File> images() throws IOException {
        return List.of(Files.write(folder.resolve("a.img"), ModelDesk.content()).toFile(),
                Files.write(folder.resolve("b.img"), ModelDesk.content()).toFile());
    }

    @Test
    void imagesAreOpenedAsAQuorumAndRemembered() throws IOException {
        answer = images();
        opening.chooseImages();
        desk.awaitRead();
        assertEquals(2, desk.model.quorum().names().size());
        desk.await("remembered", () -> !preferences.recent().isEmpty());
    }

    @Test
    void whoeverChoosesNothingOpensNothing() {
        opening.chooseConfiguration();
        opening.drop(List.of());
        desk.settle();
        assertEquals(Optional.empty(), desk.model.quorum().openedProperty().get());
    }

    @Test
    void theSampleIsOpenedWithoutAWord() {
        opening.openSample();
        desk.awaitRead();
        assertEquals("", desk.told());
    }

    @Test
    void whatIsNoQuorumIsExplained() throws IOException {
        answer = List.of(Files.writeString(folder.resolve("odd.json"), "[").toFile());
        opening.chooseConfiguration();
        desk.awaitTold("odd.json");
        opening.open(List.of(folder.resolve("odd" + Recording.ENDING).toString()));
        desk.awaitTold("odd" + Recording.ENDING);
    }

    @Test
    void aScenarioIsDoneAgain() {
        desk.open(folder, ModelDesk.threeWith(1));
        Path file = folder.resolve("kept" + Recording.ENDING);
        desk.model.recording().save(file);
        desk.awaitTold("kept");
        opening.drop(List.of(file.toFile()));
        desk.await("opened", () -> desk.model.quorum().openedProperty().get()
                .filter(open -> open.configuration().source().contains("kept")).isPresent());
        assertEquals(Optional.empty(), opening.lessonProperty().get());
    }

    @Test
    void bookmarksBelongToWhatIsOpen() throws IOException {
        Bookmarks bookmarks = new Bookmarks(desk.model.quorum(), desk.model.reading().rangeProperty(), preferences);
        assertEquals(Optional.empty(), bookmarks.add());
        desk.open(folder, ModelDesk.threeWith(1));
        desk.model.reading().goTo(new SectorRange(16, 4));
        Bookmark later = bookmarks.add().orElseThrow();
        desk.model.reading().goTo(new SectorRange(2, 1));
        bookmarks.add();
        assertEquals(later, bookmarks.list().getLast(), "by their place on the disk");
        desk.model.reading().goTo(new SectorRange(16, 4));
        assertEquals(Optional.of(later), bookmarks.add(), "there already");
        bookmarks.note(later, " look here ");
        assertEquals("look here", bookmarks.list().getLast().note());
        bookmarks.remove(bookmarks.list().getFirst());
        assertEquals(1, bookmarks.list().size());
        desk.open(Files.createDirectory(folder.resolve("other")), ModelDesk.threeWith(1));
        assertTrue(bookmarks.list().isEmpty());
    }

    @Test
    void whichFilesTheChildrenAreIsToldAndTheirHashIfAsked() {
        desk.open(folder, ModelDesk.threeWith(1));
        ChildIdentities identities = desk.model.identities();
        desk.await("identities", () -> identities.identitiesProperty().get().size() == 3);
        assertEquals(ModelDesk.SECTORS * (long) SectorRange.SECTOR,
                identities.identitiesProperty().get().get("c0").length());
        identities.hash("c0");
        identities.hash("c2");
        desk.await("hashes", () -> identities.hashesProperty().get().get("c0") instanceof ChildHash.Known
                && identities.hashesProperty().get().get("c2") instanceof ChildHash.Known);
        ChildHash.Known known = assertInstanceOf(ChildHash.Known.class, identities.hashesProperty().get().get("c0"));
        assertTrue(known.hex().matches("[0-9a-f]{64}"));
        assertTrue(desk.model.tasks().list().isEmpty());
        identities.hash("c1");
        desk.model.tasks().cancel();
        desk.settle();
        assertTrue(desk.model.tasks().list().isEmpty());
    }
}
